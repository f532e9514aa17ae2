/*
 * A change of a packed text (`packParts`): which text it is of, then what differs. Moments of stamps stand for themselves: they differ
 * at every edit, and before everything else that does. Then how much is the same at the start and at the end, and what stands between.
 */

/** When: milliseconds, and the counter of edits in the same one. */
type Moment = readonly [ms: number, counter: number];

/** Own stamps as they are packed, with a counter of 0 and otherwise. */
const stamps = /\n([0-9a-z]{8})|"0([0-9a-z]{8})([0-9a-z]{4})(?=\t)/g;

const numberIn = (text: string | undefined): number => Number.parseInt(text || '0', 36);

/** A text with its moments taken out of it. */
function bare(text: string): readonly [rest: string, moments: readonly Moment[]] {
  const moments: Moment[] = [];
  const rest = text.replace(stamps, (_, round?: string, ms?: string, counter?: string) => {
    moments.push([numberIn(round ?? ms), numberIn(counter)]);
    return '\n';
  });
  return [rest, moments];
}

const dress = (rest: string, moments: readonly Moment[]): string => {
  let at = 0;
  return rest.replace(/\n/g, () => {
    const [ms, counter] = moments[at++] ?? [0, 0];
    const text = ms.toString(36).padStart(8, '0');
    return counter ? `"0${text}${counter.toString(36).padStart(4, '0')}` : `\n${text}`;
  });
};

/** How long a moment is after another one, nothing where it is the same; and the moment that is so long after it. */
const since = ([ms, counter]: Moment, before: Moment): string => {
  if (ms === before[0] && counter === before[1]) return '';
  return (ms - before[0]).toString(36) + (counter ? `.${counter.toString(36)}` : '');
};
const later = (before: Moment, by: string): Moment => {
  const [ms, counter] = by.split('.');
  return by ? [before[0] + numberIn(ms), numberIn(counter)] : before;
};
const never: Moment = [0, 0];

const letters = 26;
const checkLength = 5;

/**
 * Tells one whole of an element from another by five capital letters (FNV-1a). Whoever writes a whole removes what was a change of the
 * one before, so it has to tell them apart only where something went wrong.
 */
function check(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  let rest = hash >>> 0;
  return Array.from({ length: checkLength }, () => {
    const letter = String.fromCharCode(65 + (rest % letters));
    rest = Math.floor(rest / letters);
    return letter;
  }).join('');
}

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

/**
 * Says how other texts differ from `before`, which is looked at once; that begins with a capital letter. Null where most of what stood there was replaced: who takes
 * something back wants it gone, and a change leaves it where it is.
 */
export function createChanges(before: string): (after: string) => string | null {
  const [old, olds] = bare(before);
  const name = check(before);
  return (after) => {
    const [rest, news] = bare(after);
    const [start, end] = common(old, rest);
    if (old.length > 2 * (start + end)) return null;
    const times = news.map((moment, at) => since(moment, olds[at] ?? never));
    while (times.at(-1) === '') times.pop();
    const between = rest.slice(start, rest.length - end);
    return `${name}${times.join()};${start.toString(36)},${end.toString(36)},${between}`;
  };
}

/** What `before` became. Null where it is a change of another text; empty where it makes no sense. */
export function applyChange(before: string, change: string): string | null {
  if (check(before) !== change.slice(0, checkLength)) return null;
  const [head, times = '', start = '', end = ''] =
    /^([-.0-9a-z,]*);([0-9a-z]+),([0-9a-z]+),/.exec(change.slice(checkLength)) ?? [];
  if (head === undefined) return '';
  const [old, olds] = bare(before);
  const [from, to] = [numberIn(start), old.length - numberIn(end)];
  if (from > to) return '';
  const rest = old.slice(0, from) + change.slice(checkLength + head.length) + old.slice(to);
  const added = times.split(',');
  const count = rest.split('\n').length - 1;
  return dress(
    rest,
    Array.from({ length: count }, (_, at) => later(olds[at] ?? never, added[at] ?? '')),
  );
}
