/** When something was: milliseconds, and the counter of edits in the same one. */
export type Moment = readonly [ms: number, counter: number];

/** Own stamps as they are packed, with a counter of 0 and otherwise. */
const stamps = /\n([0-9a-z]{8})|"0([0-9a-z]{8})([0-9a-z]{4})(?=\t)/;

const numberIn = (text: string | undefined): number => Number.parseInt(text || '0', 36);

/*
 * Thousands of texts are read at once, and a regular expression that calls a function takes twice as long as one that splits.
 */

/** A packed text with its moments taken out of it: a line's end stands for each. */
export function bare(text: string): readonly [rest: string, moments: readonly Moment[]] {
  // Behind each text stands what was captured.
  const parts = text.split(stamps);
  const moments: Moment[] = [];
  let rest = parts[0] ?? '';
  for (let at = 1; at < parts.length; at += 4) {
    moments.push([numberIn(parts[at] ?? parts[at + 1]), numberIn(parts[at + 2])]);
    rest += `\n${parts[at + 3]}`;
  }
  return [rest, moments];
}

/** The packed text. */
export function dress(rest: string, moments: readonly Moment[]): string {
  const parts = rest.split('\n');
  let text = parts[0] ?? '';
  for (let at = 1; at < parts.length; at++) {
    const [ms, counter] = moments[at - 1] ?? never;
    const moment = ms.toString(36).padStart(8, '0');
    text += (counter ? `"0${moment}${counter.toString(36).padStart(4, '0')}` : `\n${moment}`) + parts[at];
  }
  return text;
}

/** How many there are in a bare text. */
export const countMoments = (rest: string): number => rest.split('\n').length - 1;

/** How long a moment is after another one, nothing where it is the same; and the moment that is so long after it. */
export const since = ([ms, counter]: Moment, before: Moment): string => {
  if (ms === before[0] && counter === before[1]) return '';
  return (ms - before[0]).toString(36) + (counter ? `.${counter.toString(36)}` : '');
};
export const later = (before: Moment, by: string): Moment => {
  if (!by) return before;
  const [ms, counter] = by.split('.');
  return [before[0] + numberIn(ms), numberIn(counter)];
};
export const never: Moment = [0, 0];
