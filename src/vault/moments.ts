/** When something was: milliseconds, and the counter of edits in the same one. */
export type Moment = readonly [ms: number, counter: number];

/** Own stamps as they are packed, with a counter of 0 and otherwise. */
const stamps = /\n([0-9a-z]{8})|"0([0-9a-z]{8})([0-9a-z]{4})(?=\t)/g;

const numberIn = (text: string | undefined): number => Number.parseInt(text || '0', 36);

/** A packed text with its moments taken out of it: a line's end stands for each. */
export function bare(text: string): readonly [rest: string, moments: readonly Moment[]] {
  const moments: Moment[] = [];
  const rest = text.replace(stamps, (_, round?: string, ms?: string, counter?: string) => {
    moments.push([numberIn(round ?? ms), numberIn(counter)]);
    return '\n';
  });
  return [rest, moments];
}

/** The packed text. */
export function dress(rest: string, moments: readonly Moment[]): string {
  let at = 0;
  return rest.replace(/\n/g, () => {
    const [ms, counter] = moments[at++] ?? never;
    const text = ms.toString(36).padStart(8, '0');
    return counter ? `"0${text}${counter.toString(36).padStart(4, '0')}` : `\n${text}`;
  });
}

/** How many there are in a bare text. */
export const countMoments = (rest: string): number => rest.split('\n').length - 1;

/** How long a moment is after another one, nothing where it is the same; and the moment that is so long after it. */
export const since = ([ms, counter]: Moment, before: Moment): string => {
  if (ms === before[0] && counter === before[1]) return '';
  return (ms - before[0]).toString(36) + (counter ? `.${counter.toString(36)}` : '');
};
export const later = (before: Moment, by: string): Moment => {
  const [ms, counter] = by.split('.');
  return by ? [before[0] + numberIn(ms), numberIn(counter)] : before;
};
export const never: Moment = [0, 0];
