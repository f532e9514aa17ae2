import { describe, expect } from 'vitest';
import { readEngines } from '../../support/browsers.ts';
import { readRedis } from '../../support/redis.ts';
import { pageOf } from '../../tabs/stage.ts';
import { grace } from '../backend-device.ts';
import { add, eventually, goOffline, pin, revision, signIn, signOut, told, type, until, untilAll } from './desk.ts';
import { setStage } from './stage.ts';

const program = await readRedis();
if (program.missing) process.stdout.write(`skipped: two browsers at two processes, there is ${program.missing}\n`);

describe.each(await readEngines())('two devices at two processes on one Redis, in $name', (engine) => {
  const { alone, beside } = setStage(engine, program);

  beside(
    'edits',
    'show each other at once what is put into a cart, typed and set, in turn and at once',
    async ({ open }) => {
      const [here, there] = await open();
      await type(there, 'Ada');
      await until(here, { name: 'Ada' });
      await Promise.all([add(here, 'mug'), add(there, 'mug'), pin(here, 'mug'), pin(there, 'kettle')]);
      await untilAll([here, there], { cart: { mug: 3 }, name: 'Ada', pinned: ['kettle', 'mug'], pending: 0 });
    },
  );

  beside('offline', 'make 3 of 1 to which each adds 1 while one of them has no network', async ({ open }) => {
    const [here, there] = await open();
    const goOnline = await goOffline(here);
    await Promise.all([add(here, 'mug'), add(there, 'mug'), type(here, 'Ada'), pin(there, 'kettle')]);
    await until(there, { cart: { mug: 2 }, name: '', pending: 0 });
    await until(here, { cart: { mug: 2 }, pinned: [], pending: 2, status: 'offline' });
    await goOnline();
    await untilAll([here, there], { cart: { mug: 3 }, name: 'Ada', pinned: ['kettle'], pending: 0 });
  });

  beside('lost', 'write nothing again where a push arrived and its answer got lost', async ({ open, name, one }) => {
    const [here, there] = await open();
    // Of repetitions, too: where a connection breaks, a browser sends again by itself.
    const stops = ['PUT cart', 'GET cart'].map((what) => one.road.loseAnswers(name, what));
    await add(here, 'mug');
    await until(here, { pending: 1, status: 'offline' });
    const written = await revision(there, `cart-${name}`);
    for (const stop of stops) stop();
    await untilAll([here, there], { cart: { mug: 2 }, pending: 0 });
    expect(await revision(there, `cart-${name}`)).toBe(written);
    expect(one.road.outcomes(name, 'PUT cart').filter((status) => status !== 412)).toEqual([201, 204]);
  });

  beside(
    'fast',
    'let a later edit win over one of a device whose clock is an hour fast, and sign nobody out for it',
    async (scene) => {
      // A clock that is set wrong shows in what a page is told of the time of day, and in nothing else.
      const fast = await scene.one.signedIn(scene, () => {
        globalThis.Date = class extends Date {
          constructor(...given: [number]) {
            super(...(given.length ? given : ([Date.now()] as const)));
          }
          static override now = (): number => super.now() + 3_600_000;
        } as DateConstructor;
      });
      const right = await scene.two.signedIn(scene);
      expect((await fast.run(() => Date.now())) - Date.now()).toBeGreaterThan(3_500_000);
      const goOnline = await goOffline(right);
      await type(fast, 'typed first');
      await until(fast, { pending: 0 });
      await type(right, 'typed later');
      await goOnline();
      await untilAll([fast, right], { name: 'typed later', pending: 0 });
      await type(fast, 'typed last');
      await untilAll([fast, right], { who: 'u-ada', name: 'typed last', pending: 0 });
      expect(await told(fast)).toEqual([]);
    },
  );

  beside(
    'person',
    'push nothing of somebody whose session is over until they are back, and show it to nobody else',
    async ({ open, name, one }) => {
      const [here, there] = await open();
      const goOnline = await goOffline(here);
      await add(here, 'mug');
      await until(here, { cart: { mug: 2 }, pending: 1 });
      const written = await revision(there, `cart-${name}`);
      await pageOf(here)
        .context()
        .clearCookies({ domain: new URL(one.road.at(name)).hostname });
      await goOnline();
      await until(here, { who: 'nobody: revoked', cart: {} });

      await signIn(here, grace);
      await add(here, 'kettle');
      await until(here, { who: 'u-grace', cart: { kettle: 1 }, pending: 0 });
      expect(await revision(there, `cart-${name}`)).toBe(written);
      await signOut(here);

      await signIn(here);
      await untilAll([here, there], { who: 'u-ada', cart: { mug: 2 }, pending: 0 });
    },
  );

  beside('tabs', 'hold one stream however many tabs they have, and hand it on', async (scene) => {
    const { name, one } = scene;
    const [first, there] = await scene.open();
    const rest = await Promise.all(Array.from({ length: 7 }, () => one.open(scene)));
    await add(there, 'mug');
    await untilAll([first, ...rest], { cart: { mug: 2 } });
    expect([one.road.streams(name), one.road.outcomes(name, 'GET documents')]).toEqual([1, [200]]);
    await first.close();
    await eventually(async () => expect(one.road.outcomes(name, 'GET documents')).toEqual([200, 200]));
    await add(there, 'mug');
    await untilAll(rest, { cart: { mug: 3 } });
    expect(one.road.streams(name)).toBe(1);
  });

  beside(
    'killed',
    'lose nothing and do nothing twice where a process is killed in the middle of a push, and begins anew',
    async ({ open, name, spare }) => {
      const [here, there] = await open(spare);
      const arrived = spare.road.hold(name, 'PUT cart');
      await add(here, 'mug');
      (await arrived)();
      await spare.kill();
      await Promise.all([add(here, 'mug'), add(there, 'mug'), spare.begin()]);
      await untilAll([here, there], { cart: { mug: 4 }, pending: 0 });
      // Whoever comes back to the page listens again, so that the other device is seen at once.
      await eventually(async () => {
        await here.run(() => void dispatchEvent(new Event('focus')));
        expect(spare.road.streams(name)).toBe(1);
      });
      await add(there, 'mug');
      await until(here, { cart: { mug: 5 } });
    },
  );

  alone(
    'restarted',
    'lose nothing where Redis is restarted, and go on without being loaded again',
    async ({ open, name, redis, one, two }) => {
      const [here, there] = await open();
      await redis.stop();
      await Promise.all([add(here, 'mug'), type(here, 'Ada'), add(there, 'mug')]);
      await untilAll([here, there], { who: 'u-ada', cart: { mug: 2 }, status: 'offline' });
      await redis.start();
      await untilAll([here, there], { who: 'u-ada', cart: { mug: 3 }, name: 'Ada', pending: 0 });
      await add(there, 'mug');
      await until(here, { cart: { mug: 4 } });
      // The streams never broke: it is the processes that listen to Redis again.
      expect([one, two].map(({ road }) => road.outcomes(name, 'GET documents'))).toEqual([[200], [200]]);
    },
  );

  alone('everywhere', 'are signed out within two seconds by "sign out everywhere" on one of them', async ({ open }) => {
    const [here, there] = await open();
    const leaving = signOut(here, 'everywhere');
    await until(there, { who: 'nobody: revoked', cart: {} }, 2000);
    expect(await leaving).toEqual({ local: 'done', remote: 'done' });
  });

  alone(
    'emptied',
    'keep what was typed where Redis comes back with nothing in it, and say that the account has it no more',
    async ({ open, redis }) => {
      const [here] = await open();
      await redis.stop();
      redis.forget();
      await redis.start();
      await add(here, 'mug');
      await until(here, { who: 'nobody: revoked', cart: {} });
      await signIn(here);
      await until(here, { cart: { mug: 2 }, status: 'stopped' });
      expect((await told(here)).at(-1)).toBe(
        '"cart-emptied" is gone from the account. It is kept on this device only.',
      );
    },
  );
});
