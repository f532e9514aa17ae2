import { describe, expect, it } from 'vitest';
import { fromEndpoint, guarded, order, primed } from './csrf-shop.ts';
import { ada, answer, asked, html, json, type Options, settled } from './support.ts';

describe('an anti-CSRF token that is refused, or of another session,', () => {
  it.each([
    ['an endpoint', fromEndpoint],
    ['a cookie that a request gives', primed],
  ])('from %s is fetched again when it is refused, once for all, and nobody notices', async (_what, csrf) => {
    const { shop, state, signedIn } = guarded(csrf);
    const { session } = await signedIn();
    await settled(shop, session.fetch('/orders', order));
    for (const refusal of [() => json({}, 403), () => html(419)]) {
      Object.assign(state, { valid: `${state.valid}+`, refusal });
      const from = asked(shop).length;
      const orders = Array.from({ length: 5 }, () => session.fetch('/orders', order));
      for (const response of await settled(shop, Promise.all(orders))) expect(response.status).toBe(200);
      expect(asked(shop, from).filter((it) => it === 'GET /csrf')).toHaveLength(1);
      expect(asked(shop, from).filter((it) => it === 'GET /session')).toEqual([]);
    }
  });

  it('is not sent twice when there is no other: the session endpoint is asked', async () => {
    const { shop, state, signedIn } = guarded(primed);
    const { session, status } = await signedIn();
    await settled(shop, session.fetch('/orders', order));
    Object.assign(state, { valid: 'another', mint: false });
    const from = asked(shop).length;
    expect((await settled(shop, session.fetch('/orders', order))).status).toBe(403);
    expect(asked(shop, from)).toEqual(['POST /orders', 'GET /csrf', 'GET /session']);
    expect(status()).toBe('authenticated');
  });

  it('that is refused a second time makes the session endpoint be asked, whose word ends the session', async () => {
    let serial = 0;
    const { shop, routes, signedIn } = guarded(fromEndpoint);
    const { session } = await signedIn();
    answer(shop, { ...routes, '/csrf': () => json({ token: `new${serial++}` }), 'POST /orders': () => json({}, 419) });
    let from = asked(shop).length;
    expect((await settled(shop, session.fetch('/orders', order))).status).toBe(419);
    expect(asked(shop, from)).toEqual(['GET /csrf', 'POST /orders', 'GET /csrf', 'POST /orders', 'GET /session']);
    shop.server.revokeAll();
    from = asked(shop).length;
    await settled(shop, session.fetch('/orders', order));
    expect(asked(shop, from).slice(0, 4)).toEqual(['POST /orders', 'GET /csrf', 'POST /orders', 'GET /session']);
    expect(session.getState()).toMatchObject({ status: 'unauthenticated', reason: 'revoked' });
  });

  it('is fetched again for a guest, too', async () => {
    const { shop, state, open } = guarded(fromEndpoint);
    const { session } = await open();
    await settled(shop, session.fetch('/orders', order));
    state.valid = 't2';
    expect((await settled(shop, session.fetch('/orders', order))).status).toBe(200);
  });

  it('that is refused at sign-in is fetched again, and a page of refusal is no wrong password', async () => {
    const accepts: Partial<Options> = { signIn: { url: '/sign-in', accepts: (_body, { ok }) => ok } };
    for (const more of [{}, accepts]) {
      const { shop, state, open } = guarded(primed, more);
      shop.browser.cookies.set('XSRF', 'old');
      state.refusal = () => html(403);
      const { session } = await open();
      expect(await settled(shop, session.signIn({ name: 'ada' }))).toEqual({ outcome: 'signed-in', user: ada });
      const other = guarded(primed, more);
      Object.assign(other.state, { mint: false, refusal: () => html(403) });
      other.shop.browser.cookies.set('XSRF', 'old');
      const b = await other.open();
      expect(await settled(other.shop, b.session.signIn({ name: 'ada' }))).toMatchObject({
        failure: { kind: 'protocol', status: 403 },
      });
      expect(asked(other.shop).filter((it) => it === 'POST /sign-in')).toHaveLength(1);
    }
  });

  it('is tried again on the answers that were named, and on no other', async () => {
    const retryOn = ({ headers }: Response, body?: unknown): boolean =>
      headers.has('x-stale-token') || (body as { url?: string } | undefined)?.url === '/signin?csrf=true';
    const { shop, state, routes, open } = guarded(
      { ...fromEndpoint, retryOn },
      {
        signIn: { url: '/sign-in', accepts: (body) => 'user' in (body as object) },
      },
    );
    const { session } = await open();
    await settled(shop, session.fetch('/orders', order));
    state.valid = 't2';
    expect((await settled(shop, session.fetch('/orders', order))).status).toBe(403);
    state.refusal = () => json({}, 400, { 'x-stale-token': '1' });
    expect((await settled(shop, session.fetch('/orders', order))).status).toBe(200);
    state.valid = 't3';
    state.refusal = () => json({ url: '/signin?csrf=true' });
    answer(shop, routes);
    expect(await settled(shop, session.signIn({ name: 'ada' }))).toEqual({ outcome: 'signed-in', user: ada });
  });

  it('that was asked for before a sign-in is not taken for one of the new session', async () => {
    const { shop, state, routes, open } = guarded(fromEndpoint);
    const { session } = await open();
    await settled(shop, session.fetch('/orders', order));
    const late = Promise.withResolvers<Response>();
    const entering = Promise.withResolvers<Response>();
    answer(shop, { ...routes, '/csrf': () => late.promise, 'POST /sign-in': () => entering.promise });
    const signingIn = session.signIn({ name: 'ada' });
    await shop.browser.clock.settle();
    state.valid = 't2';
    const refused = session.fetch('/orders', order);
    refused.catch(() => {});
    await shop.browser.clock.settle();
    shop.server.signIn('ada');
    entering.resolve(json({ user: ada }));
    await settled(shop, signingIn);
    late.resolve(json({ token: 'of the guest' }));
    await shop.browser.clock.settle();
    answer(shop, routes);
    const from = asked(shop).length;
    expect((await settled(shop, session.fetch('/orders', order))).status).toBe(200);
    expect(asked(shop, from)).toEqual(['GET /csrf', 'POST /orders']);
  });

  it('is fetched for a sign-in that waited for one whose asker has gone', async () => {
    const { shop, routes, signedIn, open } = guarded(fromEndpoint);
    const a = await signedIn();
    const b = await open();
    let hangs = true;
    answer(shop, {
      ...routes,
      '/csrf': (request) => (hangs ? new Promise(() => {}) : (routes['/csrf'] as (of: Request) => Response)(request)),
    });
    a.session.fetch('/orders', order).catch(() => {});
    await shop.browser.clock.settle();
    const from = asked(shop).length;
    const signingIn = a.session.signIn({ name: 'ada' });
    await shop.browser.clock.settle();
    expect(asked(shop, from)).toEqual([]);
    hangs = false;
    void b.session.signOut();
    await settled(shop, signingIn);
    expect(asked(shop, from)).toContain('POST /sign-in');
  });
});
