import { describe, expect, it } from 'vitest';
import { portal, type World } from './world.ts';

/** What differs between servers that keep the session in a cookie. */
export interface CookieServer<Credentials> {
  /** A browser before a server that knows nobody's session. */
  world(): World<{ readonly id: number }, Credentials> | Promise<World<{ readonly id: number }, Credentials>>;
  /** Of the user with the id 1. */
  readonly right: Credentials;
  readonly wrong: Credentials;
  /** Tells who is signed in. */
  readonly session: string;
  readonly signOut: string;
  /** Answers GET and POST, with JSON, who is signed in. */
  readonly orders: string;
  /** The server forgets all sessions. */
  forget(): void | Promise<void>;
  /** The anti-CSRF token that the page would send next is no longer the right one. */
  spoil(world: World<{ readonly id: number }, Credentials>): void | Promise<void>;
  /** How the server refuses a token. */
  refusal(): Response;
}

const order = { method: 'POST', body: '{"id":"tea"}', headers: { 'content-type': 'application/json' } };

/** What holds with every server of this kind, whatever its words. */
export function tellCookieStories<Credentials>(name: string, server: CookieServer<Credentials>): void {
  const { right, wrong, session: asks, orders } = server;
  const leaves = `POST ${server.signOut}`;
  const count = (sent: readonly string[], wanted: string): number => sent.filter((line) => line === wanted).length;

  describe(name, () => {
    it('signs in, and orders with the token of the new session', async () => {
      const world = await server.world();
      const { session, seen } = await world.open();
      const result = await world.done(session.signIn(right));
      expect(result).toMatchObject({ outcome: 'signed-in', user: { id: 1 } });
      expect((await world.done(session.fetch(orders, order))).ok).toBe(true);
      expect(count(world.sent(), `POST ${orders}`)).toBe(1);
      expect(seen).toEqual(['signed-in 1']);
    });

    it('answers a wrong password with a refusal, and then lets in who knows the right one', async () => {
      const world = await server.world();
      const { session, status } = await world.open();
      expect(await world.done(session.signIn(wrong))).toMatchObject({ outcome: 'rejected' });
      expect(status()).toBe('unauthenticated');
      expect(await world.done(session.signIn(right))).toMatchObject({ outcome: 'signed-in' });
    });

    it('repeats an order whose token was refused, once and whole', async () => {
      const world = await server.world();
      const { session, status } = await world.signedIn(right);
      await server.spoil(world);
      const answer = await world.done(session.fetch(orders, order));
      expect(answer.ok).toBe(true);
      expect(count(world.sent(), `POST ${orders}`)).toBe(2);
      expect(status()).toBe('authenticated');
    });

    it('asks who is signed in when a token is refused for ever, and hands the refusal on', async () => {
      const world = await server.world();
      const { session, status } = await world.signedIn(right);
      await server.spoil(world);
      world.interrupt = ({ method, url }) => (method === 'POST' && url.endsWith(orders) ? server.refusal() : undefined);
      const answer = await world.done(session.fetch(orders, order));
      expect(answer.status).toBe(server.refusal().status);
      const sent = world.sent();
      expect(count(sent, `POST ${orders}`)).toBe(2);
      expect(count(sent, `GET ${asks}`)).toBe(1);
      expect(status()).toBe('authenticated');
    });

    it.each(['GET', 'POST'])('ends a session that the server forgot, once, at a %s', async (method) => {
      const world = await server.world();
      const { session, seen } = await world.signedIn(right);
      await server.forget();
      const ask = (): Promise<unknown> => session.fetch(orders, method === 'POST' ? order : {}).catch(() => null);
      await world.done(Promise.all([ask(), ask(), ask()]));
      expect(seen).toEqual(['signed-in 1', 'ended revoked']);
      const sent = world.sent();
      // Afterwards the server is told of the end, as of any other, and asked whether that was right.
      expect(count(sent.slice(0, sent.indexOf(leaves)), `GET ${asks}`)).toBe(1);
    });

    it('ends a session that the server forgot in the other tab, too', async () => {
      const world = await server.world();
      const one = await world.signedIn(right);
      const two = await world.open();
      await server.forget();
      await world.done(one.session.fetch(orders).catch(() => null));
      expect(two.status()).toBe('unauthenticated');
    });

    it('signs out here and there, and a second time does no harm', async () => {
      const world = await server.world();
      const { session, tab } = await world.signedIn(right);
      expect(await world.done(session.signOut())).toEqual({ local: 'done', remote: 'done' });
      expect(await world.done(session.signOut())).toEqual({ local: 'done', remote: 'done' });
      tab.close();
      expect((await world.open()).status()).toBe('unauthenticated');
    });

    it('signs out of a session that the server forgot', async () => {
      const world = await server.world();
      const { session } = await world.signedIn(right);
      await server.forget();
      expect(await world.done(session.signOut())).toEqual({ local: 'done', remote: 'done' });
    });

    it('owes the sign-out while the server is away, and a new tab shows nobody', async () => {
      const world = await server.world();
      const { session, tab } = await world.signedIn(right);
      world.browser.network.setOffline(true);
      const signingOut = session.signOut();
      await world.browser.clock.advance(20_000);
      expect(await signingOut).toEqual({ local: 'done', remote: 'pending' });
      tab.close();
      world.browser.network.setOffline(false);
      expect((await world.open()).status()).toBe('unauthenticated');
      await world.browser.clock.advance(60_000);
      await world.done(Promise.resolve());
      expect((await world.open()).status()).toBe('unauthenticated');
    });

    it('finds the session after a reload', async () => {
      const world = await server.world();
      const { tab } = await world.signedIn(right);
      tab.close();
      const { status, seen } = await world.open();
      expect(status()).toBe('authenticated');
      expect(seen).toEqual(['signed-in 1 restored']);
    });

    it('keeps the session behind a captive portal, and goes on after it', async () => {
      const world = await server.world();
      const { session, status } = await world.signedIn(right);
      world.interrupt = portal;
      await world.done(session.fetch(orders).catch(() => null));
      await world.done(session.fetch(orders, order).catch(() => null));
      await world.done(session.verify());
      expect(status()).toBe('authenticated');
      world.interrupt = null;
      expect((await world.done(session.fetch(orders, order))).ok).toBe(true);
    });

    it('does not take a captive portal for a sign-in', async () => {
      const world = await server.world();
      const { session, status } = await world.open();
      world.interrupt = portal;
      const result = await world.done(session.signIn(right));
      expect(result.outcome).not.toBe('signed-in');
      expect(status()).toBe('unauthenticated');
    });
  });
}
