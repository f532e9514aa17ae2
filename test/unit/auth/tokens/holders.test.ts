import { seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createWorld, pathOf, read, type TokenTab, type World } from '../../../support/world/tokens.ts';

const never = (): Promise<Response> => new Promise(() => {});
const ada = { user: { name: 'Ada' } };

/** Two tabs with a token that is over; the first one has asked for a new one, and its request never comes to an answer. */
async function midway(locks: boolean): Promise<{ world: World; a: TokenTab; b: TokenTab }> {
  const world = createWorld({ browser: { locks } });
  const [a, b] = (await world.tabs(2)) as [TokenTab, TokenTab];
  await world.browser.clock.advance(seconds(60));
  world.server.interrupt = (request, tab) => (pathOf(request) === '/token' && tab === a.tab.name ? never() : undefined);
  void a.session.fetch('/a').catch(() => {});
  await world.browser.clock.advance(seconds(1));
  expect(world.refreshes()).toBe(1);
  return { world, a, b };
}

describe.each([
  { where: 'with Web Locks', locks: true },
  { where: 'without Web Locks', locks: false },
])('a tab in the middle of a refresh, $where,', { timeout: 30_000 }, ({ locks }) => {
  it.each([
    { what: 'is closed', happen: ({ tab }: TokenTab) => tab.close(), within: 2 },
    { what: 'is frozen', happen: ({ tab }: TokenTab) => tab.freeze(), within: 2 },
    { what: 'goes into bfcache', happen: ({ tab }: TokenTab) => tab.leave(), within: 2 },
    { what: 'crashes', happen: ({ tab }: TokenTab) => tab.crash(), within: locks ? 2 : 22 },
    { what: 'runs no timer any more', happen: ({ tab }: TokenTab) => tab.suspendTimers(), within: 24 },
  ])('keeps no other tab waiting when it $what', async ({ happen, within }) => {
    const { world, a, b } = await midway(locks);
    happen(a);
    const call = read(b.session.fetch('/b'));
    let answered = false;
    void call.then(() => {
      answered = true;
    });
    await world.browser.clock.advance(seconds(within));
    expect(answered).toBe(true);
    expect(await call).toMatchObject(ada);
    expect(b.status()).toBe('authenticated');
    expect(world.refreshes()).toBe(2);
  });

  it('goes on after a thaw with what the others have fetched meanwhile', async () => {
    const { world, a, b } = await midway(locks);
    a.tab.freeze();
    const call = read(b.session.fetch('/b'));
    await world.browser.clock.advance(seconds(2));
    await call;
    world.server.interrupt = null;
    a.tab.thaw();
    expect(await (await world.call(a)).json()).toMatchObject(ada);
    expect(world.refreshes()).toBe(2);
    expect(world.server.reused).toBe(0);
  });

  it('lets go when it gets no answer, and everybody works again later', async () => {
    const { world, a, b } = await midway(locks);
    const call = b.session.fetch('/b');
    await world.browser.clock.advance(seconds(12));
    expect((await call).status).toBe(401);
    expect(world.refreshes()).toBe(1);
    expect(await (await world.call(b)).json()).toMatchObject(ada);
    expect(world.browser.locks()).toEqual([]);
    expect(world.browser.databases.entries('shop', 'session').filter(([key]) => key.startsWith('exclusive/'))).toEqual(
      [],
    );
    expect(a.status()).toBe('authenticated');
  });
});

describe('ten tabs behind one that hangs with the lock', () => {
  it('pass it one at a time, and not all at once', async () => {
    const world = createWorld();
    const tabs = await world.tabs(10);
    const [a, ...others] = tabs as [TokenTab, ...TokenTab[]];
    await world.browser.clock.advance(seconds(60));
    world.server.interrupt = (request, tab) =>
      pathOf(request) === '/token' && tab === a.tab.name ? never() : undefined;
    void a.session.fetch('/a').catch(() => {});
    await world.browser.clock.advance(seconds(1));
    a.tab.suspendTimers();
    const calls = others.map(({ session }) => read(session.fetch('/b')));
    await world.browser.clock.advance(seconds(30));
    for (const answer of await Promise.all(calls)) expect(answer).toMatchObject(ada);
    expect(world.refreshes()).toBe(2);
    expect(world.server.reused).toBe(0);
  });
});

describe('listeners, and functions that read answers,', () => {
  it('may call every method of the session without anything hanging', async () => {
    let session: TokenTab['session'] | null = null;
    const everything = (): void => {
      void session?.extend().catch(() => {});
      void session?.fetch('/inside').catch(() => {});
      session?.getState();
    };
    const world = createWorld();
    const a = await world.signedIn({
      readTokens(body) {
        everything();
        const { access_token, refresh_token, user } = body as Record<string, string>;
        return { access: String(access_token), refresh: refresh_token, expiresIn: 60_000, user: user as never };
      },
      final: () => {
        everything();
        return false;
      },
    });
    ({ session } = a);
    for (const event of ['refreshed', 'freshness'] as const) session.on(event, everything);
    await world.browser.clock.advance(seconds(60));
    expect(await (await world.call(a)).json()).toMatchObject(ada);
    await world.browser.clock.advance(seconds(5));
    expect(world.browser.locks()).toEqual([]);
    expect(a.status()).toBe('authenticated');
  });

  it('that never finish preparing a request hold up this tab for its budget, and the others not at all', async () => {
    const world = createWorld();
    const a = await world.signedIn();
    const b = await world.open({ signRequest: (request, token) => (token === null ? new Promise(() => {}) : request) });
    await world.browser.clock.advance(seconds(60));
    const stuck = b.session.fetch('/b');
    await world.browser.clock.advance(seconds(1));
    expect(await (await world.call(a)).json()).toMatchObject(ada);
    await world.browser.clock.advance(seconds(11));
    expect(await (await stuck).json()).toMatchObject(ada);
  });
});
