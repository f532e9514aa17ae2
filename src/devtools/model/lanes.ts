import type { Observation } from '../observe/observation.ts';
import type { By, Past } from './past.ts';
import { type Area, areas, readRows } from './rows.ts';
import type { Scale } from './scale.ts';
import { formatTook } from './words.ts';

/** Something drawn in a lane of the timeline. */
export interface Mark {
  readonly key: string;
  readonly x: number;
  readonly width: number;
  /** From 0 to 1 of the lane. */
  readonly height: number;
  readonly tone: 'plain' | 'good' | 'warn' | 'bad';
  readonly words: string;
}

/** The least that is seen and can be pointed at. */
const least = 3;

const isInside = ({ left, nowX }: Scale, from: number, to: number): boolean => to >= left - 8 && from <= nowX + 60;

/** A write of a millisecond is low, one of a second fills its lane: each tenfold is a third. */
const heightOf = (took: number): number => Math.min(1, Math.max(0.22, (Math.log10(Math.max(1, took)) + 1) / 4));

/** A lock that is held for longer is a tab's turn at something, and no event: a thin line, so that others are seen beside it. */
const longHold = 3000;

function heightIn(kind: Observation['kind'], took: number): number {
  if (kind === 'write') return heightOf(took);
  return kind === 'lock' && took > longHold ? 0.3 : 1;
}

const all: ReadonlySet<Area> = new Set(areas);

/** What falls on the same pixels is drawn once: nobody can tell it apart, and a lane has no more marks than pixels. */
const crowd = 1.5;

interface Drawn extends Mark {
  /** How many are in it. */
  readonly times: number;
}

/** The worst of several is what is looked for. */
const tones = ['plain', 'good', 'warn', 'bad'] as const;

function gather(before: Drawn, next: Drawn): Drawn {
  const worse = tones.indexOf(next.tone) < tones.indexOf(before.tone) ? before : next;
  return {
    ...before,
    width: Math.max(before.x + before.width, next.x + next.width) - before.x,
    height: Math.max(before.height, next.height),
    tone: worse.tone,
    words: worse.words,
    times: before.times + next.times,
  };
}

/** The marks of one kind of observation: requests, locks, writes or messages. */
export function readMarks(seen: readonly Observation[], kind: Observation['kind'], scale: Scale): Mark[] {
  const drawn: Drawn[] = [];
  for (const each of seen) {
    if (each.kind !== kind) continue;
    // A moment that the session's time was turned over stays where it began.
    const until = each.took === null ? scale.drawnAt : each.at + each.took;
    const [x, end] = [scale.was(each.at), scale.was(until)];
    if (!isInside(scale, x, end)) continue;
    const [row] = readRows([], [each], all);
    if (!row) continue;
    const took = row.took === null ? '' : `, ${formatTook(row.took)}`;
    const mark: Drawn = {
      key: row.key,
      x,
      width: Math.max(least, end - x),
      height: heightIn(kind, each.took ?? (kind === 'lock' ? until - each.at : 0)),
      tone: row.tone,
      words: `${row.what} ${row.text}${took}`,
      times: 1,
    };
    const last = drawn.at(-1);
    const isSame = last && Math.abs(x - last.x) < crowd && Math.abs(mark.x + mark.width - last.x - last.width) < crowd;
    if (last && isSame) drawn[drawn.length - 1] = gather(last, mark);
    else drawn.push(mark);
  }
  return drawn.map(({ times, ...mark }) => (times === 1 ? mark : { ...mark, words: `${times} here. ${mark.words}` }));
}

/** One stroke for each input, as a path; where two would fall on one pixel, one. */
export function strokeInputs(past: Past, by: By, { was, left, nowX }: Scale, top: number, height: number): string {
  let path = '';
  let last = Number.NEGATIVE_INFINITY;
  for (const { at, by: whose } of past.inputs) {
    if (whose !== by) continue;
    const place = was(at);
    if (place < left - 4 || place > nowX + 60 || place - last < 1.5) continue;
    path += `M${place.toFixed(1)} ${top}v${height}`;
    last = place;
  }
  return path;
}

/** Those of several things at moments that are drawn: of what would stand on the same pixels and looks the same, the first. */
export function thin<Thing extends { readonly at: number }>(
  things: readonly Thing[],
  { was, left }: Scale,
  look: (thing: Thing) => string,
): Thing[] {
  const last = new Map<string, number>();
  return things.filter((thing) => {
    const [x, name] = [was(thing.at), look(thing)];
    if (x < left - 8 || x - (last.get(name) ?? Number.NEGATIVE_INFINITY) < crowd) return false;
    last.set(name, x);
    return true;
  });
}
