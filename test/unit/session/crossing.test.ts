import { seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createShop } from '../../support/world/shop.ts';
import { createWorld, login } from '../../support/world/tokens.ts';

const nobody = { status: 'unauthenticated' };

describe('what crosses a sign-in', () => {
  it('is not killed by a tab that opens before the tokens are stored', async () => {
    for (let turns = 0; turns < 24; turns += 2) {
      const shop = createWorld();
      shop.server.latency = 0;
      const { session } = await shop.signedIn();
      const signingIn = session.signIn(login('bob'));
      for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
      const other = await shop.open();
      await shop.browser.clock.advance(seconds(3));
      await expect(signingIn).resolves.toMatchObject({ outcome: 'signed-in' });
      for (const one of [session, other.session])
        expect(one.getState()).toMatchObject({ status: 'authenticated', user: { name: 'Bob' } });
    }
  });

  it('shows in no other tab as an end, though its tokens take a moment to be stored', async () => {
    const shop = createWorld();
    const { session } = await shop.signedIn();
    const other = await shop.open();
    const seen: string[] = [];
    other.session.on('ended', ({ reason }) => seen.push(reason));
    shop.browser.databases.writeDelay = 500;
    const signingIn = session.signIn(login('bob'));
    await shop.browser.clock.advance(seconds(3));
    await signingIn;
    expect(seen).toEqual([]);
    expect(other.session.getState()).toMatchObject({ status: 'authenticated', user: { name: 'Bob' } });
  });

  it('ends with it: signing out while the new session is being stored leaves nobody signed in, and the server knows', async () => {
    const shop = createShop();
    const { session } = await shop.signedIn();
    shop.browser.databases.writeDelay = 500;
    const signingIn = session.signIn({ name: 'grace' });
    await shop.browser.clock.settle();
    const signingOut = session.signOut();
    await shop.browser.clock.advance(seconds(5));
    await signingOut;
    expect(await signingIn).toMatchObject({ outcome: 'failed', failure: { kind: 'discarded' } });
    void session.verify();
    await shop.browser.clock.advance(seconds(5));
    expect(session.getState()).toMatchObject(nobody);
    expect(shop.server.signedIn()).toBeNull();
  });

  it('is ended by a sign-out in a tab that is just adopting it', async () => {
    const shop = createShop();
    const a = await shop.signedIn();
    const b = await shop.open();
    shop.server.interrupt = async ({ url }) => {
      if (url.endsWith('/session')) await new Promise<void>((resolve) => void shop.browser.after(500, resolve));
      return undefined;
    };
    void a.session.signIn({ name: 'grace' });
    await shop.browser.clock.advance(100);
    void b.session.signOut();
    await shop.browser.clock.advance(seconds(5));
    for (const { tab, status } of [a, b]) {
      tab.show();
      await shop.browser.clock.advance(seconds(2));
      expect(status()).toBe('unauthenticated');
    }
    expect(shop.server.signedIn()).toBeNull();
  });
});

describe('a sign-out while it is not known yet who is signed in', () => {
  it('gives way to a sign-in that comes after it', async () => {
    const shop = createShop();
    let tries = 0;
    shop.server.interrupt = ({ url }) =>
      url.endsWith('/session') && tries++ === 0 ? new Response(null, { status: 502 }) : undefined;
    const { session } = await shop.open();
    void session.signOut();
    const signingIn = session.signIn({ name: 'ada' });
    await shop.browser.clock.advance(seconds(5));
    await signingIn;
    expect(session.getState()).toMatchObject({ status: 'authenticated', user: { id: 'ada' } });
  });

  it('is done at once when somebody has signed in meanwhile', async () => {
    const shop = createShop();
    shop.server.interrupt = ({ url }) => (url.endsWith('/session') ? new Response(null, { status: 502 }) : undefined);
    const { session } = await shop.signedIn();
    void session.signOut();
    expect(session.getState()).toMatchObject(nobody);
  });
});

describe('a tab that is still asking who is signed in', () => {
  it('does not take an answer of before a sign-out elsewhere for a session', async () => {
    const shop = createShop();
    const { clock, network, after } = shop.browser;
    const a = await shop.open();
    const half = (): Promise<void> => new Promise((resolve) => void after(300, resolve));
    shop.server.interrupt = async ({ url }) => {
      if (url.endsWith('/sign-out')) return new Response(null, { status: 502 });
      if (!url.endsWith('/session')) return undefined;
      await half();
      const answer = Response.json({ user: shop.server.signedIn() });
      await half();
      return answer;
    };
    const b = shop.begin();
    await clock.advance(100);
    void a.session.signIn({ name: 'ada' });
    await clock.advance(300);
    void a.session.signOut();
    await clock.advance(seconds(3));
    expect([a.status(), b.status()]).toEqual(['unauthenticated', 'unauthenticated']);
    shop.server.interrupt = null;
    network.setOffline(true);
    network.setOffline(false);
    await clock.advance(seconds(1));
    expect(shop.server.signedIn()).toBeNull();
    expect([a.status(), b.status()]).toEqual(['unauthenticated', 'unauthenticated']);
  });

  it('does not take somebody for signed in whose sign-out the server has not heard of yet', async () => {
    const shop = createShop();
    let reachable = false;
    shop.server.interrupt = ({ url }) =>
      (url.endsWith('/session') && !reachable) || url.endsWith('/sign-out')
        ? new Response(null, { status: 502 })
        : undefined;
    const b = shop.begin();
    const a = await shop.signedIn();
    void a.session.signOut();
    await shop.browser.clock.settle();
    reachable = true;
    await shop.browser.clock.advance(seconds(20));
    expect([a.status(), b.status()]).toEqual(['unauthenticated', 'unauthenticated']);
  });
});
