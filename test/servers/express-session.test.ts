import { describe, expect } from 'vitest';
import { readEngines } from '../support/browsers.ts';
import { readRedis } from '../support/redis.ts';
import type { Tab } from '../support/tab.ts';
import { openShop } from './express-session-server.ts';
import { ask, setStage, signIn, signOut, whatWasSeen, whoIs } from './stage.ts';

const redis = await readRedis();
const ada = { name: 'ada', password: 'correct' };
const grace = { name: 'grace', password: 'correct' };

/** The id of the session that this browser's cookie names; script in the page can't see it. */
async function readSessionId(tab: Tab, url: string): Promise<string> {
  const cookies = (await tab.page?.context().cookies(url)) ?? [];
  return decodeURIComponent(cookies.find(({ name }) => name === 'connect.sid')?.value ?? '');
}

describe.each(await readEngines())('express-session with its Redis store, in $name', (engine) => {
  const stage = setStage(engine, redis.missing);
  const { story } = stage;

  story('signs in, keeps it over a reload, and signs out in the store too', async () => {
    const { front, shop } = await openShop(stage, redis);
    const tab = await stage.open(front, 'express-session');
    expect(await whoIs(tab)).toBe('nobody');
    expect(await signIn(tab, { ...ada, password: 'wrong' })).toBe('rejected');
    expect(await whoIs(tab)).toBe('nobody');
    expect(await signIn(tab, ada)).toBe('signed-in');
    expect(await whoIs(tab)).toBe('ada');
    expect(await shop.signedIn()).toHaveLength(1);
    await tab.reload();
    await expect.poll(() => whoIs(tab)).toBe('ada');
    expect(await signOut(tab)).toBe('done');
    expect(await whoIs(tab)).toBe('nobody: signed-out');
    expect(await shop.signedIn()).toEqual([]);
    // Its token went with the session; the refusal of a second sign-out is no news.
    await tab.reload();
    await expect.poll(() => whoIs(tab)).toBe('nobody');
  });

  story('is one session in two tabs, from the sign-in to the sign-out', async () => {
    const { front } = await openShop(stage, redis);
    const one = await stage.open(front, 'express-session');
    const two = await stage.open(front, 'express-session');
    await signIn(one, ada);
    await expect.poll(() => whoIs(two)).toBe('ada');
    expect(await ask(two, '/api/orders', 'POST')).toBe('200');
    expect(await signOut(two)).toBe('done');
    await expect.poll(() => whoIs(one)).toBe('nobody: signed-out-elsewhere');
    expect(front.count('POST /api/sign-out')).toBe(1);
  });

  story('sends the anti-CSRF token of the new session after a sign-in, in every tab', async () => {
    const { front } = await openShop(stage, redis);
    const one = await stage.open(front, 'express-session');
    const two = await stage.open(front, 'express-session');
    await signIn(one, ada);
    await expect.poll(() => whoIs(two)).toBe('ada');
    for (const tab of [one, two]) expect(await ask(tab, '/api/orders', 'POST')).toBe('200');
    // Both hold a token by now. It dies with the session that it belongs to, as another sign-in begins a new one.
    await signIn(one, ada);
    expect(await ask(one, '/api/orders', 'POST')).toBe('200');
    expect(front.asked.filter(({ status }) => status === 403)).toEqual([]);
    await expect.poll(() => ask(two, '/api/orders', 'POST')).toBe('200');
    expect(await whoIs(two)).toBe('ada');
  });

  story('gets another id at sign-in, and so does what is here: nobody can plant a session', async ({ skip }) => {
    const { front, shop } = await openShop(stage, redis);
    const tab = await stage.open(front, 'express-session');
    if (!tab.page) return skip('nobody but the engine knows an HttpOnly cookie');
    // A guest's session with an anti-CSRF token is one that an attacker may have made.
    await signIn(tab, { ...ada, password: 'wrong' });
    const planted = await readSessionId(tab, front.url);
    expect(planted).toMatch(/^s:/);
    await signIn(tab, ada);
    const first = await readSessionId(tab, front.url);
    const epoch = await readEpoch(tab);
    expect(first).not.toBe(planted);
    await signIn(tab, ada);
    expect(await readSessionId(tab, front.url)).not.toBe(first);
    expect(await readEpoch(tab)).not.toBe(epoch);
    const [only, ...others] = await shop.signedIn();
    expect(others).toEqual([]);
    expect(await readSessionId(tab, front.url)).toContain(only);
  });

  story('is switched in the first tab when somebody else signs in in the second', async () => {
    const { front } = await openShop(stage, redis);
    const one = await stage.open(front, 'express-session');
    const two = await stage.open(front, 'express-session');
    await signIn(one, ada);
    await expect.poll(() => whoIs(two)).toBe('ada');
    expect(await signIn(two, grace)).toBe('signed-in');
    await expect.poll(() => whoIs(one)).toBe('grace');
    expect(await whatWasSeen(one)).toContain('switched-user ada grace');
    expect(await ask(one, '/api/orders', 'POST')).toBe('200');
  });
});

const readEpoch = (tab: Tab): Promise<string> =>
  tab.run(() => {
    const state = app.session.getState();
    return state.status === 'authenticated' ? state.epoch : '';
  });
