import type { TimerState } from 'holdfast';
import { type JSX, useId, useRef } from 'react';
import { Ahead, Flags, placeAhead } from './flags.tsx';
import type { Past } from './history.ts';
import { Holds, Inputs, Messages, Rails } from './lanes.tsx';
import { LimitBars, LimitNames, readLimits } from './limit-rows.tsx';
import { useGlide } from './motion.ts';
import type { Present } from './present.ts';
import { chooseStep, type Scale } from './scale.ts';
import { claimedUntil, formatMinute, formatMoment } from './words.ts';

const tops = { here: 50, elsewhere: 86, messages: 102, holds: 132, limits: 152 };
const rowHeight = 30;

/** Round moments of the day, with their time. */
function Axis({ scale, top }: { readonly scale: Scale; readonly top: number }): JSX.Element {
  const step = chooseStep(scale.pixelsPerMs, 76);
  // Days begin at the place's midnight, not at Greenwich's.
  const shift = new Date(scale.drawnAt).getTimezoneOffset() * 60_000;
  const first = Math.floor((scale.drawnAt - shift - scale.nowX / scale.pixelsPerMs) / step) * step + shift;
  const count = Math.ceil(scale.width / (step * scale.pixelsPerMs)) + 2;
  return (
    <g className="axis">
      {Array.from({ length: count }, (_, index) => first + index * step).map((moment) => (
        <g key={moment}>
          <path d={`M${scale.x(moment)} 30V${top + 4}`} />
          <text x={scale.x(moment)} y={top + 15} textAnchor="middle">
            {step < 60_000 ? formatMoment(moment) : formatMinute(moment)}
          </text>
        </g>
      ))}
    </g>
  );
}

interface PictureProps {
  readonly reading: TimerState;
  readonly past: Past;
  readonly present: Present;
  readonly scale: Scale;
  readonly seen: boolean;
}

/** A strip of time that moves past a line that stands: the present. Left is what was, right what will be. */
export function Picture({ reading, past, present, scale, seen }: PictureProps): JSX.Element {
  const picture = useRef<SVGSVGElement>(null);
  useGlide(picture, present, scale, seen);
  const clip = useId();
  const { width, nowX, drawnAt } = scale;
  const runs = reading.phase !== 'off';
  const rows = runs ? readLimits(reading) : [];
  const bottom = tops.limits + rows.length * rowHeight;
  const height = bottom + 20;
  const [warnX, endX] = [scale.near(reading.warnAt), scale.near(reading.deadline)];
  const ahead = runs ? placeAhead(reading, scale) : [];
  const bars = { rows, top: tops.limits, rowHeight };
  return (
    <svg
      ref={picture}
      className="strip"
      data-phase={reading.phase}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label="A strip of time with input, holds and limits around the present; the text below says what it shows."
    >
      <clipPath id={clip}>
        <rect width={nowX} height={height} />
      </clipPath>
      <rect className="past" y="30" width={nowX} height={bottom - 30} />
      <rect className="future" x={nowX} y="30" width={width - nowX} height={bottom - 30} />
      <g className="moving">
        {runs && (
          <>
            <rect className="zone" x={warnX} y="30" width={Math.max(0, endX - warnX)} height={bottom - 30} />
            <path className="warn-line" d={`M${warnX} 3V${bottom}`} />
          </>
        )}
        <Axis scale={scale} top={bottom} />
      </g>
      <g clipPath={`url(#${clip})`}>
        <g className="moving">
          <Rails past={past} scale={scale} tops={[tops.here, tops.elsewhere, tops.holds]} />
        </g>
      </g>
      <g className="moving">
        <Inputs past={past} scale={scale} top={tops.here} by="here" />
        <Inputs past={past} scale={scale} top={tops.elsewhere} by="elsewhere" />
        <Holds past={past} scale={scale} top={tops.holds} claimed={claimedUntil(reading)} />
        <LimitBars {...bars} scale={scale} />
      </g>
      <g className="used" clipPath={`url(#${clip})`}>
        <g className="moving">
          <LimitBars {...bars} scale={scale} />
        </g>
      </g>
      <g className="moving">
        <Messages past={past} scale={scale} top={tops.messages} />
        <Flags flags={past.flags} ahead={ahead} scale={scale} bottom={bottom} />
        {runs && <path className="end-line" d={`M${endX} 16V${bottom}`} />}
        <Ahead labels={ahead} />
      </g>
      <g className="names">
        <text x="2" y={tops.here - 5}>
          This tab
        </text>
        <text x="2" y={tops.elsewhere - 5}>
          Other tabs
        </text>
        <text x="2" y={tops.holds - 5}>
          Holds <tspan className="kind">{reading.heldBy.join(', ')}</tspan>
        </text>
      </g>
      <LimitNames {...bars} width={width} present={drawnAt} />
      <g className="now">
        <path d={`M${nowX} 30V${bottom + 3}`} />
        <rect x={nowX - 17} y={bottom + 3} width="34" height="16" rx="8" />
        <text x={nowX} y={bottom + 15} textAnchor="middle">
          now
        </text>
      </g>
    </svg>
  );
}
