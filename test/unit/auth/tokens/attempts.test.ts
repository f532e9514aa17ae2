import { minutes, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createWorld, json, page, pathOf, read, type TokenTab, type World } from '../../../support/world/tokens.ts';

const ada = { user: { name: 'Ada' } };

/** Tabs whose token is over, and calls that all of them make, `every` so many milliseconds. */
async function keepCalling({ browser }: World, tabs: readonly TokenTab[], every: number, times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    for (const { session } of tabs) void session.fetch('/api').catch(() => {});
    await browser.clock.advance(every);
  }
}

describe('a token endpoint that fails', { timeout: 30_000 }, () => {
  it('is asked less and less often, by ten tabs together no more than by one', async () => {
    const world = createWorld();
    const tabs = await world.tabs(10);
    await world.browser.clock.advance(seconds(60));
    world.server.interrupt = (request) => (pathOf(request) === '/token' ? page(502) : undefined);
    await keepCalling(world, tabs, seconds(1), 30);
    // 1, 2, 4, 8, 16 s, each up to a quarter less.
    expect(world.refreshes()).toBeGreaterThanOrEqual(5);
    expect(world.refreshes()).toBeLessThanOrEqual(7);
    for (const tab of tabs) expect(tab.status()).toBe('authenticated');
    world.server.interrupt = null;
    await world.browser.clock.advance(seconds(31));
    expect(await (await world.call(tabs[3] as TokenTab)).json()).toMatchObject(ada);
  });

  it('is left alone as long as it asks for', async () => {
    const world = createWorld();
    const tabs = await world.tabs(3);
    await world.browser.clock.advance(seconds(60));
    world.server.fail('/token', { status: 429, headers: { 'retry-after': '120' } });
    await keepCalling(world, tabs, seconds(2), 59);
    expect(world.refreshes()).toBe(1);
    await world.browser.clock.advance(seconds(35));
    expect(await (await world.call(tabs[1] as TokenTab)).json()).toMatchObject(ada);
    expect(world.refreshes()).toBe(2);
  });

  it('is asked at once when the network returns', async () => {
    const world = createWorld();
    const [a, b] = (await world.tabs(2)) as [TokenTab, TokenTab];
    await world.browser.clock.advance(seconds(60));
    world.browser.network.setOffline(true);
    await keepCalling(world, [a, b], seconds(3), 20);
    expect(a.session.getState()).toMatchObject({ status: 'authenticated', freshness: 'offline' });
    world.browser.network.setOffline(false);
    expect(await (await world.call(b)).json()).toMatchObject(ada);
    expect(a.session.getState().status).toBe('authenticated');
  });

  it('need not be waited for any longer when the network has returned', async () => {
    const world = createWorld();
    const a = await world.signedIn();
    await world.browser.clock.advance(seconds(60));
    world.server.fail('/token', { status: 503, headers: { 'retry-after': '600' } });
    expect((await world.call(a)).status).toBe(401);
    a.tab.focus();
    expect((await world.call(a)).status).toBe(401);
    a.tab.emit('online');
    expect(await (await world.call(a)).json()).toMatchObject(ada);
  });

  it('leaves a token in use that is still good', async () => {
    const world = createWorld();
    const a = await world.signedIn();
    world.server.interrupt = (request) => (pathOf(request) === '/token' ? page(503) : undefined);
    await world.browser.clock.advance(seconds(50));
    expect(await (await world.call(a)).json()).toMatchObject(ada);
    expect(world.refreshes()).toBe(1);
    expect(a.session.getState()).toMatchObject({ status: 'authenticated', freshness: 'stale' });
  });

  it('ends nothing by whatever is not its own word', async () => {
    const world = createWorld();
    const a = await world.signedIn();
    const answers = [
      page(200),
      page(400),
      json({ error: 'invalid_request' }, 400),
      json({ message: 'no' }, 401),
      json({ error: 'invalid_grant' }, 403),
      json(null),
      json({ access_token: '' }),
      json({ access_token: 7 }),
      new Response('access_token=1'),
    ];
    for (const answer of answers) {
      await world.browser.clock.advance(seconds(90));
      world.server.interrupt = (request) => (pathOf(request) === '/token' ? answer : undefined);
      await world.call(a);
      expect(a.status()).toBe('authenticated');
    }
    expect(world.refreshes()).toBe(answers.length);
  });

  it('is believed when it says, twice in one way, that it is over', async () => {
    const world = createWorld();
    const tabs = await world.tabs(3);
    await world.browser.clock.advance(seconds(60));
    world.server.revokeAll();
    const calls = tabs.map(({ session }) => session.fetch('/api').catch(() => {}));
    await world.browser.clock.advance(seconds(3));
    await Promise.all(calls);
    expect(world.refreshes()).toBe(1);
    for (const { session } of tabs)
      expect(session.getState()).toMatchObject({ status: 'unauthenticated', reason: 'revoked' });
  });
});

describe('a refresh token whose answer was lost', { timeout: 30_000 }, () => {
  const silent = async (world: World, tabs: readonly TokenTab[]): Promise<void> => {
    // Nothing else is answered either: nothing shows that the network works.
    world.server.interrupt = () => Promise.reject(new TypeError('Failed to fetch'));
    await keepCalling(world, tabs, seconds(5), 24);
  };

  it('is sent once more after a pause, and then not before something was answered', async () => {
    const world = createWorld({ server: { rotation: 'none' } });
    const tabs = await world.tabs(4);
    await world.browser.clock.advance(seconds(60));
    await silent(world, tabs);
    expect(world.refreshes()).toBe(2);
    const [first, second] = world.sentTo('/token').slice(1);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(700);
    world.server.interrupt = null;
    expect(await (await world.call(tabs[2] as TokenTab)).json()).toMatchObject(ada);
    expect(world.refreshes()).toBe(3);
  });

  it('is sent once more for every time that a page wakes', async () => {
    const world = createWorld({ server: { rotation: 'none' } });
    const [a] = (await world.tabs(1)) as [TokenTab];
    await world.browser.clock.advance(seconds(60));
    await silent(world, [a]);
    a.tab.focus();
    await silent(world, [a]);
    expect(world.refreshes()).toBe(3);
    expect(a.status()).toBe('authenticated');
  });

  it.each([
    { rotation: 'grace' as const, status: 'authenticated', reused: 0 },
    { rotation: 'strict' as const, status: 'unauthenticated', reused: 1 },
  ])('ends well with a $rotation server: $status', async ({ rotation, status, reused }) => {
    const world = createWorld({ server: { rotation }, bearer: { rotation } });
    const [a, b] = (await world.tabs(2)) as [TokenTab, TokenTab];
    await world.browser.clock.advance(seconds(60));
    world.server.fail('/token', 'lost');
    await keepCalling(world, [a, b], seconds(5), 6);
    expect(a.status()).toBe(status);
    expect(b.status()).toBe(status);
    expect(world.server.reused).toBe(reused);
  });

  it('is sent again at once where that was asked for', async () => {
    const world = createWorld({ bearer: { rotation: 'grace' }, server: { rotation: 'grace' } });
    const [a, b] = (await world.tabs(2)) as [TokenTab, TokenTab];
    await world.browser.clock.advance(seconds(60));
    world.server.fail('/token', 'lost');
    const calls = [a, b].map(({ session }) => read(session.fetch('/api')));
    await world.browser.clock.advance(seconds(3));
    for (const answer of await Promise.all(calls)) expect(answer).toMatchObject(ada);
    const [first, second, ...more] = world.sentTo('/token').slice(1);
    expect(more).toEqual([]);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeLessThan(700);
  });

  it('is counted over a reload and a crash', async () => {
    const world = createWorld({ server: { rotation: 'none' } });
    const a = await world.signedIn();
    const b = await world.open();
    await world.browser.clock.advance(minutes(1));
    world.server.interrupt = (request) => (pathOf(request) === '/token' ? new Promise<Response>(() => {}) : undefined);
    void a.session.fetch('/api').catch(() => {});
    await world.browser.clock.advance(seconds(1));
    a.tab.crash();
    await silent(world, [b]);
    expect(world.refreshes()).toBe(2);
  });
});
