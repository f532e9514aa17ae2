import { cookie, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { ada, createShop, type Person } from '../../support/world/shop.ts';

const endpoints = { session: '/session', signIn: '/sign-in', signOut: '/sign-out', touch: '/touch' };

describe('the cookie transport', () => {
  it('asks the session endpoint about a 401, and ends the session only if that agrees', async () => {
    const { browser, server, signedIn } = createShop();
    const a = await signedIn();
    server.interrupt = (request) => (request.url.endsWith('/secret') ? Response.json({}, { status: 401 }) : undefined);
    for (let call = 0; call < 4; call++) {
      const asked = a.session.fetch('/secret');
      await browser.clock.settle();
      expect((await asked).status).toBe(401);
    }
    expect(a.status()).toBe('authenticated');
    expect(browser.network.count('/secret')).toBe(4);
    server.revokeAll();
    void a.session.fetch('/secret').catch(() => {});
    await browser.clock.settle();
    expect(a.session.getState()).toMatchObject({ reason: 'revoked' });
  });

  it('carries the token of a cookie on unsafe requests, as it stands at that moment, and on no other', async () => {
    const { browser, signedIn } = createShop();
    const transport = cookie<Person, { name: string }>({ ...endpoints, csrf: { header: 'x-csrf', cookie: 'csrf' } });
    browser.cookies.set('csrf', 'first');
    const a = await signedIn({ transport });
    browser.cookies.set('csrf', 'second');
    void a.session.fetch('/orders', { method: 'POST', body: '{}' });
    void a.session.fetch('/orders');
    void a.session.fetch('https://elsewhere.test/', { method: 'POST' }).catch(() => {});
    await browser.clock.settle();
    const carried = browser.network.requests.map(
      ({ method, path, request }) => `${method} ${path} ${request.headers.get('x-csrf')}`,
    );
    expect(carried).toContain('POST /sign-in first');
    expect(carried).toContain('POST /orders second');
    expect(carried).toContain('GET /orders null');
    expect(carried).toContain('POST / null');
  });

  it('learns a token from answers, uses it to sign in, and drops it for the next', async () => {
    const { browser, server, signedIn } = createShop();
    let serial = 0;
    server.interrupt = async (request) => {
      if (!/\/(session|sign-in)$/.test(request.url)) return undefined;
      serial++;
      if (request.method === 'POST') server.signIn('ada');
      return Response.json({ user: server.signedIn(), token: `t${serial}` });
    };
    const read = (body: unknown): string | null => (body as { token?: string }).token ?? null;
    const a = await signedIn({ transport: cookie({ ...endpoints, csrf: { header: 'x-csrf', read } }) });
    void a.session.fetch('/orders', { method: 'POST' });
    await browser.clock.settle();
    const carried = browser.network.requests.map(({ path, request }) => `${path} ${request.headers.get('x-csrf')}`);
    expect(carried).toEqual(['/session null', '/sign-in t1', '/orders t2']);
  });

  it('maps another shape, other statuses and other methods', async () => {
    const { browser, server, signedIn, open } = createShop();
    server.interrupt = (request) => {
      const { pathname } = new URL(request.url);
      if (pathname === '/me')
        return server.signedIn()
          ? Response.json({ account: server.signedIn(), left: 60 })
          : Response.json({}, { status: 419 });
      if (pathname === '/login' && request.method === 'PUT') {
        server.signIn('ada');
        return Response.json({ account: server.signedIn(), left: 60 });
      }
      return undefined;
    };
    const transport = cookie<Person, { name: string }>({
      session: '/me',
      signIn: { url: '/login', method: 'PUT' },
      signOut: '/sign-out',
      noSession: [419],
      readSession: (body) => {
        const { account, left } = body as { account: Person; left: number };
        return { user: account, expiresIn: seconds(left) };
      },
    });
    const guest = await open({ transport });
    expect(guest.status()).toBe('unauthenticated');
    const a = await signedIn({ transport });
    expect(a.session.getState()).toMatchObject({ status: 'authenticated' });
    await browser.clock.advance(seconds(61));
    expect(a.status()).toBe('unauthenticated');
  });

  it.each([
    ['negative lifetimes', { expiresIn: -5, idleExpiresIn: -1 }],
    ['lifetimes that are texts', { expiresIn: 'soon' }],
    ['lifetimes that are over already', { expiresIn: 0 }],
  ])('leaves out %s', async (_what, lease) => {
    const { browser, server, signedIn } = createShop();
    server.interrupt = (request) =>
      request.url.endsWith('/sign-in') ? Response.json({ user: { id: 'ada', name: 'Ada' }, ...lease }) : undefined;
    const a = await signedIn();
    await browser.clock.advance(seconds(60));
    expect(a.status()).toBe('authenticated');
  });

  it('shows nobody when another tab signed out while this one was being told who is there', async () => {
    const { browser, server, signedIn, begin } = createShop();
    const a = await signedIn();
    const late = Promise.withResolvers<Response>();
    server.interrupt = ({ url }) => (url.endsWith('/session') ? late.promise : undefined);
    const b = begin();
    await browser.clock.settle();
    server.interrupt = null;
    void a.session.signOut();
    await browser.clock.settle();
    late.resolve(Response.json({ user: ada }));
    await browser.clock.settle();
    expect(b.session.getState()).toMatchObject({ status: 'unauthenticated' });
  });
});
