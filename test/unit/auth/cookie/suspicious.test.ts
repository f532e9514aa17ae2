import { describe, expect, it } from 'vitest';
import {
  answer,
  asked,
  createShop,
  html,
  json,
  type Options,
  opaqueRedirect,
  redirectedTo,
  settled,
  transportOf,
} from './support.ts';

/** What a call that is answered with `response` makes be asked. */
async function askedBy(response: () => Response, init: RequestInit = {}, options: Partial<Options> = {}) {
  const shop = createShop();
  const a = await shop.signedIn({ transport: transportOf(options) });
  answer(shop, { '/orders': response });
  const from = asked(shop).length;
  const got = await settled(shop, a.session.fetch('/orders', init));
  return { shop, ...a, got, probes: asked(shop, from).filter((it) => it === 'GET /session').length };
}
const jsonOnly = { headers: { accept: 'application/json' } };
const login = 'https://app.test/login';

describe('an answer to the application’s request', () => {
  it.each<[string, () => Response, RequestInit, Partial<Options>]>([
    ['401', () => json({}, 401), {}, {}],
    ['419', () => json({}, 419), {}, {}],
    ['440', () => json({}, 440), {}, {}],
    ['401 with a page', () => html(401), {}, {}],
    ['a redirect to the login page', () => redirectedTo(login), {}, { loginUrl: '/login' }],
    ['an opaque redirect, where there is a login page', opaqueRedirect, { redirect: 'manual' }, { loginUrl: '/login' }],
    ['a page where JSON alone was asked for', () => html(), jsonOnly, {}],
    ['a status that was listed', () => json({}, 403), {}, { suspicious: [403] }],
    [
      'what a function says',
      () => json({}),
      {},
      { suspicious: ({ status }, { url }) => status === 200 && url.endsWith('/orders') },
    ],
  ])('makes the session endpoint be asked, once, and is handed on: %s', async (_what, response, init, options) => {
    const { got, probes, status } = await askedBy(response, init, options);
    expect(probes).toBe(1);
    expect(got.status).toBe(response().status);
    expect(status()).toBe('authenticated');
  });

  it.each<[string, () => Response, RequestInit, Partial<Options>]>([
    ['403', () => json({}, 403), {}, {}],
    ['500', () => json({}, 500), {}, {}],
    ['a page where a page would do', () => html(), { headers: { accept: 'text/html, application/json' } }, {}],
    ['a page where anything would do', () => html(), {}, {}],
    ['JSON where JSON alone was asked for', () => json({}), jsonOnly, {}],
    ['a redirect elsewhere', () => redirectedTo('https://app.test/orders/1', json({})), {}, { loginUrl: '/login' }],
    ['a status that was not listed', () => json({}, 401), {}, { suspicious: [403] }],
    ['what a function lets pass', () => html(401), jsonOnly, { suspicious: () => false }],
  ])('asks nobody: %s', async (_what, response, init, options) => {
    expect((await askedBy(response, init, options)).probes).toBe(0);
  });

  it('ends the session when the session endpoint agrees, and not when that can’t be reached', async () => {
    const { shop, session } = await askedBy(() => json({}));
    answer(shop, { '/orders': () => redirectedTo(login), '/session': () => json({}, 503) });
    await settled(shop, session.fetch('/orders', jsonOnly));
    expect(session.getState()).toMatchObject({ status: 'authenticated', freshness: 'stale' });
    answer(shop, { '/orders': () => redirectedTo(login) });
    shop.server.revokeAll();
    await settled(shop, session.fetch('/orders', jsonOnly));
    expect(session.getState()).toMatchObject({ status: 'unauthenticated', reason: 'revoked' });
  });

  it('asks once for many calls in two tabs', async () => {
    const { shop, session } = await askedBy(() => json({}, 401));
    const b = await shop.open({ transport: transportOf() });
    const from = asked(shop).length;
    const calls = [session, b.session].flatMap((it) => Array.from({ length: 10 }, () => it.fetch('/orders')));
    for (const { status } of await settled(shop, Promise.all(calls))) expect(status).toBe(401);
    expect(asked(shop, from).filter((it) => it === 'GET /session')).toHaveLength(1);
  });

  it('comes to a request with the transport’s headers, unless it says otherwise', async () => {
    const headers = { accept: 'application/json', 'x-requested-with': 'XMLHttpRequest' };
    const { shop, session, probes } = await askedBy(() => html(), {}, { headers });
    expect(probes).toBe(1);
    await settled(shop, session.fetch('/orders', { headers: { accept: 'text/html' } }));
    const last = shop.browser.network.requests.at(-1)?.request.headers;
    expect(last?.get('accept')).toBe('text/html');
    expect(last?.get('x-requested-with')).toBe('XMLHttpRequest');
  });
});
