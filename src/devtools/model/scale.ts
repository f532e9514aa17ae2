import { hours, minutes, seconds } from '../../foundation/durations.ts';

/** How far ahead one looks: to the limit that comes first, or to the last one. */
export type Zoom = 'limit' | 'whole';

/** Lengths at which a strip of time reads well. */
const spans = [
  ...[20, 30, 45].map(seconds),
  ...[1, 1.5, 2, 3, 4, 6, 8, 12, 18, 25, 40].map(minutes),
  ...[1, 1.5, 2, 3, 4, 6, 8, 12, 18, 24, 36, 48, 72].map(hours),
];

const steps = [
  ...[1, 2, 5, 10, 15, 30].map(seconds),
  ...[1, 2, 5, 10, 15, 30].map(minutes),
  ...[1, 2, 3, 6, 12, 24].map(hours),
];

/**
 * Places moments in a strip between `left` and `right` pixels, the present in between. What was and what comes have scales of their own:
 * a write takes a millisecond, a limit a quarter of an hour.
 */
export interface Scale {
  readonly left: number;
  readonly right: number;
  /** The moment that was the present when the strip was drawn, and where it stands. */
  readonly drawnAt: number;
  readonly nowX: number;
  /** Pixels in a millisecond of what was, and of what comes. */
  readonly wasRate: number;
  readonly willRate: number;
  /** Where something that was stands. Far things end a little outside the strip, here and below. */
  was(moment: number): number;
  /** Where something that comes stands. */
  will(moment: number): number;
}

/** `back` and `ahead`: how much of what was and of what comes there is room for, in milliseconds. */
export function createScale(left: number, right: number, back: number, ahead: number, drawnAt: number): Scale {
  const nowX = Math.round((left + right) / 2);
  const [wasRate, willRate] = [(nowX - left) / back, (right - nowX) / ahead];
  const near = (x: number): number => Math.min(right + 40, Math.max(left - 40, x));
  return {
    left,
    right,
    drawnAt,
    nowX,
    wasRate,
    willRate,
    was: (moment) => near(nowX + (moment - drawnAt) * wasRate),
    will: (moment) => near(nowX + (moment - drawnAt) * willRate),
  };
}

/**
 * How far ahead the strip looks, so that `need` fits with a little room. A scale that changes is hard to read, so the one before is kept
 * while it is neither too short nor far too long.
 */
export function chooseSpan(need: number, before: number | null): number {
  const wanted = need * 1.06;
  if (before !== null && before >= wanted && wanted > before * 0.6) return before;
  return spans.find((span) => span >= wanted) ?? wanted;
}

/** How far apart the marks of the axis stand: never closer than what is written at them is wide. */
export function chooseStep(rate: number, room: number): number {
  return steps.find((step) => step * rate >= room) ?? hours(48);
}

/** Round moments between two, `step` apart. `shift`: milliseconds from here to Greenwich, since days begin at the place's midnight. */
export function readTicks(from: number, to: number, step: number, shift: number): number[] {
  const first = Math.ceil((from - shift) / step) * step + shift;
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, index) => first + index * step);
}
