import type { JSX } from 'react';
import type { LimitRow } from '../../model/limits.ts';
import type { Scale } from '../../model/scale.ts';
import { formatLength, limitNames } from '../../model/words.ts';
import type { LaneLayout } from './layout.ts';

interface BarsProps {
  readonly rows: readonly LimitRow[];
  readonly scale: Scale;
  readonly layout: LaneLayout;
}

const yOf = ({ limits, limitPitch, beside }: LaneLayout, index: number): number =>
  limits + index * limitPitch + (beside ? 5 : 16);

/** What of each limit is used up: from where it began, up to the present. */
export function UsedBars({ rows, scale, layout }: BarsProps): JSX.Element {
  return (
    <>
      {rows.map(({ kind, from, to, leads }, index) => {
        const left = scale.was(from);
        // As far as it moves until it is drawn again.
        const right = scale.was(Math.min(to, scale.drawnAt)) + (to > scale.drawnAt ? 60 : 0);
        return (
          <g key={kind} className="limit used" data-leads={leads}>
            <rect x={left} y={yOf(layout, index)} width={Math.max(0, right - left)} height="9" rx="2" />
          </g>
        );
      })}
    </>
  );
}

/** What of each is left, up to where it ends the session. */
export function LeftBars({ rows, scale, layout }: BarsProps): JSX.Element {
  return (
    <>
      {rows.map(({ kind, to, leads }, index) => {
        const y = yOf(layout, index);
        const right = scale.will(to);
        return (
          <g key={kind} className="limit" data-limit={kind} data-leads={leads}>
            <rect x={scale.nowX - 60} y={y} width={Math.max(0, right - scale.nowX + 60)} height="9" rx="2" />
            <path d={`M${right} ${y - 2}v13`} />
          </g>
        );
      })}
    </>
  );
}

const nameOf = (kind: LimitRow['kind']): string => (kind === 'token' ? 'Token' : limitNames[kind]);

/** The names of the limits, and what is left of each. They stay where they are. */
export function LimitNames({
  rows,
  layout,
  width,
  present,
}: Omit<BarsProps, 'scale'> & { readonly width: number; readonly present: number }): JSX.Element {
  return (
    <>
      {rows.map(({ kind, to, leads }, index) => {
        const y = yOf(layout, index);
        const line = layout.beside ? y + 8.5 : y - 4;
        return (
          <g key={kind} className="limit-name" data-limit={kind} data-leads={leads}>
            <text x={layout.beside ? 0 : 2} y={line}>
              {nameOf(kind)}
            </text>
            <text className="left" x={width} y={line} textAnchor="end">
              {to <= present ? 'over' : formatLength(to - present)}
            </text>
          </g>
        );
      })}
    </>
  );
}
