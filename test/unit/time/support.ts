import { seconds } from 'holdfast';
import type { TestBrowserOptions } from 'holdfast/testing';
import { expect } from 'vitest';
import { createShop, limits, type OpenTab, type Shop } from '../../support/world/shop.ts';

/** A browser, somebody signed in at 0 in tab `a`, and a clock in seconds since then. Idle 900, warning 120, lifetime 28,800. */
export interface Story extends Shop {
  readonly a: OpenTab;
  /** Turns the clock to so many seconds after the sign-in. */
  at(moment: number): Promise<void>;
  /** The machine sleeps from now until so many seconds after the sign-in. */
  sleepTo(moment: number, options?: Parameters<Shop['browser']['clock']['sleep']>[1]): Promise<void>;
  /** Wall time in milliseconds so many seconds after the sign-in, as stamps in the record tell it. */
  stamp(moment: number): number;
}

export type TabOptions = NonNullable<Parameters<Shop['open']>[0]>;

/** Idle limits of every story, and whatever else one asks for. */
export const idle = (more: NonNullable<TabOptions['idle']>): Pick<TabOptions, 'idle'> => ({
  idle: { ...limits.idle, ...more },
});

export async function story(options: TabOptions = {}, world: TestBrowserOptions = {}): Promise<Story> {
  return storyIn(createShop(world), options);
}

export async function storyIn(shop: Shop, options: TabOptions = {}): Promise<Story> {
  const a = await shop.signedIn(options);
  const { clock } = shop.browser;
  const start = clock.elapsed();
  const startAt = clock.now();
  return {
    ...shop,
    a,
    at: (moment) => shop.browser.clock.advanceTo(start + seconds(moment)),
    sleepTo: (moment, how) => clock.sleep(start + seconds(moment) - clock.elapsed(), how),
    stamp: (moment) => startAt + seconds(moment),
  };
}

/** A tab whose hook waits for the story's answer. */
export async function doubtStory(
  more: { lifetime?: number; server?: { idleExpiresIn?: number; expiresIn?: number } } = {},
) {
  const gaps: number[] = [];
  let answer: (left: number) => void = () => {};
  const verify = ({ gap }: { gap: number }): Promise<number> => {
    gaps.push(gap);
    return new Promise((resolve) => {
      answer = resolve;
    });
  };
  const { server, ...options } = more;
  const shop = createShop();
  shop.server.tell = () => server ?? {};
  const told = await storyIn(shop, { ...idle({ verify }), ...options });
  return { ...told, gaps, verify, answer: (left: number) => answer(left) };
}

export const active = { status: 'authenticated', warning: null };
export const warned = { status: 'authenticated', warning: { kind: 'idle' } };
export const ended = (reason: string) => ({ status: 'unauthenticated', reason });

export const state = ({ session }: OpenTab) => session.getState();
export const times = ({ seen }: OpenTab, event: string): number => seen.filter((told) => told.startsWith(event)).length;

/** With nobody at it, the idle limit warns at this moment and ends the session at that one, and not a second sooner. */
export async function warnsAndEnds({ a, at }: Pick<Story, 'a' | 'at'>, warnAt: number, endAt: number): Promise<void> {
  await at(warnAt - 1);
  expect(state(a)).toMatchObject(active);
  await at(warnAt);
  expect(state(a)).toMatchObject(warned);
  expect(a.remaining()).toBe(endAt - warnAt);
  await at(endAt - 1);
  expect(state(a)).toMatchObject(warned);
  await at(endAt);
  expect(state(a)).toMatchObject(ended('idle'));
}

/** How `performance.now()` behaves while the machine sleeps. */
export const clocks = ['stops', 'runs'] as const;
/** What the browser does first when it wakes. */
export const wakings = ['page', 'timers', 'input'] as const;

/** What all tabs share of the time of the session that runs. */
export function sharedTime(browser: Shop['browser']): { key: string; time: Record<string, unknown> } {
  const found = Object.entries(browser.records.contents()).find(([key]) => key.includes(':time:'));
  if (!found) throw new Error('Nothing is shared of any session’s time.');
  return { key: found[0], time: JSON.parse(found[1]) as Record<string, unknown> };
}

/** Writes into what all tabs share, as another tab could, or somebody with a wrong clock. */
export function plantTime(browser: Shop['browser'], change: Record<string, unknown>): void {
  const { key, time } = sharedTime(browser);
  browser.records.plant(key, JSON.stringify({ ...time, ...change }));
}
