import { seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createShop, html } from '../../support/world/shop.ts';

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
    expect(shop.server.signedIn()).toMatchObject({ id: 'grace' });
  });
});

describe('telling the server of a sign-out', () => {
  it('is waited for by whoever signs in in another tab, as its answer takes away the cookie', async () => {
    const shop = createShop();
    const a = await shop.signedIn();
    const b = await shop.open();
    shop.server.interrupt = async ({ url }) => {
      if (url.endsWith('/sign-out')) await new Promise<void>((go) => shop.browser.after(seconds(8), go));
      return undefined;
    };
    void a.session.signOut();
    await shop.browser.clock.settle();
    const signingIn = b.session.signIn({ name: 'grace' });
    await shop.browser.clock.advance(seconds(20));
    expect(await signingIn).toMatchObject({ outcome: 'signed-in' });
    expect(shop.server.signedIn()).toMatchObject({ id: 'grace' });
  });

  it.each([true, false])('is done by one of two tabs that sign out at once (Web Locks: %s)', async (locks) => {
    const shop = createShop({ locks });
    const a = await shop.signedIn();
    const b = await shop.open();
    // The server takes its time, so that both have something to tell.
    shop.server.interrupt = async ({ url }) => {
      if (url.endsWith('/sign-out')) await new Promise<void>((go) => void b.tab.platform.clock.after(500, go));
      return undefined;
    };
    const results = Promise.all([a.session.signOut(), b.session.signOut()]);
    await shop.browser.clock.advance(seconds(2));
    expect(await results).toEqual(Array(2).fill({ local: 'done', remote: 'done' }));
    expect(shop.browser.network.count('/sign-out')).toBe(1);
  });

  it('is done by another tab when the one that began it crashed', async () => {
    const shop = createShop();
    const a = await shop.signedIn();
    shop.server.interrupt = ({ url }) => (url.endsWith('/sign-out') ? new Promise<never>(() => {}) : undefined);
    void a.session.signOut();
    await shop.browser.clock.settle();
    a.tab.crash();
    shop.server.interrupt = null;
    const b = shop.begin();
    await shop.browser.clock.advance(seconds(10));
    expect(b.status()).toBe('unauthenticated');
    await shop.browser.clock.advance(seconds(20));
    expect(shop.server.signedIn()).toBeNull();
  });

  it('is owed still after two crashes, of which the second took what the first had left in localStorage alone', async () => {
    const shop = createShop();
    const a = await shop.signedIn();
    shop.server.interrupt = ({ url }) => (url.endsWith('/sign-out') ? html(502) : undefined);
    void a.session.signOut();
    // Before the database heard of it.
    shop.browser.reopen();
    await shop.open();
    shop.browser.reopen({ loseRecords: seconds(60) });
    shop.server.interrupt = null;
    const b = await shop.open();
    expect(b.status()).toBe('unauthenticated');
    expect(shop.server.signedIn()).toBeNull();
  });

  it('is tried again at once when the network returns', async () => {
    const shop = createShop();
    const a = await shop.signedIn();
    shop.browser.network.setOffline(true);
    expect(await a.session.signOut()).toEqual({ local: 'done', remote: 'pending' });
    shop.browser.network.setOffline(false);
    await shop.browser.clock.advance(seconds(1));
    expect(shop.server.signedIn()).toBeNull();
  });
});
