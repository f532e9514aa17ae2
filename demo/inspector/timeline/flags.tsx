import type { TimerState } from 'holdfast';
import type { JSX } from 'react';
import type { Flag } from './history.ts';
import type { Scale } from './scale.ts';
import { describeFlag, formatLength } from './words.ts';

/** About how wide a text is in the picture. */
export const widthOf = (text: string): number => text.length * 6.2 + 8;

/** Above the strip there are two lines for text. */
const lines = [0, 1] as const;
const lineHeight = 14;

/** What is written at a moment to come. */
interface Label {
  readonly name: 'warns' | 'ends';
  readonly text: string;
  readonly line: 0 | 1;
  readonly left: number;
  readonly right: number;
  /** Whether it stands before its moment. */
  readonly before: boolean;
}

/** How long until the warning, and until the end: before the moment where there is room, after it otherwise. */
export function placeAhead({ warnAt, deadline, phase }: TimerState, scale: Scale): Label[] {
  const place = (name: Label['name'], line: 0 | 1, moment: number, what: string): Label => {
    const text = `${what} in ${formatLength(moment - scale.drawnAt)}`;
    const x = Math.min(scale.x(moment), scale.width - 2);
    const before = x - scale.nowX > widthOf(text) + 5;
    const left = before ? x - 5 - widthOf(text) : x + 5;
    return { name, text, line, left, right: before ? x - 5 : left + widthOf(text), before };
  };
  const end = place('ends', 1, deadline, 'ends');
  return phase === 'active' ? [place('warns', 0, warnAt, 'warning'), end] : [end];
}

export function Ahead({ labels }: { readonly labels: readonly Label[] }): JSX.Element {
  return (
    <>
      {labels.map(({ name, text, line, left, right, before }) => (
        <text
          key={name}
          className={`above ${name}`}
          x={before ? right : left}
          y={line * lineHeight + 11}
          textAnchor={before ? 'end' : 'start'}
        >
          {text}
        </text>
      ))}
    </>
  );
}

interface Placed extends Flag {
  readonly x: number;
  readonly text: string;
  /** In which line it is written; `null` where there is no room. */
  readonly line: 0 | 1 | null;
}

interface FlagsProps {
  readonly flags: readonly Flag[];
  readonly ahead: readonly Label[];
  readonly scale: Scale;
  readonly bottom: number;
}

/** The newest first, each in the first line that has room up to the one after it. */
function place({ flags, ahead, scale }: FlagsProps): Placed[] {
  const free = lines.map((line) =>
    Math.min(scale.width, ...ahead.filter((label) => label.line === line).map(({ left }) => left)),
  );
  return flags.toReversed().flatMap((flag) => {
    const [x, text] = [scale.x(flag.at), describeFlag(flag)];
    if (x < -widthOf(text)) return [];
    const line = lines.find((row) => x + widthOf(text) <= (free[row] ?? 0)) ?? null;
    if (line !== null) free[line] = x;
    return [{ ...flag, x, text, line }];
  });
}

/** What happened, each at its pole. */
export function Flags(props: FlagsProps): JSX.Element {
  return (
    <>
      {place(props).map(({ id, kind, x, text, line }) => (
        <g key={id} className="flag" data-kind={kind}>
          <path d={`M${x} ${line === 0 ? 2 : lineHeight + 2}V${props.bottom}`} />
          {line !== null && (
            <text className="above" x={x + 4} y={line * lineHeight + 11}>
              {text}
            </text>
          )}
        </g>
      ))}
    </>
  );
}
