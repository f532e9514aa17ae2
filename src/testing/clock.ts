import { HoldfastError } from '../foundation/errors.ts';
import type { Clock } from '../platform/clock.ts';
import type { Life } from './life.ts';
import type { Turns } from './turns.ts';

/** How the machine sleeps. */
export interface SleepOptions {
  /**
   * Whether `performance.now()` goes on in sleep (Chrome and Firefox on Windows) or stops (Chrome on macOS and Linux, Safari).
   * Timers hang on it: where it stopped, each timer is late by the length of the sleep, as on those systems.
   * @default 'runs'
   */
  readonly monotonic?: 'stops' | 'runs';
  /**
   * What happens first afterwards. `page`: due timers fire, each once, then visible pages hear a `wake`. `timers`: due timers only.
   * `input`: nothing happens, so that the test's next line comes first; due timers fire with the next turn of the clock.
   * @default 'page'
   */
  readonly first?: 'page' | 'timers' | 'input';
}

/** The time of a {@link TestBrowser}. It stands still unless it is turned. All lengths in milliseconds. */
export interface TestClock {
  /** Wall time. */
  now(): number;
  /** Time since the browser was created, sleep included and unmoved by {@link TestClock.setWall}. */
  elapsed(): number;
  /** Turns wall and monotonic time on. Each timer that falls due runs at its own moment, and everything it causes is waited for. */
  advance(ms: number): Promise<void>;
  /** {@link TestClock.advance} up to a moment of {@link TestClock.elapsed}, for stories told from 0. */
  advanceTo(elapsed: number): Promise<void>;
  /** The machine sleeps: no code runs, wall time goes on. */
  sleep(ms: number, options?: SleepOptions): Promise<void>;
  /** Somebody sets the clock: wall time jumps by `delta`, nothing else does. */
  setWall(delta: number): void;
  /** Waits until nothing is left to happen without time passing. Runs no timer. */
  settle(): Promise<void>;
}

interface Timer {
  due: number;
  readonly tab: { readonly life: Life; readonly suspended: () => boolean } | null;
  readonly run: () => void;
}

/** The test's hand on time, and what it makes for tabs and servers. */
export interface Timeline {
  readonly clock: TestClock;
  /** A timer of the world outside the tabs: a server, a disk. */
  after(ms: number, run: () => void): () => void;
  /** Time as one tab sees it. */
  forTab(life: Life, suspended: () => boolean): { readonly clock: Clock; timers(): number };
}

/** More timers than this at one moment are a loop. */
const loop = 10_000;

export function createTimeline(turns: Turns, startAt: number, onWake: () => void): Timeline {
  const timers = new Set<Timer>();
  let elapsed = 0;
  let wallOffset = startAt;
  let stopped = 0;
  let turning = false;

  const add = (timer: Timer): (() => void) => {
    timers.add(timer);
    return () => void timers.delete(timer);
  };
  const length = (ms: number): number => Math.max(ms, 0) || 0;
  const canRun = ({ tab }: Timer): boolean => !tab || (tab.life.stage() === 'running' && !tab.suspended());
  const next = (until: number): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of timers) {
      if (timer.due <= until && canRun(timer) && (!first || timer.due < first.due)) first = timer;
    }
    return first;
  };

  async function turnTo(until: number): Promise<void> {
    let before = -1;
    let atOnce = 0;
    await turns.settle();
    for (let timer = next(until); timer; timer = next(until)) {
      elapsed = Math.max(elapsed, timer.due);
      atOnce = elapsed === before ? atOnce + 1 : 0;
      before = elapsed;
      if (atOnce > loop)
        throw new HoldfastError(
          'HOLDFAST_USAGE',
          `${loop} timers ran at one moment: one sets itself again without delay.`,
        );
      timers.delete(timer);
      timer.run();
      await turns.settle();
    }
    elapsed = Math.max(elapsed, until);
  }
  async function exclusively(work: () => Promise<void>): Promise<void> {
    if (turning) throw new HoldfastError('HOLDFAST_USAGE', 'The clock is being turned already. Await the first turn.');
    turning = true;
    try {
      await work();
    } finally {
      turning = false;
    }
  }

  const clock: TestClock = {
    now: () => elapsed + wallOffset,
    elapsed: () => elapsed,
    advance: (ms) => exclusively(() => turnTo(elapsed + length(ms))),
    advanceTo: (moment) => exclusively(() => turnTo(moment)),
    sleep: (ms, { monotonic = 'runs', first = 'page' } = {}) =>
      exclusively(async () => {
        await turns.settle();
        elapsed += ms;
        if (monotonic === 'stops') {
          stopped += ms;
          for (const timer of timers) if (timer.tab) timer.due += ms;
        }
        if (first === 'input') return;
        await turnTo(elapsed);
        if (first === 'timers') return;
        onWake();
        await turnTo(elapsed);
      }),
    setWall(delta) {
      wallOffset += delta;
    },
    settle: () => turns.settle(),
  };

  return {
    clock,
    after: (ms, run) => add({ due: elapsed + length(ms), tab: null, run }),
    forTab(life, suspended) {
      const openedAt = elapsed - stopped;
      const tab = { life, suspended };
      life.onEnd(() => {
        for (const timer of timers) if (timer.tab === tab) timers.delete(timer);
      });
      return {
        clock: {
          wall: clock.now,
          monotonic: () => elapsed - stopped - openedAt,
          after: (ms, run) => (life.gone() ? () => {} : add({ due: elapsed + length(ms), tab, run })),
        },
        timers: () => [...timers].filter((timer) => timer.tab === tab).length,
      };
    },
  };
}
