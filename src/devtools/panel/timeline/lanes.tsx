import type { JSX } from 'react';
import { readMarks, strokeInputs, thin } from '../../model/lanes.ts';
import type { By } from '../../model/past.ts';
import type { Scale } from '../../model/scale.ts';
import { usePast, useSeen } from '../bench.tsx';
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
export function Inputs({ scale, top, by }: LaneProps & { readonly by: By }): JSX.Element {
  const past = usePast();
  const count = past.inputs.filter((input) => input.by === by).length;
  return (
    <g data-lane={by} data-count={count}>
      <path className={`input ${by}`} d={strokeInputs(past, by, scale, top, laneHeight)} />
    </g>
  );
}

/** Bars for as long as the idle clock stood, and will stand as far as is known. */
export function Holds({ scale, top, claimed }: LaneProps & { readonly claimed: number | null }): JSX.Element {
  const { holds } = usePast();
  return (
    <g data-lane="holds" data-count={holds.length}>
      {holds.map(({ name, from, until }) => {
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

/**
 * Requests, locks or writes: each for as long as it took. What is drawn is asked for here, and a mark is no component: React's own build for
 * development writes down what changed in the properties of each.
 */
export function Spans({ kind, scale, top }: LaneProps & { readonly kind: Kind }): JSX.Element {
  const marks = readMarks(useSeen() ?? [], kind, scale);
  return (
    <g data-lane={names[kind]} data-count={marks.length} className={`spans ${kind}`}>
      {marks.map(({ key, x, width, height: part, tone, words }) => {
        const height = Math.max(3, laneHeight * part);
        return (
          <rect key={key} data-tone={tone} x={x} y={top + laneHeight - height} width={width} height={height} rx="1.5">
            <title>{words}</title>
          </rect>
        );
      })}
    </g>
  );
}

/** One message between tabs. */
interface Said {
  readonly key: string;
  readonly at: number;
  readonly direction: 'sent' | 'received';
  readonly lost: boolean;
  readonly words: string;
}

/** Messages as they are drawn: as they were seen below the session, or else as it tells of them. */
function useSaid(): readonly Said[] {
  const seen = useSeen();
  const { told } = usePast();
  if (!seen)
    return told.flatMap(({ id, at, type, text }): Said[] =>
      type === 'message'
        ? [{ key: `s${id}`, at, direction: text.startsWith('sent') ? 'sent' : 'received', lost: false, words: text }]
        : [],
    );
  return seen.flatMap((each): Said[] =>
    each.kind === 'message'
      ? [{ ...each, key: `o${each.id}`, words: `${each.direction} ${each.type}${each.lost ? ', lost' : ''}` }]
      : [],
  );
}

/** What was sent points up, what was heard points down; what was lost is hollow. */
export function Messages({ scale, top }: LaneProps): JSX.Element {
  const said = useSaid();
  const middle = top + laneHeight / 2;
  return (
    <g data-lane="messages" data-count={said.length}>
      {thin(said, scale, ({ direction, lost }) => `${direction} ${lost}`).map(({ key, at, direction, lost, words }) => {
        const x = scale.was(at);
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
