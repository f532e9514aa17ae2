import { type JSX, useId, useRef } from 'react';
import type { TimerState } from '../../../time/countdown.ts';
import { placeAhead, placeFlags } from '../../model/flags.ts';
import { readLimits, type TokenFacts } from '../../model/limits.ts';
import { createScale } from '../../model/scale.ts';
import { claimedUntil } from '../../model/sentence.ts';
import { describeStrip } from '../../model/strip-words.ts';
import { formatLength } from '../../model/words.ts';
import { usePast, useSeen } from '../bench.tsx';
import { Axis } from './axis.tsx';
import { useGlide } from './frame.ts';
import { Holds, Inputs, Messages, Rail, Spans } from './lanes.tsx';
import { above, type LaneName, laneNames, layLanes } from './layout.ts';
import { LeftBars, LimitNames, UsedBars } from './limit-bars.tsx';
import { AheadWords, Flags } from './poles.tsx';

interface PictureProps {
  readonly reading: TimerState;
  readonly token: TokenFacts | null;
  readonly width: number;
  /** Milliseconds that are shown of what was, and of what comes. */
  readonly back: number;
  readonly span: number;
  readonly drawnAt: number;
  readonly onScreen: boolean;
}

/** A strip of time that moves past a line that stands: the present. Left is what was, right what will be. */
export function Picture(props: PictureProps): JSX.Element {
  const { reading, token, width, back, span, drawnAt, onScreen } = props;
  const [past, seen] = [usePast(), useSeen()];
  const { watchedFrom, flags } = past;
  const picture = useRef<SVGSVGElement>(null);
  const [strip, before, after] = [useId(), useId(), useId()];
  const rows = readLimits(reading, token);
  const layout = layLanes(width, seen !== null, rows.length);
  const { left, right, beside, lanes, bottom } = layout;
  const scale = createScale(left, right, back, span, drawnAt);
  useGlide(picture, scale, onScreen);
  const runs = reading.phase !== 'off';
  const height = bottom + 20;
  const { nowX } = scale;
  const [warnX, endX] = [scale.will(reading.warnAt), scale.will(reading.deadline)];
  const ahead = placeAhead(reading, scale);
  const names = Object.keys(lanes) as LaneName[];
  const claimed = claimedUntil(reading);
  return (
    <svg
      ref={picture}
      className="strip"
      data-phase={reading.phase}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`A strip of time, up to ${formatLength(back)} back. ${describeStrip(past, seen, drawnAt - back)}. Limits: as the text above says.`}
    >
      <clipPath id={strip}>
        <rect x={left} width={right - left} height={height} />
      </clipPath>
      <clipPath id={before}>
        <rect x={left} width={nowX - left} height={height} />
      </clipPath>
      <clipPath id={after}>
        <rect x={nowX} width={right - nowX} height={height} />
      </clipPath>
      <rect className="past" x={left} y={above} width={nowX - left} height={bottom - above} />
      <path className="group" d={`M0 ${layout.limits - 4}H${width}`} />
      <g clipPath={`url(#${before})`}>
        <g className="was">
          <Axis scale={scale} top={above} bottom={bottom} half="was" />
          {names.map((name) => (
            <Rail key={name} scale={scale} top={lanes[name]} from={watchedFrom} />
          ))}
          <Inputs scale={scale} top={lanes.here} by="here" />
          <Inputs scale={scale} top={lanes.elsewhere} by="elsewhere" />
          <Holds scale={scale} top={lanes.holds} claimed={claimed} />
          <Messages scale={scale} top={lanes.messages} />
          {seen && (
            <>
              <Spans kind="request" scale={scale} top={lanes.requests} />
              <Spans kind="lock" scale={scale} top={lanes.locks} />
              <Spans kind="write" scale={scale} top={lanes.writes} />
            </>
          )}
          <UsedBars rows={rows} scale={scale} layout={layout} />
        </g>
      </g>
      <g clipPath={`url(#${after})`}>
        <g className="will">
          {runs && (
            <>
              <rect className="zone" x={warnX} y={above} width={Math.max(0, endX - warnX)} height={bottom - above} />
              <path className="warn-line" d={`M${warnX} 3V${bottom}`} />
            </>
          )}
          <Axis scale={scale} top={above} bottom={bottom} half="will" />
          {claimed !== null && (
            <rect
              className="claimed"
              x={nowX - 60}
              y={lanes.holds}
              width={scale.will(claimed) - nowX + 60}
              height="12"
              rx="2"
            />
          )}
          <LeftBars rows={rows} scale={scale} layout={layout} />
          {runs && <path className="end-line" d={`M${endX} 17V${bottom}`} />}
        </g>
      </g>
      <g clipPath={`url(#${strip})`}>
        <g className="was">
          <Flags placed={placeFlags(flags, ahead, scale)} bottom={bottom} />
        </g>
        <g className="will">
          <AheadWords labels={ahead} />
        </g>
      </g>
      <g className="names">
        {names.map((name) => (
          <text key={name} x={beside ? 0 : 2} y={beside ? lanes[name] + 9.5 : lanes[name] - 3}>
            {laneNames[name]}
          </text>
        ))}
      </g>
      <LimitNames rows={rows} layout={layout} width={width} present={drawnAt} />
      <g className="now">
        <path d={`M${nowX} ${above}V${bottom + 3}`} />
        <rect x={nowX - 17} y={bottom + 3} width="34" height="16" rx="8" />
        <text x={nowX} y={bottom + 14.5} textAnchor="middle">
          now
        </text>
      </g>
    </svg>
  );
}
