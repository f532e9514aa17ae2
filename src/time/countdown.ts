import { createStore } from 'zustand/vanilla';
import type { ReadableStore } from '../foundation/store.ts';
import type { Clock } from '../platform/clock.ts';
import { createAlarm } from './alarm.ts';
import type { LimitLengths } from './limits.ts';
import type { Deadlines, LimitKind } from './reading.ts';

/** What `session.timer` tells. Moments are in the session's own time, as `now`; all in milliseconds. */
export interface TimerState {
  /** `off` while nobody is signed in. */
  readonly phase: 'off' | 'active' | 'warning';
  /** Which limit comes first. */
  readonly kind: LimitKind;
  /** When the session ends if nobody does anything. */
  readonly deadline: number;
  /** When the warning opens. */
  readonly warnAt: number;
  /**
   * What is left. Counts whole seconds while a warning is open, the page is visible and somebody subscribes; otherwise it
   * is the value of the last change, and `deadline` is what to trust.
   */
  readonly remaining: number;
  /** What became of "Stay signed in". */
  readonly extension: 'none' | 'pending' | 'failed';
  /** Whether unfinished work is stored here that an end would keep for the same person. Looked at when a warning opens. */
  readonly kept: boolean;
  /** When each limit ends the session, the earliest being the one that does; `Infinity` where there is none. */
  readonly deadlines: Deadlines;
  /** The limits that hold, as they were given or changed by `configure`, in any tab. */
  readonly limits: LimitLengths;
  /**
   * Names of the holds that stand at `now`, in any tab. While one does, `remaining` stands still where `kind` is `idle`. Another
   * tab's are heard of when this one is shown or touched, and at its next boundary.
   */
  readonly heldBy: readonly string[];
  /** Last input that counted, in any tab. */
  readonly lastActivityAt: number;
  /** When the person signed in. */
  readonly signedInAt: number;
  /** The session's own present at the last change. */
  readonly now: number;
}

/** The timer as the session drives it. */
export interface Countdown {
  readonly timer: ReadableStore<TimerState>;
  set(next: Partial<TimerState>): void;
  /** Looks whether to tick: call it when visibility changed. */
  update(): void;
}

const off: Omit<TimerState, 'limits'> = {
  phase: 'off',
  kind: 'idle',
  deadline: 0,
  warnAt: 0,
  remaining: 0,
  extension: 'none',
  kept: false,
  deadlines: { idle: 0, absolute: 0, server: 0 },
  heldBy: [],
  lastActivityAt: 0,
  signedInAt: 0,
  now: 0,
};

export function createCountdown(
  clock: Clock,
  now: () => number,
  visible: () => boolean,
  limits: LimitLengths,
): Countdown {
  const { setState, ...store } = createStore<TimerState>(() => ({ ...off, limits }));
  let subscribers = 0;

  const tick = (): void => {
    const { deadline } = store.getState();
    const at = now();
    setState({ now: at, remaining: Math.max(0, deadline - at) });
    update();
  };
  const alarm = createAlarm(clock, tick);
  /** A tick lands where the number of whole seconds changes, so that 60, 40 and 20 are shown when they are true. */
  const update = (): void => {
    const { phase, deadline } = store.getState();
    const left = phase === 'warning' && subscribers > 0 && visible() ? deadline - now() : 0;
    if (left > 0) alarm.set(left % 1000 || 1000);
    else alarm.clear();
  };

  return {
    timer: {
      ...store,
      subscribe(listener) {
        const stop = store.subscribe(listener);
        let subscribed = 1;
        subscribers++;
        update();
        return () => {
          stop();
          subscribers -= subscribed;
          subscribed = 0;
          update();
        };
      },
    },
    set(next) {
      setState(next);
      update();
    },
    update,
  };
}
