import { seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createWorld, read } from '../../support/world/tokens.ts';

describe('refreshing', () => {
  it('is one request for ten tabs with twenty calls each on an expired token', async () => {
    const { browser, signedIn, open, refreshes, server } = createWorld();
    const tabs = [await signedIn()];
    while (tabs.length < 10) tabs.push(await open());
    await browser.clock.advance(seconds(61));
    const calls = tabs.flatMap(({ session }) => Array.from({ length: 20 }, () => read(session.fetch('/api'))));
    await browser.clock.advance(seconds(5));
    const answers = await Promise.all(calls);
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify({ path: '/api', user: { id: 'u1', name: 'Ada' } })]),
    );
    expect(refreshes()).toBe(1);
    expect(server.reused).toBe(0);
    for (const { session } of tabs)
      expect(session.getState()).toMatchObject({ status: 'authenticated', freshness: 'fresh' });
  });

  it('happens ahead of expiry, so that no call meets a 401', async () => {
    const { browser, signedIn, refreshes } = createWorld();
    const a = await signedIn();
    await browser.clock.advance(seconds(50));
    const call = read(a.session.fetch('/api'));
    await browser.clock.advance(seconds(1));
    expect(await call).toMatchObject({ user: { name: 'Ada' } });
    expect(refreshes()).toBe(1);
    expect(browser.network.count('/api')).toBe(1);
  });

  it('is not done again for a call that was refused with an older token', async () => {
    const { browser, signedIn, open, refreshes } = createWorld();
    const a = await signedIn();
    const b = await open();
    await browser.clock.advance(seconds(61));
    const first = read(a.session.fetch('/one'));
    await browser.clock.advance(seconds(1));
    await first;
    const second = read(b.session.fetch('/two'));
    await browser.clock.advance(seconds(1));
    expect(await second).toMatchObject({ user: { name: 'Ada' } });
    expect(refreshes()).toBe(1);
  });

  it('repeats a refused call once, with its body', async () => {
    const shop = createWorld();
    const { browser, signedIn, refreshes } = shop;
    const a = await signedIn();
    let refused = false;
    shop.server.interrupt = async (request) => {
      if (!request.url.endsWith('/api')) return undefined;
      if (refused) return Response.json({ body: await request.text() });
      refused = true;
      return Response.json({ error: 'invalid_token' }, { status: 401 });
    };
    const call = read(a.session.fetch('/api', { method: 'POST', body: 'what was typed' }));
    await browser.clock.advance(seconds(1));
    expect(await call).toMatchObject({ body: 'what was typed' });
    expect(browser.network.count('/api')).toBe(2);
    expect(refreshes()).toBe(1);
  });

  it.each([
    { what: 'a proxy says 401 in HTML', answer: () => new Response('<h1>Proxy</h1>', { status: 401 }) },
    { what: 'the server is broken', answer: () => Response.json({}, { status: 503 }) },
    { what: 'the server asks to wait', answer: () => Response.json({}, { status: 429 }) },
    { what: 'it is forbidden', answer: () => Response.json({}, { status: 403 }) },
    { what: 'a 200 brings no token', answer: () => Response.json({}) },
    { what: 'the network fails', answer: () => Promise.reject(new TypeError('Failed to fetch')) },
    { what: 'the answer never comes', answer: () => new Promise<Response>(() => {}) },
  ])('signs nobody out when $what, and works again later', async ({ answer }) => {
    const shop = createWorld();
    const { browser, signedIn, open } = shop;
    const a = await signedIn();
    const b = await open();
    await browser.clock.advance(seconds(61));
    shop.server.interrupt = (request) => (request.url.endsWith('/token') ? answer() : undefined);
    const failing = a.session.fetch('/api');
    await browser.clock.advance(seconds(25));
    expect((await failing).status).toBe(401);
    expect(a.session.getState().status).toBe('authenticated');
    expect(browser.locks()).toEqual([]);
    shop.server.interrupt = null;
    await browser.clock.advance(seconds(60));
    const working = read(b.session.fetch('/api'));
    await browser.clock.advance(seconds(2));
    expect(await working).toMatchObject({ user: { name: 'Ada' } });
  });

  it('ends the session in every tab, once, when the server refuses the newest credential', async () => {
    const shop = createWorld();
    const { browser, signedIn, open } = shop;
    const a = await signedIn();
    const b = await open();
    await browser.clock.advance(seconds(61));
    shop.server.interrupt = (request) =>
      request.url.endsWith('/token') ? Response.json({ error: 'invalid_grant' }, { status: 400 }) : undefined;
    const call = a.session.fetch('/api');
    await browser.clock.advance(seconds(2));
    await call.catch(() => {});
    for (const { session } of [a, b])
      expect(session.getState()).toMatchObject({ status: 'unauthenticated', reason: 'revoked' });
  });

  it('passes to another tab when the one that refreshes crashes', async () => {
    const shop = createWorld();
    const { browser, signedIn, open } = shop;
    const a = await signedIn();
    const b = await open();
    await browser.clock.advance(seconds(61));
    shop.server.interrupt = (request) => (request.url.endsWith('/token') ? new Promise<Response>(() => {}) : undefined);
    void a.session.fetch('/api');
    await browser.clock.advance(seconds(1));
    const call = read(b.session.fetch('/api'));
    await browser.clock.advance(seconds(1));
    shop.server.interrupt = null;
    a.tab.crash();
    await browser.clock.advance(seconds(2));
    expect(await call).toMatchObject({ user: { name: 'Ada' } });
  });

  it('lets the caller stop waiting while it goes on for the others', async () => {
    const { browser, signedIn, refreshes } = createWorld();
    const a = await signedIn();
    await browser.clock.advance(seconds(61));
    const impatient = new AbortController();
    const stopped = a.session.fetch('/one', { signal: impatient.signal }).catch((error: Error) => error.name);
    const other = read(a.session.fetch('/two'));
    await browser.clock.advance(100);
    impatient.abort();
    await browser.clock.advance(seconds(2));
    expect(await stopped).toBe('AbortError');
    expect(await other).toMatchObject({ user: { name: 'Ada' } });
    expect(refreshes()).toBe(1);
  });

  it('works without Web Locks for a tab alone', async () => {
    const { browser, signedIn, refreshes } = createWorld({ browser: { locks: false } });
    const a = await signedIn();
    await browser.clock.advance(seconds(61));
    const calls = Array.from({ length: 20 }, () => read(a.session.fetch('/api')));
    await browser.clock.advance(seconds(2));
    for (const answer of await Promise.all(calls)) expect(answer).toMatchObject({ user: { name: 'Ada' } });
    expect(refreshes()).toBe(1);
  });

  it('stops a server that accepts every refresh and refuses what it gave', async () => {
    const shop = createWorld();
    const { browser, signedIn } = shop;
    const a = await signedIn();
    shop.server.interrupt = (request) =>
      request.url.endsWith('/api') ? Response.json({}, { status: 401 }) : undefined;
    for (let call = 0; call < 3; call++) {
      void a.session.fetch('/api').catch(() => {});
      await browser.clock.advance(seconds(2));
    }
    expect(a.session.getState()).toMatchObject({ reason: 'loop' });
  });
});
