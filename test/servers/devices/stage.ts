import { afterAll, beforeAll, it } from 'vitest';
import type { Engine } from '../../support/browsers.ts';
import { bundlePage } from '../../support/page-build.ts';
import type { Redis, RedisProgram } from '../../support/redis.ts';
import type { Tab } from '../../support/tab.ts';
import { add, untilAll } from './desk.ts';
import { type Device, openDevice, type Story } from './device.ts';

/** What a story is told with. */
export interface Scene extends Story {
  readonly redis: Redis;
  /** Two browsers with a profile each, at two processes of one backend. */
  readonly one: Device;
  readonly two: Device;
  /** The first browser at a process that nobody else is served by, so that it may be killed. */
  readonly spare: Device;
  /** A page on each of two devices, with Ada signed in and a mug in the cart. @param first as `one`, unless another is named */
  open(first?: Device): Promise<readonly [here: Tab, there: Tab]>;
}
type Tell = (scene: Scene) => Promise<void>;

/** Processes and browsers for the stories of a file. */
export interface Stage {
  /** Told by itself: it breaks what all share. */
  alone(name: string, title: string, tell: Tell): void;
  /** Told at the same time as others. */
  beside(name: string, title: string, tell: Tell): void;
}

export function setStage(engine: Engine, program: RedisProgram): Stage {
  const isMissing = engine.missing !== undefined || program.missing !== undefined;
  const story = it.skipIf(isMissing);
  const undo: (() => unknown)[] = [];
  let shared: Pick<Scene, 'redis' | 'one' | 'two' | 'spare'>;

  /** Is undone when the stories are told, also where something else can't be opened. */
  const kept = async <Opened extends { close(): unknown }>(opening: Promise<Opened>): Promise<Opened> => {
    const opened = await opening;
    undo.push(() => opened.close());
    return opened;
  };

  beforeAll(async () => {
    if (isMissing) return;
    const [redis, script, ...browsers] = await Promise.all([
      kept(program.open({ keeps: true })),
      bundlePage(new URL('page.ts', import.meta.url)),
      kept(engine.open()),
      kept(engine.open()),
    ]);
    const address = `unix://${redis.socket}`;
    const [one, two, spare] = await Promise.all([
      kept(openDevice('one', address, browsers[0], script)),
      kept(openDevice('two', address, browsers[1], script)),
      kept(openDevice('spare', address, browsers[0], script)),
    ]);
    shared = { redis, one, two, spare };
  });
  afterAll(async () => {
    while (undo.length > 0) await undo.pop()?.();
  });

  const set = (name: string, tell: Tell, after: Story['after']): Promise<void> =>
    tell({
      ...shared,
      name,
      after,
      async open(first = shared.one) {
        const tabs = await Promise.all([first, shared.two].map((device) => device.signedIn({ name, after })));
        const [here, there] = tabs as [Tab, Tab];
        await add(here, 'mug');
        await untilAll(tabs, { cart: { mug: 1 }, pending: 0 });
        return [here, there];
      },
    });
  return {
    alone: (name, title, tell) => story(title, ({ onTestFinished }) => set(name, tell, onTestFinished)),
    beside: (name, title, tell) => story.concurrent(title, ({ onTestFinished }) => set(name, tell, onTestFinished)),
  };
}
