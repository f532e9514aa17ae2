/**
 * Where an item stands: six digits, in base 36, and as many more as it takes to stand between two others. Positions compare as
 * texts. What is put at either end counts up or down, so that a list may grow as long as it likes and its positions don't.
 */
export type Position = string;

const width = 6;
const base = 36;
const middle = base ** width / 2;

export const isPosition = (value: unknown): value is Position =>
  typeof value === 'string' && /^[0-9a-z]{6}([0-9a-z]*[1-9a-z])?$/.test(value);

const place = (n: number): Position => n.toString(base).padStart(width, '0');
const whole = (position: Position): number => Number.parseInt(position.slice(0, width), base);
const digit = (text: string, at = 0): number => Number.parseInt(text[at] ?? '0', base);

/** Digits behind those of `a` and before those of `b`, also with any others after them. */
function between(a: string, b: string | null): string {
  const [from, to] = [digit(a), b === null ? base : digit(b)];
  if (to - from > 1) return Math.floor((from + to) / 2).toString(base);
  return from.toString(base) + between(a.slice(1), b !== null && from === to ? b.slice(1) : null);
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
  return before.slice(0, width) + between(before.slice(width), end) + tail;
}
