import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '../../support/browsers.ts';
import { bundlePage } from '../../support/page-build.ts';
import type { Redis, RedisProgram } from '../../support/redis.ts';
import type { Tab } from '../../support/tab.ts';
import { startBackend } from '../backend-process.ts';
import { add, eventually, look, signIn, stayVisible, untilAll } from './desk.ts';
import { openRoad, type Road } from './road.ts';

/** A device of a person: a browser with a profile of its own, and a process that serves it. */
export interface Device {
  readonly road: Road;
  /** Opens a page, until the end of the story; it is visible, as in a window of its own. `before` runs in it before anything else does. */
  open(story: Story, before?: () => void): Promise<Tab>;
  /** The same, with Ada signed in, and listening. */
  signedIn(story: Story, before?: () => void): Promise<Tab>;
  /** Ends the process at once, in the middle of whatever it does. */
  kill(): Promise<void>;
  /** Begins it anew at its address. */
  begin(): Promise<void>;
}

/** A story at a host of its own, of that name, so that those that are told at once have nothing in common but the account. */
export interface Story {
  readonly name: string;
  /** Done at its end. */
  after(undo: () => Promise<void>): void;
}

/** Two devices at two processes of one backend, on one Redis. */
export interface Stage {
  /** Told by itself: it breaks what the devices share. */
  alone(name: string, title: string, tell: Tell): void;
  /** Told at the same time as others. */
  beside(name: string, title: string, tell: Tell): void;
}

/** What a story is told with. */
export interface Scene extends Story {
  readonly redis: Redis;
  readonly one: Device;
  readonly two: Device;
  /** A page on each device, with Ada signed in and a mug in the cart. */
  open(): Promise<readonly [here: Tab, there: Tab]>;
}
type Tell = (scene: Scene) => Promise<void>;

/** Processes and browsers for the stories of a file. */
export function setStage(engine: Engine, program: RedisProgram): Stage {
  const story = it.skipIf(engine.missing !== undefined || program.missing !== undefined);
  const undo: (() => unknown)[] = [];
  let shared: Pick<Scene, 'redis' | 'one' | 'two'>;

  const openDevice = async (name: string, script: string, address: string): Promise<Device> => {
    const started = await Promise.all([startBackend(address), engine.open()]);
    const [, browser] = started;
    let [backend] = started;
    const road = await openRoad(name, () => backend.url, script);
    undo.push(() => Promise.all([browser.close(), backend.kill(), road.close()]));
    const open: Device['open'] = async (story, before) => {
      const tab = await browser.newTab();
      story.after(tab.close);
      await stayVisible(tab);
      if (before) await tab.page?.addInitScript(before);
      await tab.goto(road.at(story.name));
      await eventually(async () => expect((await look(tab)).who).not.toBe('loading'));
      return tab;
    };
    return {
      road,
      open,
      async signedIn(story, before) {
        const tab = await open(story, before);
        await signIn(tab);
        await eventually(async () => expect(road.streams(story.name)).toBe(1));
        return tab;
      },
      kill: () => backend.kill(),
      async begin() {
        backend = await startBackend(address, Number(new URL(backend.url).port));
      },
    };
  };

  beforeAll(async () => {
    if (engine.missing !== undefined || program.missing !== undefined) return;
    const [script, redis] = await Promise.all([
      bundlePage(new URL('page.ts', import.meta.url)),
      program.open({ keeps: true }),
    ]);
    undo.push(redis.close);
    const address = `unix://${redis.socket}`;
    const [one, two] = await Promise.all(['one', 'two'].map((name) => openDevice(name, script, address)));
    if (one && two) shared = { redis, one, two };
  });
  afterAll(async () => {
    while (undo.length > 0) await undo.pop()?.();
  });

  const set = (name: string, tell: Tell, after: (undo: () => Promise<void>) => void): Promise<void> => {
    const { one, two } = shared;
    const open: Scene['open'] = async () => {
      const tabs = await Promise.all([one.signedIn({ name, after }), two.signedIn({ name, after })]);
      await add(tabs[0], 'mug');
      await untilAll(tabs, { cart: { mug: 1 }, pending: 0 });
      return tabs;
    };
    return tell({ ...shared, name, after, open });
  };
  return {
    alone: (name, title, tell) => story(title, ({ onTestFinished }) => set(name, tell, onTestFinished)),
    beside: (name, title, tell) => story.concurrent(title, ({ onTestFinished }) => set(name, tell, onTestFinished)),
  };
}
