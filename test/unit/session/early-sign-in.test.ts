import { describe, expect, it } from 'vitest';
import { ada, createShop } from '../../support/world/shop.ts';

describe('a sign-in before it is known who is signed in', () => {
  it('says that it signed in, also where the first question finds the same person by then', async () => {
    const shop = createShop();
    const a = shop.begin();
    const signingIn = a.session.signIn({ name: 'ada' });
    await shop.browser.clock.settle();
    expect(await signingIn).toEqual({ outcome: 'signed-in', user: ada });
    expect(a.session.getState()).toMatchObject({ status: 'authenticated', user: ada });
    expect(a.seen.filter((event) => event.startsWith('signed-in'))).toHaveLength(1);
  });

  it('that comes to nothing leaves whoever was found', async () => {
    const shop = createShop();
    shop.server.signIn('ada');
    const a = shop.begin();
    const signingIn = a.session.signIn({ name: 'nobody' });
    await shop.browser.clock.settle();
    expect(await signingIn).toMatchObject({ outcome: 'rejected' });
    expect(a.session.getState()).toMatchObject({ status: 'authenticated', user: ada });
  });

  it('that hangs keeps nobody from being found', async () => {
    const shop = createShop();
    shop.server.signIn('ada');
    shop.server.interrupt = (request) =>
      new URL(request.url).pathname === '/sign-in' ? new Promise(() => {}) : undefined;
    const a = shop.begin();
    void a.session.signIn({ name: 'ada' });
    await shop.browser.clock.advance(5000);
    expect(a.session.getState()).toMatchObject({ status: 'authenticated', user: ada });
  });
});
