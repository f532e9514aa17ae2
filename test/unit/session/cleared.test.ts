import { seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createShop } from '../../support/world/shop.ts';

describe('localStorage cleared under a session', () => {
  it('brings nothing back: a frozen tab that missed the sign-out learns it from the database', async () => {
    const shop = createShop();
    const a = await shop.signedIn();
    const b = await shop.open();
    b.tab.freeze({ messages: 'lost' });
    const signingOut = a.session.signOut();
    await shop.browser.clock.settle();
    await signingOut;
    // As many applications do when somebody signs out.
    shop.browser.records.clear();
    await shop.browser.clock.settle();
    b.tab.thaw();
    await shop.browser.clock.settle();
    expect([a.status(), b.status()]).toEqual(['unauthenticated', 'unauthenticated']);
    expect(b.seen).toContain('ended signed-out-elsewhere');
  });

  it('forgets no input: a tab opened afterwards joins the time that is left', async () => {
    const shop = createShop();
    const a = await shop.signedIn();
    await shop.browser.clock.advanceTo(seconds(700));
    a.tab.input();
    shop.browser.records.clear();
    await shop.browser.clock.advanceTo(seconds(1000));
    const b = await shop.open();
    expect([a.status(), b.status()]).toEqual(['authenticated', 'authenticated']);
    expect(b.remaining()).toBe(600);
  });
});
