import type { Records } from '../platform/records.ts';
import { type Head, joinHeads, parseHead, writeHead } from './head.ts';

/** A hold of one tab, which alone writes it: until when it was claimed, and when it was released, or 0. */
export type SharedHold = readonly [from: number, claimedUntil: number, releasedAt: number];

/** What tabs share about the time of one epoch. */
export interface SharedTime {
  readonly lastActivityAt: number;
  /** When the server was last asked, and what it said then. */
  readonly touchedAt: number;
  readonly serverIdleAt?: number;
  readonly serverEndAt?: number;
  /** By a name that no other tab gives. What was claimed for no longer than until the last input is left out. */
  readonly holds?: Readonly<Record<string, SharedHold>>;
  /** Limits that were set while the session ran, and when. To be checked by whoever reads them. */
  readonly limits?: readonly [at: number, set: unknown];
}

/**
 * The small record that all tabs of a session share. Head and time stand under different keys, and the time's key names its
 * epoch, so that a tab with a stale view can never write an ended session alive again.
 */
export interface SharedRecord {
  readonly headKey: string;
  /** Written after whatever may bring the end nearer, so that nobody needs to read at each input of another tab. */
  readonly nudgeKey: string;
  head(): Head | null;
  /** The head of a session that hasn't ended. */
  living(): Head | null;
  /** Joins `head` in and returns what now stands. */
  join(head: Head): Head;
  /** Zeros where nothing is known. */
  time(epoch: string): SharedTime;
  /** Larger activity and later server word win. */
  noteTime(epoch: string, time: Partial<SharedTime>): void;
}

export function createSharedRecord(records: Records, name: string): SharedRecord {
  const headKey = `holdfast:${name}:head`;
  const nudgeKey = `holdfast:${name}:nudge`;
  const timeKey = (epoch: string): string => `holdfast:${name}:time:${epoch}`;

  // A text that was read before isn't parsed again.
  let headText: string | null = null;
  let headSeen: Head | null = null;
  const head = (): Head | null => {
    const text = records.read(headKey);
    if (text !== headText) headSeen = parseHead(text);
    headText = text;
    return headSeen;
  };
  /** Two tabs that write at once can lose what one of them wrote; so each remembers what it has seen. */
  let seen: { readonly epoch: string; readonly time: SharedTime; readonly text: string | null } | null = null;
  const time = (epoch: string): SharedTime => {
    const text = records.read(timeKey(epoch));
    const before = seen?.epoch === epoch ? seen : null;
    if (before?.text === text) return before.time;
    const stored = parseTime(text);
    seen = { epoch, time: before ? joinTimes(before.time, stored) : stored, text };
    return seen.time;
  };
  return {
    headKey,
    nudgeKey,
    head,
    living() {
      const here = head();
      return here && !here.ended ? here : null;
    },
    time,
    join(next) {
      const before = head();
      const joined = joinHeads(before, next) ?? next;
      if (before && before.epoch !== joined.epoch) records.write(timeKey(before.epoch), null);
      records.write(headKey, writeHead(joined));
      return joined;
    },
    noteTime(epoch, next) {
      const joined = joinTimes(time(epoch), next);
      const text = JSON.stringify(joined);
      seen = { epoch, time: joined, text };
      records.write(timeKey(epoch), text);
      const released = Object.values(next.holds ?? {}).some((hold) => hold[2]);
      if (released || next.limits) records.write(nudgeKey, JSON.stringify(next));
    },
  };
}

/** Whichever was set later; of the same moment, one of the two, in any tab. */
function joinLimits(a: SharedTime['limits'], b: SharedTime['limits']): SharedTime['limits'] {
  if (!a || !b) return a ?? b;
  return a[0] > b[0] || (a[0] === b[0] && JSON.stringify(a) > JSON.stringify(b)) ? a : b;
}

function joinHolds(a: SharedTime['holds'], b: SharedTime['holds'], lastActivityAt: number): SharedTime['holds'] {
  if (!a && !b) return undefined;
  const joined = new Map(Object.entries(a ?? {}));
  for (const [name, [from, until, released]] of Object.entries(b ?? {})) {
    const [since, claimed, over] = joined.get(name) ?? [from, until, released];
    joined.set(name, [Math.min(since, from), Math.max(claimed, until), Math.max(over, released)]);
  }
  // By the claim, so that a tab that hasn't heard of a release leaves out the same.
  const open = [...joined].filter(([, [, claimed]]) => claimed > lastActivityAt);
  return open.length > 0 ? Object.fromEntries(open) : undefined;
}

/** Larger activity, later server word, later limits, and every hold. */
function joinTimes(before: SharedTime, next: Partial<SharedTime>): SharedTime {
  const { touchedAt = 0 } = next;
  const {
    holds: _,
    limits: __,
    ...newer
  } = touchedAt >= before.touchedAt ? { ...before, ...next } : { ...next, ...before };
  const lastActivityAt = Math.max(before.lastActivityAt, next.lastActivityAt ?? 0);
  const holds = joinHolds(before.holds, next.holds, lastActivityAt);
  const limits = joinLimits(before.limits, next.limits);
  return { ...newer, lastActivityAt, ...(holds && { holds }), ...(limits && { limits }) };
}

const isMoment = (value: unknown): value is number => Number.isFinite(value);

/** Whatever is no moment, no hold and no limits is left out. */
function parseTime(raw: string | null): SharedTime {
  const nothing = { lastActivityAt: 0, touchedAt: 0 };
  try {
    const { holds, limits, ...rest } = JSON.parse(raw ?? '{}') as Record<string, unknown>;
    const moments = Object.entries(rest).filter(([, value]) => isMoment(value));
    const whole = Object.entries(holds ?? {}).filter(
      ([, hold]) => Array.isArray(hold) && hold.slice(0, 3).filter(isMoment).length === 3,
    );
    return {
      ...nothing,
      ...Object.fromEntries(moments),
      ...(whole.length > 0 && { holds: Object.fromEntries(whole) }),
      ...(Array.isArray(limits) && isMoment(limits[0]) && { limits: [limits[0], limits[1]] }),
    };
  } catch {
    return nothing;
  }
}
