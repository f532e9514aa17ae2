import type { JSX } from 'react';
import type { Ahead, Placed } from '../../model/flags.ts';

const lineHeight = 15;

/** What happened, each at its pole. */
export function Flags({
  placed,
  bottom,
}: {
  readonly placed: readonly Placed[];
  readonly bottom: number;
}): JSX.Element {
  return (
    <>
      {placed.map(({ id, kind, x, text, line }) => (
        <g key={id} className="flag" data-kind={kind}>
          <path d={`M${x} ${line === 0 ? 2 : lineHeight + 2}V${bottom}`} />
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

/** What is to come, in words above its moment. */
export function AheadWords({ labels }: { readonly labels: readonly Ahead[] }): JSX.Element {
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
