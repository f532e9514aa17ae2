import type { JSX } from 'react';
import { type Mark, readMarks, strokeInputs } from '../../model/lanes.ts';
import type { By, Past } from '../../model/past.ts';
import type { Scale } from '../../model/scale.ts';
import type { Observation } from '../../observe/observation.ts';
import { laneHeight } from './layout.ts';

interface LaneProps {
  readonly scale: Scale;
  readonly top: number;
}

/** A line from where somebody began to look, so that an empty past can be told from an unknown one. */
export function Rail({ scale, top, from }: LaneProps & { readonly from: number }): JSX.Element {
  const [y, begin] = [top + laneHeight / 2, scale.was(from)];
  return (
    <>
      <path className="rail unknown" d={`M${scale.left - 40} ${y}H${begin}`} />
      <path className="rail" d={`M${begin} ${y}H${scale.nowX + 40}`} />
    </>
  );
}

/** Input in this tab, or in any other. */
export function Inputs({ past, scale, top, by }: LaneProps & { readonly past: Past; readonly by: By }): JSX.Element {
  const count = past.inputs.filter((input) => input.by === by).length;
  return (
    <g data-lane={by} data-count={count}>
      <path className={`input ${by}`} d={strokeInputs(past, by, scale, top, laneHeight)} />
    </g>
  );
}

/** Bars for as long as the idle clock stood, and will stand as far as is known. */
export function Holds({
  past,
  scale,
  top,
  claimed,
}: LaneProps & { readonly past: Past; readonly claimed: number | null }): JSX.Element {
  return (
    <g data-lane="holds" data-count={past.holds.length}>
      {past.holds.map(({ name, from, until }) => {
        // Nobody says when one lapses in another tab.
        const end = until ?? claimed ?? scale.drawnAt;
        const [left, right] = [scale.was(from), scale.was(Math.min(end, scale.drawnAt + 2000))];
        return (
          <g key={`${name} ${from}`} className="hold" data-standing={until === null && end >= scale.drawnAt}>
            <rect x={left} y={top} width={Math.max(2, right - left)} height={laneHeight} rx="2">
              <title>{name}</title>
            </rect>
          </g>
        );
      })}
    </g>
  );
}

type Kind = 'request' | 'lock' | 'write';
const names = { request: 'requests', lock: 'locks', write: 'writes' } as const;

const Block = ({ mark, top }: { readonly mark: Mark; readonly top: number }): JSX.Element => {
  const height = Math.max(3, laneHeight * mark.height);
  return (
    <rect data-tone={mark.tone} x={mark.x} y={top + laneHeight - height} width={mark.width} height={height} rx="1.5">
      <title>{mark.words}</title>
    </rect>
  );
};

/** Requests, locks or writes: each for as long as it took. */
export function Spans({
  seen,
  kind,
  scale,
  top,
}: LaneProps & { readonly seen: readonly Observation[]; readonly kind: Kind }): JSX.Element {
  const marks = readMarks(seen, kind, scale);
  return (
    <g data-lane={names[kind]} data-count={marks.length} className={`spans ${kind}`}>
      {marks.map((mark) => (
        <Block key={mark.key} mark={mark} top={top} />
      ))}
    </g>
  );
}

/** One message between tabs. */
export interface Said {
  readonly key: string;
  readonly at: number;
  readonly direction: 'sent' | 'received';
  readonly lost: boolean;
  readonly words: string;
}

/** What was sent points up, what was heard points down; what was lost is hollow. */
export function Messages({ said, scale, top }: LaneProps & { readonly said: readonly Said[] }): JSX.Element {
  const middle = top + laneHeight / 2;
  return (
    <g data-lane="messages" data-count={said.length}>
      {said.map(({ key, at, direction, lost, words }) => {
        const x = scale.was(at);
        if (x < scale.left - 8) return null;
        const [tip, foot] = direction === 'sent' ? [middle - 5, middle + 3] : [middle + 5, middle - 3];
        return (
          <path
            key={key}
            className={`said ${direction}`}
            data-lost={lost}
            d={`M${x.toFixed(1)} ${tip}l4 ${foot - tip}h-8z`}
          >
            <title>{words}</title>
          </path>
        );
      })}
    </g>
  );
}
