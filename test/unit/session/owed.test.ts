// @vitest-environment node
import { seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createShop } from './support.ts';

describe('a tab that was frozen while it told the server of a sign-out', () => {
  it('keeps nobody from signing in elsewhere', async () => {
    const shop = createShop();
    const a = await shop.signedIn();
    const b = await shop.open();
    shop.server.interrupt = ({ url }) => (url.endsWith('/sign-out') ? new Promise<never>(() => {}) : undefined);
    void a.session.signOut();
    await shop.browser.clock.settle();
    a.tab.freeze();
    const signingIn = b.session.signIn({ name: 'grace' });
    await shop.browser.clock.advance(seconds(15));
    await signingIn;
    expect(b.session.getState()).toMatchObject({ status: 'authenticated', user: { id: 'grace' } });
    shop.server.interrupt = null;
    a.tab.thaw();
    await shop.browser.clock.advance(seconds(30));
    for (const { session } of [a, b])
      expect(session.getState()).toMatchObject({ status: 'authenticated', user: { id: 'grace' } });
    expect(shop.server.user).toMatchObject({ id: 'grace' });
  });
});
