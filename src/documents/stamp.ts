/**
 * When an edit was made: milliseconds and a counter in a fixed width, then the replica that made it. Stamps compare as texts, never
 * repeat, and grow from cause to effect even where clocks differ or are set back (a hybrid logical clock).
 */
export type Stamp = string;

const msWidth = 9;
const head = 13;
/** Foreign stamps further ahead than this come from a clock that is wrong; they count, but they don't drag ours along. */
const tolerance = 300_000;

const encode = (ms: number, counter: number): string =>
  ms.toString(36).padStart(msWidth, '0') + counter.toString(36).padStart(head - msWidth, '0');

/** The moment in a stamp, in milliseconds since 1970. */
export const momentOf = (stamp: Stamp): number => Number.parseInt(stamp.slice(0, msWidth), 36);

/** Who made it. */
export const replicaOf = (stamp: Stamp): string => stamp.slice(head);

/** A number of three figures in base 36 that seldom is the same for two replicas. Takes a stamp, too: it ends with one. */
export const spreadOf = (replica: string): number =>
  Array.from(replica.slice(-8)).reduce((n, sign) => (n * 61 + sign.charCodeAt(0)) % 36 ** 3, 0);

export const isStamp = (value: unknown): value is Stamp => typeof value === 'string' && /^[0-9a-z]{13}./.test(value);

const next = (moment: string): string => {
  const counter = Number.parseInt(moment.slice(msWidth), 36) + 1;
  return counter < 36 ** (head - msWidth) ? encode(momentOf(moment), counter) : encode(momentOf(moment) + 1, 0);
};

/** The earliest that `replica` could have made after `stamp`. */
export const justAfter = (stamp: Stamp, replica: string): Stamp => next(stamp.slice(0, head)) + replica;

export interface StampClock {
  /** A stamp above all that were given or observed, and in any case above `after`. */
  tick(replica: string, after?: Stamp): Stamp;
  /** Takes note of a stamp that was read. */
  observe(stamp: Stamp): void;
}

export function createStampClock(now: () => number): StampClock {
  let last = '';
  const observe = (stamp: Stamp): void => {
    if (stamp > last && stamp.slice(0, head) > last && momentOf(stamp) <= now() + tolerance)
      last = stamp.slice(0, head);
  };
  return {
    observe,
    tick(replica, after = '') {
      const given = after.slice(0, head);
      const above = given > last ? given : last;
      const wall = encode(Math.max(0, Math.floor(now())), 0);
      const moment = wall > above ? wall : next(above);
      if (above === last) last = moment;
      else observe(moment);
      return moment + replica;
    },
  };
}
