import { describe, expect, it } from 'vitest';
import { fromEndpoint, guarded, header, order, primed } from './csrf-shop.ts';
import { ada, answer, asked, json, settled } from './support.ts';

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

  it('from an endpoint is taken from nowhere else, and is worthless after the sign-out', async () => {
    const { shop, routes, signedIn } = guarded(fromEndpoint);
    answer(shop, { ...routes, '/session': () => json({ user: shop.server.signedIn(), token: 'of something else' }) });
    const { session } = await signedIn();
    await settled(shop, session.fetch('/orders', order));
    expect(asked(shop)).toEqual(['GET /session', 'GET /csrf', 'POST /sign-in', 'GET /csrf', 'POST /orders']);
    await settled(shop, session.signOut());
    const from = asked(shop).length;
    await settled(shop, session.fetch('/orders', order));
    expect(asked(shop, from)).toEqual(['GET /csrf', 'POST /orders']);
  });

  it('from a cookie is fetched no more after a sign-in that gave a new one', async () => {
    const { shop, routes, signedIn } = guarded(primed);
    answer(shop, {
      ...routes,
      'POST /sign-in': () => {
        shop.server.signIn('ada');
        shop.browser.cookies.set('XSRF', 't1');
        return json({ user: ada });
      },
    });
    shop.browser.cookies.set('XSRF', 'guest');
    const { session } = await signedIn();
    await settled(shop, session.fetch('/orders', order));
    expect(asked(shop)).toEqual(['GET /session', 'POST /sign-in', 'POST /orders']);
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
    const session = (): Response => json({ user: shop.server.signedIn() }, 200, { 'x-token': state.valid });
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

  it('is reported and left out when `read` throws, and a sign-out with it stays possible', async () => {
    const { shop, routes, open } = guarded({ ...fromEndpoint, read: (body) => (body as { a: { b: string } }).a.b });
    const { tab, session } = await open();
    answer(shop, routes);
    expect((await settled(shop, session.fetch('/orders', order))).status).toBe(403);
    expect(tab.reports[0]).toMatchObject({ message: 'csrf.read threw' });
  });
});
