import type { Records } from '../platform/records.ts';
import { type Head, joinHeads, parseHead, writeHead } from './head.ts';

/** What tabs share about the time of one epoch. */
export interface SharedTime {
  readonly lastActivityAt: number;
  /** When the server was last asked, and what it said then. */
  readonly touchedAt: number;
  readonly serverIdleAt?: number;
  readonly serverEndAt?: number;
}

/**
 * The small record that all tabs of a session share. Head and time stand under different keys, and the time's key names its
 * epoch, so that a tab with a stale view can never write an ended session alive again.
 */
export interface SharedRecord {
  readonly headKey: string;
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
  const timeKey = (epoch: string): string => `holdfast:${name}:time:${epoch}`;

  const head = (): Head | null => parseHead(records.read(headKey));
  /** Two tabs that write at once can lose what one of them wrote; so each remembers what it has seen. */
  let seen: { readonly epoch: string; readonly time: SharedTime } | null = null;
  const time = (epoch: string): SharedTime => {
    const stored = parseTime(records.read(timeKey(epoch)));
    seen = { epoch, time: seen?.epoch === epoch ? joinTimes(seen.time, stored) : stored };
    return seen.time;
  };
  return {
    headKey,
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
      seen = { epoch, time: joinTimes(time(epoch), next) };
      records.write(timeKey(epoch), JSON.stringify(seen.time));
    },
  };
}

/** Larger activity and later server word win. */
function joinTimes(before: SharedTime, next: Partial<SharedTime>): SharedTime {
  const { touchedAt = 0, lastActivityAt = 0 } = next;
  const newer = touchedAt >= before.touchedAt ? { ...before, ...next } : { ...next, ...before };
  return { ...newer, lastActivityAt: Math.max(before.lastActivityAt, lastActivityAt) };
}

/** Whatever is no moment is left out. */
function parseTime(raw: string | null): SharedTime {
  const nothing = { lastActivityAt: 0, touchedAt: 0 };
  try {
    const moments = Object.entries(JSON.parse(raw ?? '{}')).filter(([, value]) => Number.isFinite(value));
    return { ...nothing, ...Object.fromEntries(moments) };
  } catch {
    return nothing;
  }
}
