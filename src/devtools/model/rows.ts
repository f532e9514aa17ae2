import type { Observation } from '../observe/observation.ts';
import type { Told } from './past.ts';
import { count, formatLength, formatTook } from './words.ts';

/** What a row is about, for filters. */
export const areas = ['session', 'tabs', 'network', 'storage', 'locks', 'page'] as const;
export type Area = (typeof areas)[number];

/** One line of the log. */
export interface Row {
  readonly key: string;
  readonly at: number;
  readonly area: Area;
  readonly what: string;
  readonly text: string;
  /** Milliseconds; `null` where it goes on, or takes no time. */
  readonly took: number | null;
  readonly tone: 'plain' | 'good' | 'warn' | 'bad';
  /** How often it happened in a row. */
  readonly times: number;
}

type Said = Omit<Row, 'key' | 'at' | 'times'>;

const good = new Set(['signed-in', 'refreshed', 'extended']);
const warns = new Set(['warning', 'step-up-required', 'clock-skewed', 'signed-in-elsewhere', 'switched-user']);
const bad = new Set(['ended', 'sync']);

function readTold({ type, text }: Told): Said {
  const tone =
    good.has(type) || text === 'durable'
      ? 'good'
      : warns.has(type)
        ? 'warn'
        : bad.has(type) || text.startsWith('volatile')
          ? 'bad'
          : 'plain';
  return { area: type === 'message' ? 'tabs' : 'session', what: type, text, took: null, tone };
}

const lockWords = { waiting: 'waits', held: 'held', released: 'let go', refused: 'not free', lost: 'not got' } as const;
const clockWords = { slept: 'slept', skipped: 'skipped', set: 'was set by' } as const;

function readRequest(seen: Extract<Observation, { kind: 'request' }>): Said {
  const { method, path, status, took, feigned } = seen;
  const came = took === null ? 'under way' : status === null ? 'no answer' : String(status);
  const tone = took === null ? 'plain' : status === null || status >= 400 ? 'bad' : 'plain';
  const by = feigned ? ', by a control' : '';
  return { area: 'network', what: method, text: `${path} · ${came}${by}`, took, tone };
}

function readSeen(seen: Observation): Said {
  switch (seen.kind) {
    case 'write': {
      const strict = seen.strict ? ', strict' : '';
      const text = `${seen.stores.join(', ')} · ${count(seen.keys, 'key')}${strict}${seen.failed ? ', refused' : ''}`;
      return { area: 'storage', what: 'write', text, took: seen.took, tone: seen.failed ? 'bad' : 'plain' };
    }
    case 'lock': {
      const waited = seen.waited >= 1 ? `, waited ${formatTook(seen.waited)}` : '';
      const tone = seen.outcome === 'lost' ? 'warn' : 'plain';
      return {
        area: 'locks',
        what: 'lock',
        text: `${seen.name} · ${lockWords[seen.outcome]}${waited}`,
        took: seen.took,
        tone,
      };
    }
    case 'message': {
      const text = `${seen.type} · ${seen.from.slice(0, 6)}${seen.lost ? ' · lost by a control' : ''}`;
      const what = seen.direction === 'sent' ? 'sent' : 'heard';
      return { area: 'tabs', what, text, took: null, tone: seen.lost ? 'warn' : 'plain' };
    }
    case 'request':
      return readRequest(seen);
    case 'page':
      return { area: 'page', what: 'page', text: seen.event, took: null, tone: 'plain' };
    case 'clock': {
      const by = `${seen.by < 0 ? '−' : ''}${formatLength(Math.abs(seen.by))}`;
      return { area: 'page', what: 'clock', text: `${clockWords[seen.what]} ${by}`, took: null, tone: 'warn' };
    }
    default:
      return { area: 'page', what: 'report', text: seen.message, took: null, tone: 'warn' };
  }
}

/** What says the same several times in a row is one row, as long as none of it takes time. */
function gather(rows: readonly Row[]): Row[] {
  const gathered: Row[] = [];
  for (const row of rows) {
    const last = gathered.at(-1);
    const same = last && row.took === null && last.took === null && row.what === last.what && row.text === last.text;
    if (last && same) gathered[gathered.length - 1] = { ...last, key: row.key, times: last.times + 1 };
    else gathered.push(row);
  }
  return gathered;
}

/** Everything that happened, newest first. Where messages are seen below the session, its own word of them is left out. */
export function readRows(told: readonly Told[], seen: readonly Observation[] | null, shown: ReadonlySet<Area>): Row[] {
  const own = told
    .filter(({ type }) => seen === null || type !== 'message')
    .map((each): Row => ({ key: `s${each.id}`, at: each.at, times: 1, ...readTold(each) }));
  const below = (seen ?? []).map((each): Row => ({ key: `o${each.id}`, at: each.at, times: 1, ...readSeen(each) }));
  return gather([...own, ...below].filter(({ area }) => shown.has(area)).sort((a, b) => b.at - a.at));
}
