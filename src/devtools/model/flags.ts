import type { TimerState } from '../../time/countdown.ts';
import type { Flag } from './past.ts';
import type { Scale } from './scale.ts';
import { describeFlag } from './sentence.ts';
import { formatLength } from './words.ts';

/** About how wide a text is in the timeline. */
export const widthOf = (text: string): number => text.length * 6.1 + 8;

/** What is written at a moment to come. */
export interface Ahead {
  readonly name: 'warns' | 'ends';
  readonly text: string;
  readonly line: 0 | 1;
  readonly left: number;
  readonly right: number;
  /** Whether it stands before its moment. */
  readonly before: boolean;
}

/** How long until the warning, and until the end: before the moment where there is room, or where there is none after it either. */
export function placeAhead({ warnAt, deadline, phase }: TimerState, scale: Scale): Ahead[] {
  const place = (name: Ahead['name'], line: 0 | 1, moment: number, what: string): Ahead => {
    const text = `${what} in ${formatLength(moment - scale.drawnAt)}`;
    const x = Math.min(scale.will(moment), scale.right - 2);
    const room = widthOf(text) + 5;
    const before = x - scale.nowX > room || x + room > scale.right;
    const left = before ? x - room : x + 5;
    return { name, text, line, left, right: before ? x - 5 : x + room, before };
  };
  const end = place('ends', 1, deadline, 'ends');
  if (phase === 'off') return [];
  return phase === 'active' ? [place('warns', 0, warnAt, 'warning'), end] : [end];
}

/** A flag with its place. */
export interface Placed extends Flag {
  readonly x: number;
  readonly text: string;
  /** In which line it is written; `null` where there is no room. */
  readonly line: 0 | 1 | null;
}

/** The newest first, each in the first line that has room up to the one after it. */
export function placeFlags(flags: readonly Flag[], ahead: readonly Ahead[], scale: Scale): Placed[] {
  const lines = [0, 1] as const;
  const free = lines.map((line) =>
    Math.min(scale.right, ...ahead.filter((label) => label.line === line).map(({ left }) => left)),
  );
  return flags.toReversed().flatMap((flag) => {
    const [x, text] = [scale.was(flag.at), describeFlag(flag)];
    if (x < scale.left) return [];
    const line = lines.find((row) => x + widthOf(text) <= (free[row] ?? 0)) ?? null;
    if (line !== null) free[line] = x;
    return [{ ...flag, x, text, line }];
  });
}
