import { seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createWorld, json, login, pathOf, read, type TokenTab, type World } from '../../../support/world/tokens.ts';

const ada = { user: { name: 'Ada' } };
const stored = ({ browser }: World): string[] =>
  browser.databases.entries('shop', 'session').map(([key]) => key.replace(/\/.*\//, '/…/'));

describe('sealed tokens', () => {
  it('stand nowhere in clear, whatever went wrong', async () => {
    const world = createWorld();
    const tabs = await world.tabs(3);
    const { browser, server } = world;
    server.fail('/token', 502);
    server.fail('/token', 'lost');
    for (let round = 0; round < 4; round++) {
      await browser.clock.advance(seconds(61));
      const calls = tabs.map(({ session }) => session.fetch('/api').catch((error: unknown) => error));
      await browser.clock.advance(seconds(8));
      for (const error of await Promise.all(calls))
        if (error instanceof Error)
          for (const secret of server.secrets) expect(String(error.stack)).not.toContain(secret);
    }
    void tabs[0]?.session.signOut();
    await browser.clock.advance(seconds(2));
    expect(server.secrets.length).toBeGreaterThan(3);
    const everything = `${browser.text()}\n${JSON.stringify(tabs.map(({ session }) => session.getState()))}`;
    for (const secret of server.secrets) expect(everything).not.toContain(secret);
  });

  it.each([
    { what: 'a number', value: 7 },
    {
      what: 'the bytes of something else',
      value: { version: 1, sealed: { iv: new Uint8Array(12), bytes: new ArrayBuffer(8) } },
    },
    { what: 'nothing', value: null },
  ])('that became $what are set aside and reported, and the session ends once', async ({ value }) => {
    const world = createWorld();
    const a = await world.signedIn();
    const [[key = ''] = []] = world.browser.databases
      .entries('shop', 'session')
      .filter(([name]) => name.startsWith('credential/') && name.endsWith('/value'));
    a.tab.close();
    world.browser.databases.plant('shop', 'session', key, value);
    const b = await world.open();
    expect(b.status()).toBe('unauthenticated');
    expect(b.tab.reports.map(({ message }) => message).join()).toContain('set aside');
    const signingIn = b.session.signIn(login());
    await world.browser.clock.advance(seconds(2));
    await signingIn;
    expect(b.status()).toBe('authenticated');
  });

  it('that can not be read for a moment sign nobody out', async () => {
    const world = createWorld();
    const a = await world.signedIn();
    world.browser.databases.failNext(6);
    const b = await world.open();
    await world.browser.clock.advance(seconds(5));
    for (const tab of [a, b]) expect(tab.status()).toBe('authenticated');
  });

  it('work on in this tab where the database refuses', async () => {
    const world = createWorld();
    world.browser.databases.quota = 0;
    const a = await world.signedIn();
    await world.browser.clock.advance(seconds(60));
    expect(await (await world.call(a)).json()).toMatchObject(ada);
    expect(world.refreshes()).toBe(1);
  });
});

describe('tokens in memory', () => {
  const memory = { atRest: 'memory' } as const;

  it('are stored nowhere, and every tab signs in for itself', async () => {
    const world = createWorld({ bearer: memory });
    const a = await world.signedIn();
    await world.browser.clock.advance(seconds(60));
    expect(await (await world.call(a)).json()).toMatchObject(ada);
    expect(world.refreshes()).toBe(1);
    expect(stored(world).filter((key) => key.startsWith('credential'))).toEqual([]);
    const everything = world.browser.text();
    for (const secret of world.server.secrets) expect(everything).not.toContain(secret);
    void a.session.signOut();
    await world.browser.clock.advance(seconds(2));
    expect(world.server.sessions.every(({ revoked }) => revoked)).toBe(true);
  });

  it('prove nothing to a tab that has none: it asks its person, and the other goes on', async () => {
    const world = createWorld({ bearer: memory });
    const a = await world.signedIn();
    const b = await world.open();
    expect(b.session.getState()).toMatchObject({ status: 'unauthenticated', reason: null });
    a.tab.focus();
    await world.browser.clock.settle();
    expect(a.status()).toBe('authenticated');
    expect(await (await world.call(a)).json()).toMatchObject(ada);
  });
});

describe('a refresh token in a cookie', () => {
  const options = { atRest: 'memory', refreshToken: 'cookie' } as const;

  /** As the server would, whose cookie no script sees: only the access token is in a body. */
  function withCookie(): { world: World; cookie: { value: string | null; used: string[] } } {
    const world = createWorld({ bearer: options, browser: {} });
    const cookie = { value: null as string | null, used: [] as string[] };
    let count = 0;
    world.server.interrupt = async (request) => {
      const path = pathOf(request);
      if (path === '/token/revoke') {
        cookie.value = null;
        return json({});
      }
      if (path === '/api') return json({ by: request.headers.get('authorization') });
      if (path !== '/token') return undefined;
      expect(request.credentials).toBe('include');
      const text = await request.clone().text();
      const body = (text ? JSON.parse(text) : {}) as Record<string, unknown>;
      expect(body).not.toHaveProperty('refresh_token');
      if (!('password' in body) && cookie.value === null) return json({ error: 'no cookie' }, 401);
      if (cookie.value !== null) cookie.used.push(cookie.value);
      count++;
      cookie.value = `cookie ${count}`;
      return json({ access_token: `access ${count}`, expires_in: 60, user: { id: 'u1', name: 'Ada' } });
    };
    return { world, cookie };
  }

  it('signs in a tab that knows nothing, by one refresh', async () => {
    const { world, cookie } = withCookie();
    const a = await world.signedIn();
    const b = await world.open();
    expect(b.session.getState()).toMatchObject({ status: 'authenticated', user: { name: 'Ada' } });
    expect(await (await world.call(b)).json()).toEqual({ by: 'Bearer access 2' });
    expect(await (await world.call(a)).json()).toEqual({ by: 'Bearer access 1' });
    expect(cookie.used).toEqual(['cookie 1']);
  });

  it('is never used by two tabs at a time', async () => {
    const { world, cookie } = withCookie();
    await world.signedIn();
    const tabs = [await world.open(), await world.open(), await world.open()];
    await world.browser.clock.advance(seconds(60));
    const calls = tabs.map(({ session }) => read(session.fetch('/api')));
    await world.browser.clock.advance(seconds(5));
    await Promise.all(calls);
    expect(new Set(cookie.used).size).toBe(cookie.used.length);
    expect(cookie.used.length).toBe(6);
  });

  it('says that nobody is signed in, by a 401', async () => {
    const { world } = withCookie();
    const a = await world.open();
    expect(a.session.getState()).toMatchObject({ status: 'unauthenticated', reason: null });
    expect(world.sentTo('/token')).toHaveLength(1);
  });

  it('goes with the sign-out, which other tabs hear of', async () => {
    const { world, cookie } = withCookie();
    const a = await world.signedIn();
    const b = await world.open();
    void a.session.signOut();
    await world.browser.clock.advance(seconds(2));
    expect(cookie.value).toBeNull();
    expect(b.status()).toBe('unauthenticated');
    expect(world.sentTo('/token/revoke')).toHaveLength(1);
  });

  it('is not asked who is signed in where a page is all there is', async () => {
    const { world } = withCookie();
    const own = world.server.interrupt;
    world.server.interrupt = (request, tab) =>
      pathOf(request) === '/token'
        ? new Response('<h1>Portal</h1>', { status: 401, headers: { 'content-type': 'text/html' } })
        : own?.(request, tab);
    const a = world.begin();
    await world.browser.clock.advance(seconds(5));
    expect(a.status()).toBe('loading');
    world.server.interrupt = own;
    await world.browser.clock.advance(seconds(5));
    expect(a.status()).toBe('unauthenticated');
  });
});

describe('tokens dangerously in clear', () => {
  it('are shared, are found again, and are gone after the sign-out', async () => {
    const world = createWorld({ bearer: { atRest: 'dangerously-in-clear' } });
    const [a, b] = (await world.tabs(2)) as [TokenTab, TokenTab];
    await world.browser.clock.advance(seconds(60));
    const calls = [a, b].map(({ session }) => read(session.fetch('/api')));
    await world.browser.clock.advance(seconds(3));
    for (const answer of await Promise.all(calls)) expect(answer).toMatchObject(ada);
    expect(world.refreshes()).toBe(1);
    expect(world.browser.text()).toContain(world.server.secrets.at(-1));
    void a.session.signOut();
    await world.browser.clock.advance(seconds(2));
    for (const secret of world.server.secrets) expect(world.browser.text()).not.toContain(secret);
  });

  it('that somebody has put there in another form are set aside and reported', async () => {
    const world = createWorld({ bearer: { atRest: 'dangerously-in-clear' } });
    const a = await world.signedIn();
    const key = world.browser.databases.entries('shop', 'session').map(([name]) => name);
    const at = key.find((name) => name.startsWith('credential/') && name.endsWith('/value')) ?? '';
    a.tab.close();
    world.browser.databases.plant('shop', 'session', at, { version: 1, sealed: { text: '{"access":7}' } });
    const b = await world.open();
    expect(b.status()).toBe('unauthenticated');
    expect(b.tab.reports).toMatchObject([{ error: { code: 'HOLDFAST_DISCARDED' } }]);
  });
});
