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
  time(epoch: string): SharedTime | null;
  /** Larger activity and later server word win. */
  noteTime(epoch: string, time: Partial<SharedTime>): void;
}

export function createSharedRecord(records: Records, name: string): SharedRecord {
  const headKey = `holdfast:${name}:head`;
  const timeKey = (epoch: string): string => `holdfast:${name}:time:${epoch}`;

  const head = (): Head | null => parseHead(records.read(headKey));
  const time = (epoch: string): SharedTime | null => parseTime(records.read(timeKey(epoch)));
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
      const before = time(epoch);
      const newer = (next.touchedAt ?? 0) >= (before?.touchedAt ?? 0) ? { ...before, ...next } : { ...next, ...before };
      const lastActivityAt = Math.max(before?.lastActivityAt ?? 0, next.lastActivityAt ?? 0);
      records.write(timeKey(epoch), JSON.stringify({ ...newer, lastActivityAt }));
    },
  };
}

/** Whatever is no moment is left out. */
function parseTime(raw: string | null): SharedTime | null {
  try {
    const moments = Object.entries(JSON.parse(raw ?? '{}')).filter(([, value]) => Number.isFinite(value));
    const time: SharedTime = { touchedAt: 0, lastActivityAt: Number.NaN, ...Object.fromEntries(moments) };
    return time.lastActivityAt >= 0 ? time : null;
  } catch {
    return null;
  }
}
