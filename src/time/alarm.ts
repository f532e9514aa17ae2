import type { Clock } from '../platform/clock.ts';

/** The one timer of a document's limits: it only says when to look again. */
export interface Alarm {
  /** Rings once, `ms` from now; an earlier setting is forgotten. */
  set(ms: number): void;
  /** Rings once, in `ms` at the latest: one that is set for sooner stays, since whoever only looks again may do so early, and once. */
  within(ms: number): void;
  clear(): void;
}

export function createAlarm(clock: Clock, ring: () => void): Alarm {
  let cancel: (() => void) | undefined;
  let due = 0;
  const clear = (): void => {
    cancel?.();
    cancel = undefined;
  };
  const set = (ms: number): void => {
    clear();
    // By the clock that timers hang on.
    due = clock.monotonic() + ms;
    cancel = clock.after(Math.max(0, ms), () => {
      cancel = undefined;
      ring();
    });
  };
  return {
    set,
    within(ms) {
      // To the millisecond, which fractions of one are not worth a timer.
      if (!cancel || clock.monotonic() + ms < due - 1) set(ms);
    },
    clear,
  };
}
