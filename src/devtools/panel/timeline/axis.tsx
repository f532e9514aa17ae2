import type { JSX } from 'react';
import { chooseStep, readTicks, type Scale } from '../../model/scale.ts';
import { formatMinute, formatMoment } from '../../model/words.ts';
import { useBench } from '../bench.tsx';

interface AxisProps {
  readonly scale: Scale;
  readonly top: number;
  readonly bottom: number;
  /** Which half of the strip: each has a scale of its own. */
  readonly half: 'was' | 'will';
}

/** Round moments of the day, with their time. */
export function Axis({ scale, top, bottom, half }: AxisProps): JSX.Element {
  const { view } = useBench();
  const { drawnAt, left, right, nowX, wasRate, willRate } = scale;
  const step = chooseStep(half === 'was' ? wasRate : willRate, 76);
  const shift = new view.Date(drawnAt).getTimezoneOffset() * 60_000;
  const [from, to] =
    half === 'was' ? [drawnAt - (nowX - left) / wasRate, drawnAt] : [drawnAt, drawnAt + (right - nowX) / willRate];
  const x = scale[half];
  return (
    <g className="axis">
      {readTicks(from, to, step, shift).map((moment) => {
        const place = x(moment);
        // The present has a name of its own there, and nothing is cut off.
        const isFree = Math.abs(place - nowX) > 46 && place > left + 24 && place < right - 24;
        return (
          <g key={moment}>
            <path d={`M${place} ${top}V${bottom + 4}`} />
            {isFree && (
              <text x={place} y={bottom + 15} textAnchor="middle">
                {step < 60_000 ? formatMoment(moment) : formatMinute(moment)}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}
