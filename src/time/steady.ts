import type { Clock } from '../platform/clock.ts';

/**
 * The session's own time. It starts at wall time and advances by the larger of what the two clocks say has passed:
 * sleep counts even where the monotonic clock stops, and a clock that is set back lengthens nothing.
 */
export interface SteadyTime {
  now(): number;
  /** Never earlier than `moment` from now on, for a document that was opened after the clock had been set back. */
  reach(moment: number): void;
}

export function createSteadyTime(clock: Clock): SteadyTime {
  let wall = clock.wall();
  let monotonic = clock.monotonic();
  let now = wall;
  const read = (): number => {
    const nextWall = clock.wall();
    const nextMonotonic = clock.monotonic();
    now += Math.max(0, nextWall - wall, nextMonotonic - monotonic);
    wall = nextWall;
    monotonic = nextMonotonic;
    return now;
  };
  return {
    now: read,
    reach(moment) {
      now = Math.max(read(), moment);
    },
  };
}
