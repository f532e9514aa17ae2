import type { JSX } from 'react';
import { widthOf } from './flags.tsx';
import type { By, Past } from './history.ts';
import type { Scale } from './scale.ts';

interface LaneProps {
  readonly past: Past;
  readonly scale: Scale;
  readonly top: number;
}

/** One stroke for each input; where two would fall on one pixel, one. */
function strokes(past: Past, by: By, { x, width, nowX }: Scale, top: number): { path: string; count: number } {
  let path = '';
  let last = Number.NEGATIVE_INFINITY;
  const own = past.inputs.filter((input) => input.by === by);
  for (const { at } of own) {
    const place = x(at);
    if (place < -4 || place > Math.max(width, nowX) || place - last < 1.5) continue;
    path += `M${place.toFixed(1)} ${top}v13`;
    last = place;
  }
  return { path, count: own.length };
}

/** Lines from where somebody began to look, so that an empty past can be told from an unknown one. */
export function Rails({
  past,
  scale,
  tops,
}: Omit<LaneProps, 'top'> & { readonly tops: readonly number[] }): JSX.Element {
  const from = scale.near(past.watchedFrom);
  return (
    <>
      {tops.map((top) => (
        <g key={top}>
          <path className="rail unknown" d={`M-40 ${top + 6.5}H${from}`} />
          <path className="rail" d={`M${from} ${top + 6.5}H${scale.nowX + 40}`} />
        </g>
      ))}
    </>
  );
}

/** Input in this tab, or in any other. */
export function Inputs({ past, scale, top, by }: LaneProps & { readonly by: By }): JSX.Element {
  const { path, count } = strokes(past, by, scale, top);
  return (
    <g data-lane={by} data-count={count}>
      <path className={`input ${by}`} d={path} />
    </g>
  );
}

/** What other tabs said, each with the name of the tab where there is room. */
export function Messages({ past, scale, top }: LaneProps): JSX.Element {
  let free = scale.width;
  const dots = past.messages.toReversed().flatMap(({ id, at, from, type }) => {
    const x = scale.x(at);
    const text = `${from.slice(0, 4)} ${type}`;
    if (x < -widthOf(text)) return [];
    const fits = x + widthOf(text) <= free;
    if (fits) free = x - 4;
    return [{ id, x, text, fits, hue: Number.parseInt(from.slice(0, 2), 36) % 3 }];
  });
  return (
    <g data-lane="messages" data-count={past.messages.length}>
      {dots.map(({ id, x, text, fits, hue }) => (
        <g key={id} className="said" data-tab={hue}>
          <circle cx={x} cy={top + 5} r="3.5" />
          {fits && (
            <text x={x + 6} y={top + 9}>
              {text}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}

/** Bars for as long as the idle clock stood, and will stand as far as is known. */
export function Holds({ past, scale, top, claimed }: LaneProps & { readonly claimed: number | null }): JSX.Element {
  return (
    <g data-lane="holds" data-count={past.holds.length}>
      {past.holds.map(({ name, from, until }) => {
        // Nobody says when one lapses in another tab.
        const end = until ?? claimed ?? scale.drawnAt;
        const [left, right] = [scale.near(from), scale.near(end)];
        return (
          <g key={`${name} ${from}`} className="hold" data-standing={until === null && end >= scale.drawnAt}>
            <rect x={left} y={top} width={Math.max(2, right - left)} height="13" rx="3" />
          </g>
        );
      })}
    </g>
  );
}
