import { describe, expect } from 'vitest';
import { readEngines } from '../support/browsers.ts';
import { readRedis } from '../support/redis.ts';
import type { Tab } from '../support/tab.ts';
import { openShop, type SignedOut } from './express-session-server.ts';
import type { Front, Handler } from './front.ts';
import { ask, setStage, signIn, signOut, verify, whatWasSeen, whoIs } from './stage.ts';

const redis = await readRedis();
const ada = { name: 'ada', password: 'correct' };
const recipe = 'express-session';

const page: Handler = (_request, response) =>
  response.setHeader('content-type', 'text/html').end('<!doctype html><title>Welcome to our network</title>');

const ends = async (tab: Tab): Promise<string[]> => (await whatWasSeen(tab)).filter((it) => it.startsWith('ended'));
const readFreshness = (tab: Tab): Promise<string> =>
  tab.run(() => {
    const state = app.session.getState();
    return state.status === 'authenticated' ? state.freshness : '';
  });
const probes = (front: Front): number => front.count('GET /api/session');

describe.each(await readEngines())('an end of express-session, in $name', (engine) => {
  const stage = setStage(engine, redis.missing);
  const { story } = stage;

  /** Two tabs of one browser that show Ada. */
  const openTwo = async (front: Front, options: object = {}): Promise<[Tab, Tab]> => {
    const one = await stage.open(front, recipe, options);
    const two = await stage.open(front, recipe, options);
    await signIn(one, ada);
    await expect.poll(() => whoIs(two)).toBe('ada');
    return [one, two];
  };

  const ways: readonly SignedOut[] = [401, 403, 419, 440, 'redirect', 'html'];
  const told = (way: SignedOut): object =>
    typeof way === 'number' ? { signedOut: way } : way === 'redirect' ? { loginUrl: '/login' } : {};
  for (const signedOut of ways) {
    story(`is one, and asked for once by two tabs, where "nobody" is said by ${signedOut}`, async () => {
      const { front, shop } = await openShop(stage, redis, { signedOut });
      const tabs = await openTwo(front, told(signedOut));
      await shop.revoke('ada');
      const before = probes(front);
      await Promise.all(tabs.map((tab) => ask(tab, '/api/orders')));
      for (const tab of tabs) await expect.poll(() => whoIs(tab)).toBe('nobody: revoked');
      for (const tab of tabs) expect(await ends(tab)).toEqual(['ended revoked']);
      expect(probes(front) - before).toBe(1);
    });
  }

  story('is none when an application call is answered with a login page or a proxy’s refusal', async () => {
    const { front } = await openShop(stage, redis);
    const [one, two] = await openTwo(front);
    const strangers: readonly Handler[] = [
      page,
      (_request, response) => response.writeHead(302, { location: '/login' }).end(),
      (_request, response) => response.writeHead(401, { 'content-type': 'text/html' }).end('<h1>Proxy</h1>'),
    ];
    for (const stranger of strangers) {
      const remove = front.putBefore(stranger, /^\/api\/orders/);
      const before = probes(front);
      await ask(one, '/api/orders');
      expect(probes(front) - before).toBe(1);
      remove();
    }
    for (const tab of [one, two]) expect(await whoIs(tab)).toBe('ada');
    expect(await ask(one, '/api/orders', 'POST')).toBe('200');
  });

  story('is none behind a captive portal, and a sign-out there is told when it is gone', async () => {
    const { front, shop } = await openShop(stage, redis);
    const [one, two] = await openTwo(front);
    const remove = front.putBefore(page);
    for (const tab of [one, two]) {
      await ask(tab, '/api/orders');
      expect(await verify(tab)).toBe('ada');
    }
    expect(await signOut(one)).toBe('pending');
    await expect.poll(() => whoIs(two)).toBe('nobody: signed-out-elsewhere');
    expect(await shop.signedIn()).toHaveLength(1);
    remove();
    await two.reload();
    await expect.poll(() => shop.signedIn()).toEqual([]);
    await expect.poll(() => whoIs(two)).toMatch(/^nobody/);
  });

  story('is none while Redis is away, and one when it comes back empty', async () => {
    const { front, redis: store } = await openShop(stage, redis);
    const tabs = await openTwo(front);
    await store.stop();
    for (const tab of tabs) {
      expect(await ask(tab, '/api/orders')).toBe('500');
      expect(await verify(tab)).toBe('ada');
      expect(await readFreshness(tab)).not.toBe('fresh');
    }
    await store.start();
    // Its client needs a moment to find it again.
    await expect.poll(() => ask(tabs[0], '/api/orders')).not.toBe('500');
    for (const tab of tabs) await expect.poll(() => whoIs(tab)).toBe('nobody: revoked');
    for (const tab of tabs) expect(await ends(tab)).toEqual(['ended revoked']);
  });

  story('comes when Redis was flushed, with the next thing that is asked', async () => {
    const { front, shop } = await openShop(stage, redis);
    const [one, two] = await openTwo(front);
    expect(await ask(two, '/api/orders', 'POST')).toBe('200');
    await shop.revoke();
    // Its token is refused first, and the request that is sent again with a new one finds nobody.
    expect(await ask(two, '/api/orders', 'POST')).toBe('401');
    for (const tab of [one, two]) await expect.poll(() => whoIs(tab)).toBe('nobody: revoked');
    // And the next sign-in is a session like any other.
    expect(await signIn(one, ada)).toBe('signed-in');
    await expect.poll(() => whoIs(two)).toBe('ada');
  });

  story('is none while the server begins anew: Redis knows the session', async () => {
    const { front } = await openShop(stage, redis);
    const [one, two] = await openTwo(front);
    await front.stop();
    expect(await ask(one, '/api/orders')).toContain('TypeError');
    expect(await verify(one)).toBe('ada');
    await front.start();
    for (const tab of [one, two]) expect(await ask(tab, '/api/orders', 'POST')).toBe('200');
    await two.reload();
    await expect.poll(() => whoIs(two)).toBe('ada');
  });

  story(
    'comes by itself after two seconds, if that is the server’s limit, and no question keeps it alive',
    async () => {
      const { front, shop } = await openShop(stage, redis, { maxAge: 2000 });
      const tabs = [await stage.open(front, recipe), await stage.open(front, recipe)] as const;
      await signIn(tabs[0], ada);
      await expect.poll(() => whatWasSeen(tabs[1])).toContain('signed-in ada');
      const before = probes(front);
      for (const tab of tabs) await expect.poll(() => whoIs(tab)).toBe('nobody: idle');
      expect(probes(front)).toBe(before);
      await expect.poll(() => shop.signedIn()).toEqual([]);
    },
  );
});
