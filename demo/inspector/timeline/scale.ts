import { hours, minutes, seconds } from 'holdfast';

/** How much of time is shown: a minute, enough for the limit that comes first, or from the sign-in to the last limit. */
export type Zoom = 'minute' | 'limits' | 'whole';

/** Lengths at which a strip of time reads well. */
const spans = [
  ...[20, 30, 45].map(seconds),
  ...[1, 1.5, 2, 3, 4, 6, 8, 12, 18, 25, 40].map(minutes),
  ...[1, 1.5, 2, 3, 4, 6, 8, 12, 18, 24, 36, 48, 72].map(hours),
];

const steps = [
  ...[5, 10, 15, 30].map(seconds),
  ...[1, 2, 5, 10, 15, 30].map(minutes),
  ...[1, 2, 3, 6, 12, 24].map(hours),
];

/** Where the present stands in the strip, of its width: what comes is worth more room than what was. */
const presentAt = 0.36;
/** The names of the lanes stand in the past. */
const leastPast = 118;

/** Places moments in a strip of `width` pixels. */
export interface Scale {
  readonly width: number;
  /** The moment that was the present when the strip was drawn, and where it stands. */
  readonly drawnAt: number;
  readonly nowX: number;
  readonly pixelsPerMs: number;
  x(moment: number): number;
  /** The same, within reach: far things end a little outside the strip. */
  near(moment: number): number;
}

export function createScale(width: number, ahead: number, drawnAt: number): Scale {
  const nowX = Math.max(leastPast, Math.round(width * presentAt));
  const pixelsPerMs = (width - nowX) / ahead;
  const x = (moment: number): number => nowX + (moment - drawnAt) * pixelsPerMs;
  const near = (moment: number): number => Math.min(width + 40, Math.max(-40, x(moment)));
  return { width, drawnAt, nowX, pixelsPerMs, x, near };
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
export function chooseStep(pixelsPerMs: number, room: number): number {
  return steps.find((step) => step * pixelsPerMs >= room) ?? hours(48);
}
