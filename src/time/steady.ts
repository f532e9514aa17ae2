import type { Clock } from '../platform/clock.ts';
import type { Records } from '../platform/records.ts';

/**
 * The session's own time. It starts at wall time and advances by the larger of what the two clocks say has passed:
 * sleep counts even where the monotonic clock stops, and a clock that is set back lengthens nothing.
 */
export interface SteadyTime {
  now(): number;
  /** What the server's clock says, as far as that was heard: for what people on several devices do, not for limits. */
  real(): number;
  /** The server's clock is ahead of the wall clock by `skew` (behind when negative). */
  hear(skew: number): void;
  /** Never earlier than `moment` from now on, for a document that was opened after the clock had been set back. */
  reach(moment: number): void;
  /** How much of what passed since `moment` only the wall clock says: sleep, or a clock that was set forward. */
  gapAfter(moment: number): number;
  /** Somebody who knows has said what to make of the gaps. */
  closeGaps(): void;
  /** Wall time again, as in a document that was opened now. Only where nobody's time runs: what was stamped before may lie ahead. */
  rebase(): void;
}

/** Milliseconds. Under that, a difference of clocks is the network's. */
export const noticeableSkew = 5000;
/** What is remembered beyond this, some thirty years, is no skew. */
const longestSkew = 1e12;

/**
 * The same, where what was heard of the server's clock is remembered under `key`: what a page does before it hears of it anew, which may be
 * much later without a network, is dated by that.
 */
export function createRememberingTime(clock: Clock, records: Records, key: string): SteadyTime & { recall(): void } {
  const time = createSteadyTime(clock);
  const remembered = (): number => Number(records.read(key)) || 0;
  return {
    ...time,
    hear(skew) {
      time.hear(skew);
      if (Math.abs(skew - remembered()) >= noticeableSkew) records.write(key, skew ? String(skew) : null);
    },
    recall() {
      const skew = remembered();
      if (skew && Math.abs(skew) < longestSkew) time.hear(skew);
    },
  };
}

/** Clocks drift apart by less between two looks. */
const noticeable = 2000;
/** Wall time comes in whole milliseconds. What that makes of a short while would add up, to seconds in an hour of typing. */
const rounding = 2;

export function createSteadyTime(clock: Clock): SteadyTime {
  let now = clock.wall();
  let monotonic = clock.monotonic();
  /** By how much wall time is ahead of the other clock. */
  let lead = now - monotonic;
  let gaps: (readonly [at: number, length: number])[] = [];
  /** By how much the server's clock is ahead of this time, once that is known. */
  let correction: number | null = null;
  const read = (): number => {
    const nextMonotonic = clock.monotonic();
    const nextLead = clock.wall() - nextMonotonic;
    now += Math.max(0, nextMonotonic - monotonic);
    monotonic = nextMonotonic;
    const gap = nextLead - lead;
    if (Math.abs(gap) < rounding) return now;
    lead = nextLead;
    now += Math.max(0, gap);
    if (gap > noticeable) gaps.push([now, gap]);
    return now;
  };
  return {
    now: read,
    real: () => read() + (correction ?? 0),
    hear(skew) {
      correction = clock.wall() + skew - read();
    },
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
      const before = read();
      now = clock.wall();
      if (correction !== null) correction += before - now;
      gaps = [];
    },
  };
}
