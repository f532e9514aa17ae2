import type { Clock } from '../platform/clock.ts';

/**
 * The session's own time. It starts at wall time and advances by the larger of what the two clocks say has passed:
 * sleep counts even where the monotonic clock stops, and a clock that is set back lengthens nothing.
 */
export interface SteadyTime {
  now(): number;
  /** Never earlier than `moment` from now on, for a document that was opened after the clock had been set back. */
  reach(moment: number): void;
  /** How much of what passed since `moment` only the wall clock says: sleep, or a clock that was set forward. */
  gapAfter(moment: number): number;
  /** Somebody who knows has said what to make of the gaps. */
  closeGaps(): void;
  /** Wall time again, as in a document that was opened now. Only where nobody's time runs: what was stamped before may lie ahead. */
  rebase(): void;
}

/** Clocks drift apart by less between two looks. */
const noticeable = 2000;

export function createSteadyTime(clock: Clock): SteadyTime {
  let wall = clock.wall();
  let monotonic = clock.monotonic();
  let now = wall;
  let gaps: (readonly [at: number, length: number])[] = [];
  const read = (): number => {
    const nextWall = clock.wall();
    const nextMonotonic = clock.monotonic();
    const ran = Math.max(0, nextMonotonic - monotonic);
    const gap = nextWall - wall - ran;
    now += ran + Math.max(0, gap);
    if (gap > noticeable) gaps.push([now, gap]);
    wall = nextWall;
    monotonic = nextMonotonic;
    return now;
  };
  return {
    now: read,
    reach(moment) {
      now = Math.max(read(), moment);
    },
    gapAfter(moment) {
      gaps = gaps.filter(([at]) => at > moment);
      return gaps.reduce((sum, [, length]) => sum + length, 0);
    },
    closeGaps() {
      gaps = [];
    },
    rebase() {
      read();
      now = wall;
      gaps = [];
    },
  };
}
