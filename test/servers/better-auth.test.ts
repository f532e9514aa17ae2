import { describe, expect } from 'vitest';
import { readEngines } from '../support/browsers.ts';
import { type BetterAuthServer, createBetterAuthServer } from './better-auth-server.ts';
import type { Front } from './front.ts';
import { ask, setStage, signIn, signOut, verify, whoIs } from './stage.ts';

const ada = { email: 'ada@example.com', password: 'correct horse' };
const minute = 60_000;
const day = 24 * 60 * minute;

describe.each(await readEngines())('better-auth, in $name', (engine) => {
  const stage = setStage(engine);
  const { story } = stage;

  const open = async (lifetime?: number): Promise<{ front: Front; server: BetterAuthServer }> => {
    const servers: BetterAuthServer[] = [];
    const front = await stage.front(async (origin) => {
      const server = await createBetterAuthServer(origin, lifetime);
      servers.push(server);
      return server.handler;
    });
    return { front, server: servers[0] as BetterAuthServer };
  };

  story('signs in, keeps it over a reload, and signs out', async () => {
    const { front, server } = await open();
    const tab = await stage.open(front, 'better-auth');
    expect(await whoIs(tab)).toBe('nobody');
    expect(await signIn(tab, { ...ada, password: 'wrong horse' })).toBe('rejected');
    expect(await whoIs(tab)).toBe('nobody');
    expect(await signIn(tab, ada)).toBe('signed-in');
    expect(await whoIs(tab)).toBe(server.ada);
    await tab.reload();
    await expect.poll(() => whoIs(tab)).toBe(server.ada);
    expect(await signOut(tab)).toBe('done');
    expect(await whoIs(tab)).toBe('nobody: signed-out');
    expect(server.sessions()).toBe(0);
    await tab.reload();
    await expect.poll(() => whoIs(tab)).toBe('nobody');
  });

  story('ends in every tab when the server revokes it', async () => {
    const { front, server } = await open();
    const one = await stage.open(front, 'better-auth');
    const two = await stage.open(front, 'better-auth');
    await signIn(one, ada);
    await expect.poll(() => whoIs(two)).toBe(server.ada);
    server.revoke();
    expect(await ask(one, '/api/auth/list-sessions')).toBe('401');
    for (const tab of [one, two]) await expect.poll(() => whoIs(tab)).toBe('nobody: revoked');
  });

  story('ends when the server’s `null` says so, asked for by the application', async () => {
    const { front, server } = await open();
    const tab = await stage.open(front, 'better-auth');
    await signIn(tab, ada);
    server.revoke();
    expect(await verify(tab)).toBe('nobody: revoked');
  });

  story('lives for its five minutes, however wrong the clock here is', async ({ skip }) => {
    const own = await engine.open();
    stage.after(own.close);
    if (!own.holdClock || !own.jump) return skip('this engine has no clock that can be moved');
    await own.holdClock();
    let off = 0;
    for (const wrong of [10 * minute, -10 * minute, day, -day]) {
      await own.jump(wrong - off);
      off = wrong;
      const { front, server } = await open(5 * minute);
      const tab = await own.newTab(front.at('better-auth'));
      await expect.poll(() => whoIs(tab)).toBe('nobody');
      const seenHere = await tab.run(() => Date.now());
      expect(Math.abs(seenHere - Date.now() - wrong)).toBeLessThan(minute);
      expect(await signIn(tab, ada)).toBe('signed-in');
      expect(await verify(tab)).toBe(server.ada);
      await tab.reload();
      await expect.poll(() => whoIs(tab)).toBe(server.ada);
      expect(await ask(tab, '/api/auth/list-sessions')).toBe('200');
      // The end that the server told is five minutes away, and not at once or a day later.
      const remaining = await tab.run(() => app.session.timer.getState().remaining);
      expect(remaining).toBeGreaterThan(minute);
      expect(remaining).toBeLessThan(6 * minute);
      await tab.close();
    }
  });
});
