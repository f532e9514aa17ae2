import { toBase64 } from '../foundation/base64.ts';
import { bare, countMoments, dress, later, type Moment, never, since } from './moments.ts';

/*
 * A change of a packed text (`packParts`). Four signs say which text it is of. Moments of stamps stand for themselves, since they differ
 * at every edit: how long each is after the one that stood there. Then a number says how much is the same at the end, another one how
 * much was taken away before that, and behind stands what came instead. How much is the same at the start follows from these.
 */

/**
 * Tells one whole of an element from another by four signs (FNV-1a, 24 bits of it). Whoever writes a whole removes what was a change of the one
 * before, so it has to tell them apart only where something went wrong.
 */
function check(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  const folded = hash ^ (hash >>> 24);
  return toBase64(Uint8Array.of(folded >> 16, folded >> 8, folded));
}

/** Numbers are of signs that stand in no time, and know where they end: the last is one of 30, those before it are of nine others. */
const first = 58;
const [ends, others] = [30, 9];
const othersOf = (n: number): string =>
  n ? othersOf(Math.floor(n / others)) + String.fromCharCode(first + ends + (n % others)) : '';
const signsOf = (n: number): string => othersOf(Math.floor(n / ends)) + String.fromCharCode(first + (n % ends));
const numberOf = (signs: string): number =>
  Array.from(signs).reduce((n, sign) => {
    const value = sign.charCodeAt(0) - first;
    return value < ends ? n * ends + value : n * others + value - ends;
  }, 0);
const form = /^([\w-]{4})([-.0-9a-z,]*)([X-`]*[:-W])([X-`]*[:-W])/;

const isHigh = (code: number): boolean => (code & 0xfc00) === 0xd800;
const isLow = (code: number): boolean => (code & 0xfc00) === 0xdc00;

/** How much of two texts is the same, at the start and at the end. A sign of two halves is never cut: nothing could encode them. */
function common(before: string, after: string): readonly [start: number, end: number] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  if (isHigh(after.charCodeAt(start - 1))) start--;
  let end = 0;
  while (end < most - start && before.charCodeAt(before.length - end - 1) === after.charCodeAt(after.length - end - 1))
    end++;
  if (isLow(after.charCodeAt(after.length - end))) end--;
  return [start, end];
}

const latest = (moments: readonly Moment[]): Moment =>
  moments.reduce((last, moment) => (moment[0] > last[0] ? moment : last), never);

/** The moments that those of a text are told from, where it begins and ends as the old one does: a new one from the latest of the old. */
function earlier(olds: readonly Moment[], start: string, between: string, end: string): readonly Moment[] {
  const from = latest(olds);
  return [
    ...olds.slice(0, countMoments(start)),
    ...Array.from({ length: countMoments(between) }, () => from),
    ...olds.slice(olds.length - countMoments(end)),
  ];
}

/**
 * Says how other texts differ from `before`, which is looked at once. Null where most of what stood there was replaced: who takes
 * something back wants it gone, and a change leaves it where it is.
 */
export function createChanges(before: string): (after: string) => string | null {
  const [old, olds] = bare(before);
  const name = check(before);
  return (after) => {
    const [rest, news] = bare(after);
    const [start, end] = common(old, rest);
    if (old.length > 2 * (start + end)) return null;
    const to = rest.length - end;
    const between = rest.slice(start, to);
    const isAligned = news.length === olds.length && !between.includes('\n');
    const from = isAligned ? olds : earlier(olds, rest.slice(0, start), between, rest.slice(to));
    const times = news.map((moment, at) => since(moment, from[at] ?? never));
    while (times.at(-1) === '') times.pop();
    return `${name}${times.join()}${signsOf(end)}${signsOf(old.length - start - end)}${between}`;
  };
}

/** What `before` became. Null where it is a change of another text; empty where it makes no sense. */
export function applyChange(before: string, change: string): string | null {
  const [head, name, times = '', same = '', gone = ''] = form.exec(change) ?? [];
  if (head === undefined) return '';
  if (check(before) !== name) return null;
  const [old, olds] = bare(before);
  const to = old.length - numberOf(same);
  const from = to - numberOf(gone);
  if (from < 0) return '';
  const parts = [old.slice(0, from), change.slice(head.length), old.slice(to)] as const;
  const added = times.split(',');
  return dress(
    parts.join(''),
    earlier(olds, ...parts).map((moment, at) => later(moment, added[at] ?? '')),
  );
}
