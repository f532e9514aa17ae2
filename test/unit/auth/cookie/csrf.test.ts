// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { ada, answer, asked, createShop, html, json, type Options, settled, transportOf } from './support.ts';

type Csrf = NonNullable<Options['csrf']>;
const header = 'x-csrf';

/** A shop whose server wants `valid` on every unsafe request, and gives it out at `/csrf` (and, primed, as a cookie). */
function guarded(csrf: Csrf, more: Partial<Options> = {}) {
  const shop = createShop();
  const state = { valid: 't1', refusal: (): Response => json({ error: 'csrf' }, 403), mint: true };
  const check =
    (next?: () => Response) =>
    (request: Request): Response => {
      if (request.headers.get(header) !== state.valid) return state.refusal();
      return next?.() ?? json({});
    };
  const routes: Parameters<typeof answer>[1] = {
    '/csrf': () => {
      if (state.mint) shop.browser.cookies.set('XSRF', state.valid);
      return json({ token: state.valid });
    },
    'POST /orders': check(),
    'POST /sign-in': check(() => {
      shop.server.user = ada;
      return json({ user: ada });
    }),
  };
  answer(shop, routes);
  const options = { transport: transportOf({ csrf, ...more }) };
  return { shop, state, routes, open: () => shop.open(options), signedIn: () => shop.signedIn(options) };
}
const order = { method: 'POST', body: '{}' };
const fromEndpoint: Csrf = { header, endpoint: '/csrf', read: (body) => (body as { token: string }).token };
const primed: Csrf = { header, cookie: 'XSRF', prime: '/csrf' };

describe('an anti-CSRF token', () => {
  it.each([
    ['an endpoint', fromEndpoint],
    ['a cookie that a request gives', primed],
  ])('from %s is fetched before the first unsafe request, once for all of them', async (_what, csrf) => {
    const { shop, signedIn } = guarded(csrf);
    const { session } = await signedIn();
    expect(asked(shop)).toEqual(['GET /session', 'GET /csrf', 'POST /sign-in']);
    const from = asked(shop).length;
    const orders = Array.from({ length: 20 }, () => session.fetch('/orders', order));
    for (const response of await settled(shop, Promise.all(orders))) expect(response.status).toBe(200);
    // The sign-in made the old one worthless.
    expect(asked(shop, from).filter((it) => it !== 'POST /orders')).toEqual(['GET /csrf']);
    await settled(shop, session.fetch('/orders', order));
    expect(asked(shop, from).filter((it) => it === 'GET /csrf')).toHaveLength(1);
  });

  it('from a cookie is fetched no more after a sign-in that gave a new one', async () => {
    const { shop, routes, signedIn } = guarded(primed);
    answer(shop, {
      ...routes,
      'POST /sign-in': () => {
        shop.server.user = ada;
        shop.browser.cookies.set('XSRF', 't1');
        return json({ user: ada });
      },
    });
    shop.browser.cookies.set('XSRF', 'guest');
    const { session } = await signedIn();
    await settled(shop, session.fetch('/orders', order));
    expect(asked(shop)).toEqual(['GET /session', 'POST /sign-in', 'POST /orders']);
  });

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
    shop.server.user = null;
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

  it('that can’t be fetched fails the sign-in for that reason, and leaves other requests to the server', async () => {
    const { shop, routes, open } = guarded(fromEndpoint);
    const { session } = await open();
    answer(shop, { ...routes, '/csrf': () => json({}, 503) });
    expect(await settled(shop, session.signIn({ name: 'ada' }))).toMatchObject({ failure: { kind: 'server' } });
    expect(asked(shop)).not.toContain('POST /sign-in');
    expect((await settled(shop, session.fetch('/orders', order))).status).toBe(403);
  });

  it('goes in a field of sign-in and sign-out, and leaves the application’s content alone', async () => {
    const form = { encoding: 'form' } as const;
    const { shop, routes, signedIn } = guarded(
      { ...fromEndpoint, field: 'csrfToken' },
      {
        signIn: { url: '/sign-in', ...form },
        signOut: { url: '/sign-out', ...form },
      },
    );
    const { session } = await signedIn();
    answer(shop, routes);
    await settled(shop, session.fetch('/orders', order));
    await settled(shop, session.signOut());
    const sent = shop.browser.network.requests.filter(({ method }) => method === 'POST');
    expect(await Promise.all(sent.map(({ request }) => request.text()))).toEqual([
      'name=ada&csrfToken=t1',
      '{}',
      'everywhere=false&csrfToken=t1',
    ]);
  });

  it('comes from a header of the session endpoint, which is asked where none is known', async () => {
    const { shop, state, routes, signedIn } = guarded({ header, read: (_body, it) => it.headers.get('x-token') });
    const session = (): Response => json({ user: shop.server.user }, 200, { 'x-token': state.valid });
    answer(shop, { ...routes, '/session': session });
    const a = await signedIn();
    await settled(shop, a.session.fetch('/orders', order));
    expect(asked(shop)).toEqual(['GET /session', 'POST /sign-in', 'GET /session', 'POST /orders']);
  });

  it('comes from `<meta>`, and from a function that is asked for every request', async () => {
    const { shop, open } = guarded({ header, meta: 'csrf-token' });
    shop.browser.meta.set('csrf-token', 't1');
    const { session } = await open();
    expect((await settled(shop, session.fetch('/orders', order))).status).toBe(200);

    const tokens = ['t1', 'old', 't1', 't1'];
    const other = guarded({ header, token: async () => tokens.shift() ?? null });
    const b = await other.open();
    for (let call = 0; call < 2; call++)
      expect((await settled(other.shop, b.session.fetch('/orders', order))).status).toBe(200);
    expect(tokens).toEqual([]);
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

  it('is reported and left out when `read` throws, and a sign-out with it stays possible', async () => {
    const { shop, routes, open } = guarded({ ...fromEndpoint, read: (body) => (body as { a: { b: string } }).a.b });
    const { tab, session } = await open();
    answer(shop, routes);
    expect((await settled(shop, session.fetch('/orders', order))).status).toBe(403);
    expect(tab.reports[0]).toMatchObject({ message: 'csrf.read threw' });
  });
});
