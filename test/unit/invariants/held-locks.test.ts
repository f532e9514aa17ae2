import { AsyncLocalStorage } from 'node:async_hooks';
import fc from 'fast-check';
import { bearer, seconds } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { type Act, anyChaos, createChaos, unleash } from './chaos.ts';
import { anyScript, anyWorld, holds, patience } from './interleave.ts';
import {
  accessLifetime,
  ada,
  createStage,
  type Login,
  type OpenTab,
  type Person,
  type Platform,
  type Stage,
} from './stage.ts';

const events = [
  ...(['signed-in', 'refreshed', 'ended', 'switched-user', 'freshness', 'warning', 'extended'] as const),
  ...(['step-up-required', 'clock-skewed', 'signed-in-elsewhere', 'storage', 'message'] as const),
];

/** Knows, of any code that runs, under which lock it was called, through everything that is awaited. */
const held = new AsyncLocalStorage<string>();

function followLocks(platform: Platform): Platform {
  const { locks } = platform;
  if (!locks) return platform;
  return {
    ...platform,
    locks: { run: (name, options, work) => locks.run(name, options, (isHeld) => held.run(name, () => work(isHeld))) },
  };
}

/** Calls `heard` wherever a session calls the application. */
function hearEverything({ session }: OpenTab, heard: (what: string) => void): void {
  session.subscribe(() => heard('a subscriber'));
  session.timer.subscribe(() => heard('a subscriber of the timer'));
  for (const event of events) session.on(event, () => heard(`a listener of ${event}`));
  session.join({
    signedIn: () => heard('signedIn of a participant'),
    beforeEnd: () => heard('beforeEnd of a participant'),
    ended: () => heard('ended of a participant'),
    switchedUser: () => heard('switchedUser of a participant'),
  });
}

const signed = (heard: (what: string) => void) =>
  bearer<Person, Login & Record<string, unknown>>({
    signIn: '/token',
    refresh: '/token',
    signOut: '/token/revoke',
    async signRequest(request, token) {
      heard(`signRequest for ${new URL(request.url).pathname}`);
      if (token) request.headers.set('x-proof', 'made');
      return request;
    },
  });

/** How long any holder held, looked at every half second: whoever holds a lock has a lease of its own, too. */
async function longestHold({ browser }: Stage, length: number): Promise<number> {
  const since = new Map<string, number>();
  let longest = 0;
  for (let passed = 0; passed < length; passed += 500) {
    await browser.clock.advance(500);
    const leases = browser.databases.entries('shop', 'session').filter(([key]) => key.startsWith('exclusive/'));
    const now = leases.map(([, value]) => String((value as { id?: string }).id));
    for (const name of now)
      longest = Math.max(longest, browser.clock.elapsed() - (since.get(name) ?? browser.clock.elapsed()));
    for (const name of since.keys()) if (!now.includes(name)) since.delete(name);
    for (const name of now) if (!since.has(name)) since.set(name, browser.clock.elapsed());
  }
  return longest;
}

describe('while a lock is held', () => {
  it('nothing of the application’s is called, and none of its requests is sent', patience, async () => {
    const input = fc.record({ world: anyWorld(), script: anyChaos() });
    const seen = new Set<string>();
    await holds(80, input, async ({ world, script }) => {
      const stage = createStage({ ...world, locks: true });
      const heard = (what: string): void => {
        seen.add(what);
        const lock = held.getStore();
        if (lock) stage.faults.push(`${what} was called while ${lock} was held`);
      };
      stage.onAnswer.push(
        ({ request }) => request.url.endsWith('/api/things') && heard('a request of the application’s'),
      );
      const open = (): OpenTab => {
        const one = stage.open(world.transport === 'bearer' ? { transport: signed(heard) } : {}, followLocks);
        hearEverything(one, heard);
        return one;
      };
      await stage.signedIn(2, open);
      await unleash(stage, createChaos(stage, open), script);
      await stage.browser.clock.advance(seconds(20));
      return stage.faults;
    });
    expect([...seen]).toEqual(
      expect.arrayContaining([
        ...['a listener of refreshed', 'signRequest for /token', 'signRequest for /token/revoke', 'a subscriber'],
      ]),
    );
  });

  it('an endpoint that never answers has it back within its budget, and the others go on', patience, async () => {
    const endpoints = fc.constantFrom('/token', '/token/revoke', '/api/session', '/api/sign-out');
    const call = fc.record({ does: fc.constantFrom('read', 'write', 'verify', 'sign out'), tab: fc.nat({ max: 2 }) });
    const input = fc.record({
      world: anyWorld(['bearer', 'bearer', 'cookie'], 500),
      hung: endpoints,
      times: fc.integer({ min: 1, max: 3 }),
      calls: anyScript<Act>(call, 30_000, 6),
    });
    await holds(40, input, async ({ world, hung, times, calls }) => {
      const stage = createStage(world, { rotation: 'grace' });
      await stage.signedIn(3);
      const chaos = createChaos(stage);
      await stage.browser.clock.advance(accessLifetime);
      stage.fail(hung, 'hang', times);
      const playing = calls.map(({ at }) => at);
      await unleash(
        stage,
        chaos,
        calls.filter(({ at }) => at === 0),
      );
      const longest = await longestHold(stage, Math.max(...playing, 0) + seconds(50));
      // A holder's own budget, and what is read and written around it.
      if (longest > seconds(16)) stage.faults.push(`a lock was held for ${longest} ms`);
      stage.unanswered();
      stage.heal();
      const [first] = stage.tabs;
      if (first) stage.expect(first, 'signing in', first.session.signIn(ada));
      await stage.browser.clock.advance(seconds(45));
      stage.unanswered();
      if (stage.tabs.some((one) => stage.epoch(one) === null)) stage.faults.push('somebody could not sign in any more');
      return stage.faults;
    });
  });

  it('listeners that call every method from every event hang nothing', patience, async () => {
    const input = fc.record({ world: anyWorld(undefined, 500), script: anyChaos(8) });
    await holds(40, input, async ({ world, script }) => {
      const stage = createStage(world);
      const open = (): OpenTab => {
        const one = stage.open();
        const { session } = one;
        let left = 12;
        hearEverything(one, (what) => {
          // A listener that signs in at every sign-in would be its own fault.
          if (left-- <= 0) return;
          stage.expect(one, `verify of ${what}`, session.verify());
          stage.expect(one, `extend of ${what}`, session.extend());
          stage.expect(one, `fetch of ${what}`, session.fetch('/api/things'));
          if (left % 4 === 1) stage.expect(one, `signOut of ${what}`, session.signOut());
          if (left % 4 === 3) stage.expect(one, `signIn of ${what}`, session.signIn(ada));
          session.reportActivity();
          session.keepRequests()();
          session.join({})();
          session.start()();
        });
        return one;
      };
      for (let at = 0; at < 2; at++) open();
      const chaos = createChaos(stage, open);
      await unleash(stage, chaos, script);
      await chaos.calm();
      stage.unanswered();
      const leases = stage.browser.databases.entries('shop', 'session').filter(([key]) => key.startsWith('exclusive/'));
      if (stage.browser.locks().length + leases.length > 0) stage.faults.push('something is locked for ever');
      return stage.faults;
    });
  });
});
