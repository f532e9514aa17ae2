/**
 * Where an item stands: six digits, in base 36, and as many more as it takes to stand between two others. Positions compare as
 * texts. What is put at either end counts up or down, and so does what is put into one gap again and again, from whichever side: a
 * list may grow as long as it likes there and its positions don't. Only a gap that is narrowed from both sides in turn takes a digit
 * for every other item or so, as any order that others may know already has to.
 */
export type Position = string;

const width = 6;
const base = 36;
const middle = base ** width / 2;

export const isPosition = (value: unknown): value is Position =>
  typeof value === 'string' && /^[0-9a-z]{6}([0-9a-z]*[1-9a-z])?$/.test(value);

const place = (n: number): Position => n.toString(base).padStart(width, '0');
const whole = (position: Position): number => Number.parseInt(position.slice(0, width), base);

/** Digits that are looked at together within a gap, and how far apart is left what is put into it one after the other. */
const depth = 4;
const all = base ** depth;
const stride = base;

const digits = (n: number): string => n.toString(base).padStart(depth, '0');
const number = (text: string): number => Number.parseInt(text.slice(0, depth).padEnd(depth, '0'), base);

/** Digits behind those of `a` and before those of `b` (null: before nothing), also with any others after them. */
function between(a: string, b: string | null): string {
  let same = 0;
  while (b !== null && same < a.length && a[same] === b[same]) same += 1;
  const [from, to] = [a.slice(same), b === null ? null : b.slice(same)];
  const [low, high] = [number(from), to === null ? all : number(to)];
  const half = Math.floor((high - low) / 2);
  if (half === 0) {
    const rest = low === high && to !== null ? to.slice(depth) : null;
    return a.slice(0, same) + digits(low) + between(from.slice(depth), rest);
  }
  const step = Math.min(stride, half);
  // Close to the only neighbour within the gap: so a run of items has all of the rest before it.
  const made = !from === (to === null) ? low + half : from ? low + (to === null ? step : half) : high - step;
  return a.slice(0, same) + digits(made);
}

/** Of the `n`th of those that were written as one list. */
export const positionAt = (n: number): Position => place(middle + n);

/**
 * A position behind `before` and ahead of `after`; null where there is nothing. `sign` tells apart what two tabs put into the
 * same gap, so that there is room between them later.
 */
export function positionBetween(before: Position | null, after: Position | null, sign: string): Position {
  const tail = sign.replace(/0+$/, '');
  if (before === null) return place(after === null ? middle : whole(after) - 1) + tail;
  if (after === null || whole(after) > whole(before) + 1) return place(whole(before) + 1) + tail;
  const end = whole(after) === whole(before) ? after.slice(width) : null;
  return before.slice(0, width) + between(before.slice(width), end) + (tail || '1');
}
