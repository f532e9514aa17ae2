import { seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createWorld, json, pathOf, read, type TokenTab, type World } from '../../../support/world/tokens.ts';

const ada = { path: '/api', user: { id: 'u1', name: 'Ada' } };

/** Every tab calls so many times in one moment; resolves to the distinct answers. */
async function storm({ browser }: World, tabs: readonly TokenTab[], calls = 20): Promise<string[]> {
  const calling = tabs.flatMap(({ session }) => Array.from({ length: calls }, () => read(session.fetch('/api'))));
  await browser.clock.advance(seconds(20));
  return [...new Set((await Promise.all(calling)).map((answer) => JSON.stringify(answer)))];
}

describe.each([
  { where: 'with Web Locks', locks: true },
  { where: 'without Web Locks', locks: false },
])('ten tabs with twenty calls each, $where', { timeout: 30_000 }, ({ locks }) => {
  it('refresh once, hour after hour, and no call fails', async () => {
    const world = createWorld({ browser: { locks } });
    const tabs = await world.tabs(10);
    for (let round = 1; round <= 3; round++) {
      await world.browser.clock.advance(seconds(60));
      expect(await storm(world, tabs)).toEqual([JSON.stringify(ada)]);
      expect(world.refreshes()).toBe(round);
    }
    expect(world.server.reused).toBe(0);
    for (const { session } of tabs)
      expect(session.getState()).toMatchObject({ status: 'authenticated', freshness: 'fresh' });
  });

  it('refresh once when they all meet a 401 before its time', async () => {
    const world = createWorld({ browser: { locks } });
    const tabs = await world.tabs(10);
    const expired = new Set<string>();
    world.server.interrupt = (request) => {
      const token = request.headers.get('authorization');
      if (pathOf(request) !== '/api' || !token) return undefined;
      if (expired.size === 0) expired.add(token);
      return expired.has(token) ? json({}, 401, { 'www-authenticate': 'Bearer error="invalid_token"' }) : undefined;
    };
    expect(await storm(world, tabs)).toEqual([JSON.stringify(ada)]);
    expect(world.refreshes()).toBe(1);
  });

  it('hear one failure of a broken server, and none is signed out', async () => {
    const world = createWorld({ browser: { locks } });
    const tabs = await world.tabs(10);
    await world.browser.clock.advance(seconds(60));
    world.server.fail('/token', 502, 1);
    const calling = tabs.map(({ session }) => session.fetch('/api'));
    await world.browser.clock.advance(700);
    expect(world.refreshes()).toBe(1);
    await world.browser.clock.advance(seconds(5));
    for (const { status } of await Promise.all(calling)) expect([200, 401]).toContain(status);
    for (const tab of tabs) expect(tab.status()).toBe('authenticated');
    expect(await storm(world, tabs)).toEqual([JSON.stringify(ada)]);
  });
});

describe('two tabs that both send the newest refresh token', () => {
  /** Set forward, the wall clock makes a lease look as if its holder had died long ago. */
  it('adopt what the slow answer brings, though the fast one was a refusal', async () => {
    const world = createWorld({ browser: { locks: false } });
    const [a, b] = (await world.tabs(2)) as [TokenTab, TokenTab];
    const { browser } = world;
    await browser.clock.advance(seconds(60));
    let sent = 0;
    world.server.interrupt = (request) => {
      const by = request.headers.get('authorization');
      if (pathOf(request) !== '/token') return json({ by }, by === 'Bearer canary-slow' ? 200 : 401);
      if (sent++ > 0) return json({ error: 'invalid_grant' }, 400);
      const tokens = { access_token: 'canary-slow', refresh_token: 'canary-slow-refresh', expires_in: 600 };
      return new Promise((resolve) => void browser.after(seconds(6), () => resolve(json(tokens))));
    };
    const first = a.session.fetch('/one');
    await browser.clock.advance(seconds(1));
    browser.clock.setWall(seconds(30));
    const second = b.session.fetch('/two');
    await browser.clock.advance(seconds(2));
    expect(sent).toBe(2);
    expect(a.status()).toBe('authenticated');
    await browser.clock.advance(seconds(20));
    await Promise.all([first, second]);
    for (const tab of [a, b]) expect(tab.status()).toBe('authenticated');
    expect(await (await world.call(b)).json()).toEqual({ by: 'Bearer canary-slow' });
  });
});
