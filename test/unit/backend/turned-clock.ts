import type { Clock } from '../../../demo/backend/clock.ts';

/** A clock that stands still until it is turned. */
export interface TurnedClock extends Clock {
  /** Turns it, and wakes whoever is due, in order. */
  sleep(ms: number): void;
  /** How many wait to be woken. */
  waiting(): number;
}

export function createTurnedClock(start: number = Date.UTC(2030, 0, 1)): TurnedClock {
  let now = start;
  const alarms = new Set<{ readonly at: number; readonly run: () => void }>();
  return {
    now: () => now,
    after(ms, run) {
      const alarm = { at: now + ms, run };
      alarms.add(alarm);
      return () => void alarms.delete(alarm);
    },
    sleep(ms) {
      const end = now + ms;
      for (;;) {
        const [next] = [...alarms].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (!next) break;
        alarms.delete(next);
        now = next.at;
        next.run();
      }
      now = end;
    },
    waiting: () => alarms.size,
  };
}
