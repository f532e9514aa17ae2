import { describe, expect, it } from 'vitest';
import {
  ada,
  answer,
  asked,
  createShop,
  html,
  json,
  type Options,
  redirectedTo,
  settled,
  transportOf,
} from './support.ts';

/** Signed in; then the session endpoint answers `response`, and a suspicious call makes it be asked. */
async function ask(response: () => Response, options: Partial<Options> = {}) {
  const shop = createShop();
  const a = await shop.signedIn({ transport: transportOf(options) });
  answer(shop, { '/secret': () => json({}, 401), '/session': response });
  await settled(shop, a.session.fetch('/secret')).catch(() => {});
  return { shop, ...a, state: a.session.getState() };
}
const ended = { status: 'unauthenticated', reason: 'revoked' };
const stale = { status: 'authenticated', freshness: 'stale' };

describe('nobody is signed in', () => {
  it.each<[string, () => Response, Partial<Options>]>([
    ['`null`', () => json(null), {}],
    ['`user: null`', () => json({ user: null }), {}],
    ['204', () => new Response(null, { status: 204 }), {}],
    ['401', () => json({}, 401), {}],
    ['a status that was listed', () => json({}, 419), { noSession: [403, 419] }],
    [
      'what a function says',
      () => json({ name: null }),
      { noSession: (_r, body) => (body as { name?: unknown }).name === null },
    ],
    ['a function on a page', () => html(403), { noSession: ({ status }) => status === 403 }],
    [
      'a redirect to the login page',
      () => redirectedTo('https://app.test/login?next=/session'),
      { loginUrl: '/login' },
    ],
    [
      'a redirect to a login elsewhere',
      () => redirectedTo('https://id.test/auth?x'),
      { loginUrl: /^https:\/\/id\.test\//g },
    ],
  ])('when the session endpoint answers %s', async (_what, response, options) => {
    expect((await ask(response, options)).state).toMatchObject(ended);
  });

  it.each<[string, () => Response, Partial<Options>]>([
    ['401 with a page, as a proxy does', () => html(401), {}],
    ['a status that was not listed', () => json({}, 401), { noSession: [419] }],
    ['403', () => json({}, 403), {}],
    ['a page with 200', () => html(), {}],
    ['a page elsewhere after a redirect', () => redirectedTo('https://portal.test/login'), { loginUrl: '/login' }],
    [
      'the login page’s address without a redirect',
      () => Object.defineProperty(html(), 'url', { value: 'https://app.test/login' }),
      { loginUrl: '/login' },
    ],
    ['200 without content', () => new Response(null), {}],
    ['another shape', () => json({ error: 'maintenance' }), {}],
    ['text', () => new Response('maintenance'), {}],
    [
      'a page that `readSession` would take for somebody',
      () => html(),
      { readSession: (body) => (typeof body === 'string' ? { user: ada } : null) },
    ],
    [
      'an answer that `readSession` makes nothing of',
      () => json({}),
      { readSession: (body) => (body as { it: null }).it },
    ],
    ['an answer that `readSession` finds no user in', () => json({}), { readSession: () => JSON.parse('{}') }],
    [
      'an answer that a function throws on',
      () => json({}),
      { noSession: (_r, body) => !('user' in (body as object)) && (body as { a: { b: boolean } }).a.b },
    ],
  ])('is not what %s means', async (_what, response, options) => {
    const readSession = options.readSession;
    const { state } = await ask(response, {
      ...options,
      // The sign-in before it is an ordinary one.
      ...(readSession && {
        readSession: (body, it) =>
          (body as { user?: typeof ada }).user ? (body as { user: typeof ada }) : readSession(body, it),
      }),
    });
    expect(state).toMatchObject(stale);
  });

  it('tells the developer once that the session endpoint has only ever answered with pages', async () => {
    const shop = createShop();
    answer(shop, { '/sesion': () => html(), '/sign-in': () => json({}) });
    const signIn = { url: '/sign-in', accepts: () => true };
    const { tab, session } = await shop.open({ transport: transportOf({ session: '/sesion?fresh=1', signIn }) });
    await settled(shop, session.signIn({ name: 'ada' }));
    expect(shop.browser.network.count('/sesion')).toBe(2);
    const hints = tab.reports.filter(({ message }) => message.includes('HTML'));
    expect(hints).toHaveLength(1);
    expect(hints[0]?.message).toMatch(/^https:\/\/app\.test\/sesion answered/);
  });

  it('says nothing of a page where the session endpoint has answered before', async () => {
    expect((await ask(() => html())).tab.reports).toEqual([]);
  });

  it('is the session endpoint’s word alone: what touch says makes it be asked', async () => {
    for (const touched of [() => new Response(null, { status: 204 }), () => json({}, 401), () => json({ ok: true })]) {
      const shop = createShop();
      const { session } = await shop.signedIn({ transport: transportOf({ touch: '/touch' }) });
      answer(shop, { '/touch': touched });
      const before = shop.browser.network.requests.length;
      expect(await settled(shop, session.extend())).toEqual({ outcome: 'extended' });
      expect(asked(shop, before)).toEqual(['POST /touch', 'GET /session']);
      shop.server.revokeAll();
      expect(await settled(shop, session.extend())).toEqual({ outcome: 'ended', reason: 'revoked' });
    }
  });
});
