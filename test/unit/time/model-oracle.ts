import { type LimitOptions, seconds } from 'holdfast';

export interface ModelLimits {
  readonly timeout: number;
  readonly warning: number;
  readonly lifetime: number;
}
export const limits: ModelLimits = { timeout: seconds(300), warning: seconds(60), lifetime: seconds(1500) };

export const changed = (before: ModelLimits, { idle, lifetime }: LimitOptions): ModelLimits => ({
  timeout: idle?.timeout ?? before.timeout,
  warning: idle?.warning ?? before.warning,
  lifetime: lifetime ?? before.lifetime,
});

/** From when to when a tab was there to claim what it holds. */
interface Presence {
  readonly from: number;
  last: number;
}

/** A hold as it is known from outside: for how long it surely stood, and for how long it may have. */
export interface ModelHold {
  readonly endsAt: number;
  /** By how much the clock was set forward since it began, which is what it has of its length the less. */
  forward: number;
  releasedAt: number;
  /** That it was released may be forgotten. */
  surelyReleasedAt: number;
  sure: Presence[];
  readonly maybe: Presence[];
}

/** What is known from outside of one signing-in. Moments in true time, which no clock and no sleep can move. */
export interface ModelLife {
  readonly bornAt: number;
  /** Last input or extension that counted, and the last that surely is still remembered. */
  activeAt: number;
  sureActiveAt: number;
  readonly holds: ModelHold[];
  /** Which limits may hold; several where it may have been forgotten that they were changed. */
  limits: readonly ModelLimits[];
}

/** How much earlier and later than the truth a document may be. Nothing, while nobody sets the clock. */
export interface Allowance {
  /** For the idle limit, and for whatever else the clock decides. */
  readonly earlyIdle: number;
  readonly early: number;
  readonly late: number;
}
export const exact: Allowance = { earlyIdle: 0, early: 0, late: 0 };

export type Verdict = 'no' | 'maybe' | 'yes';

/** The time of a session by the specification. */
export interface Truth {
  readonly over: Verdict;
  /** Over, and for which reasons it may be. */
  readonly reasons: readonly string[];
  readonly warned: Verdict;
  readonly held: Verdict;
  /** Whether the lifetime is near, which can't be extended. */
  readonly lastly: Verdict;
  /** Milliseconds that are left, at least and at most. */
  readonly left: readonly [least: number, most: number];
}

/** Spec: tolerance 1 s; the last second's input may be known to one tab alone. */
const tolerance = 1000;
/** A claim is good for 150 s and renewed each 60 s. */
const surely = seconds(90);
const possibly = seconds(150);

type Stretch = readonly [from: number, until: number];

/** How long holds stood after `from`, each moment counted once. */
function heldSince(from: number, now: number, stretches: readonly Stretch[]): number {
  let counted = from;
  let length = 0;
  for (const [start, end] of stretches.toSorted(([a], [b]) => a - b)) {
    length += Math.max(0, Math.min(end, now) - Math.max(start, counted));
    counted = Math.max(counted, Math.min(end, now));
  }
  return length;
}

const verdict = (no: boolean, yes: boolean): Verdict => (no ? 'no' : yes ? 'yes' : 'maybe');

const mayStand = ({ holds }: ModelLife): Stretch[] =>
  holds.flatMap(({ endsAt, surelyReleasedAt, maybe }) =>
    maybe.map(({ from, last }): Stretch => [from, Math.min(last + possibly, endsAt, surelyReleasedAt)]),
  );

/** What somebody with a clock of their own answers who is asked how much of the idle limit is left. */
export function idleLeft(life: ModelLife, now: number): number {
  const untouched = now - life.activeAt - heldSince(life.activeAt, now, mayStand(life));
  return Math.min(...life.limits.map(({ timeout }) => timeout - untouched));
}

/** Reads the truth. This is the specification: a session is over when nobody was there for `timeout`, or when it is `lifetime` old. */
export function readTruth(life: ModelLife, now: number, { earlyIdle, early, late }: Allowance = exact): Truth {
  const { bornAt, activeAt, sureActiveAt, holds } = life;
  // A document without a history believes no hold of one that is ahead of it.
  const sure = holds.flatMap(({ endsAt, forward, releasedAt, sure: there }) =>
    earlyIdle > 0
      ? []
      : there.map(({ from, last }): Stretch => [from, Math.min(Math.min(last + surely, endsAt) - forward, releasedAt)]),
  );
  const maybe = mayStand(life);
  const slack = tolerance;
  // Nobody was there for at most and at least so long.
  const idleMost = now - sureActiveAt - heldSince(sureActiveAt, now, sure) + slack;
  const idleLeast = now - activeAt - heldSince(activeAt, now, maybe) - late - slack;
  const oldest = now - bornAt + early + slack;
  const youngest = now - bornAt - late - slack;
  const held = verdict(
    !maybe.some(([from, until]) => from <= now + slack && now <= until + slack + late),
    // Another tab may have looked in the moment before.
    sure.some(([from, until]) => from + slack <= now && now + slack + early < until),
  );
  const every = (holds: (limits: ModelLimits) => boolean): boolean => life.limits.every(holds);
  const some = (holds: (limits: ModelLimits) => boolean): boolean => life.limits.some(holds);
  const isIdle = ({ timeout }: ModelLimits): boolean => idleMost + earlyIdle >= timeout;
  const isOld = ({ lifetime }: ModelLimits): boolean => oldest >= lifetime;
  const idleNear = ({ timeout, warning }: ModelLimits): boolean =>
    idleMost + early >= timeout - warning && held !== 'yes';
  const endNear = ({ lifetime, warning }: ModelLimits): boolean => oldest >= lifetime - warning;
  return {
    over: verdict(
      !some((set) => isIdle(set) || isOld(set)),
      every(({ timeout, lifetime }) => idleLeast >= timeout || youngest >= lifetime),
    ),
    reasons: [
      ...(some(({ timeout }) => idleMost + early >= timeout) ? ['idle'] : []),
      ...(some(isOld) ? ['absolute'] : []),
    ],
    warned: verdict(
      !some((set) => idleNear(set) || endNear(set)),
      every(
        ({ timeout, warning, lifetime }) =>
          (idleLeast >= timeout - warning && held === 'no') || youngest >= lifetime - warning,
      ),
    ),
    lastly: verdict(
      !some(endNear),
      every(({ lifetime, warning }) => youngest >= lifetime - warning),
    ),
    held,
    left: [
      Math.min(...life.limits.map((set) => Math.min(set.timeout - idleMost, set.lifetime - oldest))),
      Math.max(
        ...life.limits.map((set) =>
          // Where the idle clock stands, the lifetime may come first.
          held === 'no'
            ? Math.min(set.timeout - idleLeast, set.lifetime - youngest)
            : Math.max(set.timeout - idleLeast, set.lifetime - youngest),
        ),
      ),
    ],
  };
}
