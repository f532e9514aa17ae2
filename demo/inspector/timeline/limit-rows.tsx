import type { LimitKind, TimerState } from 'holdfast';
import type { JSX } from 'react';
import type { Scale } from './scale.ts';
import { formatLength, limitNames } from './words.ts';

export interface LimitRow {
  readonly kind: LimitKind;
  readonly from: number;
  readonly to: number;
  readonly leads: boolean;
}

/** The limits that there are, in the order in which they end the session. */
export function readLimits({ deadlines, kind, lastActivityAt, signedInAt }: TimerState): LimitRow[] {
  const rows = (['idle', 'absolute', 'server'] as const).map((name) => ({
    kind: name,
    from: name === 'idle' ? lastActivityAt : signedInAt,
    to: deadlines[name],
    leads: name === kind,
  }));
  return rows.filter(({ to }) => to < Number.POSITIVE_INFINITY);
}

interface BarsProps {
  readonly rows: readonly LimitRow[];
  readonly scale: Scale;
  readonly top: number;
  readonly rowHeight: number;
}

/** From where a limit began to where it ends the session. Drawn twice: what is used up, and what is left. */
export function LimitBars({ rows, scale, top, rowHeight }: BarsProps): JSX.Element {
  return (
    <>
      {rows.map(({ kind, from, to, leads }, index) => {
        const [left, right] = [scale.near(from), scale.near(to)];
        const y = top + index * rowHeight + 17;
        return (
          <g key={kind} className="limit" data-limit={kind} data-leads={leads}>
            <rect className="span" x={left} y={y} width={Math.max(0, right - left)} height="8" rx="2" />
            <path className="end" d={`M${right} ${y - 3}v14`} />
          </g>
        );
      })}
    </>
  );
}

interface NamesProps extends Omit<BarsProps, 'scale'> {
  readonly width: number;
  readonly present: number;
}

/** The names of the limits, and what is left of each. They stay where they are. */
export function LimitNames({ rows, width, present, top, rowHeight }: NamesProps): JSX.Element {
  return (
    <>
      {rows.map(({ kind, to, leads }, index) => {
        const y = top + index * rowHeight + 12;
        const left = `${leads ? 'first, ' : ''}${formatLength(to - present)} left`;
        const plate = left.length * 5.7 + 5;
        return (
          <g key={kind} className="limit-name" data-leads={leads}>
            <text x="2" y={y}>
              {limitNames[kind]} <tspan className="kind">({kind})</tspan>
            </text>
            <rect className="plate" x={width - plate - 1} y={y - 10} width={plate} height="13" />
            <text className="left" x={width - 3} y={y} textAnchor="end">
              {left}
            </text>
          </g>
        );
      })}
    </>
  );
}
