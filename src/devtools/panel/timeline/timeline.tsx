import { type JSX, useRef, useState } from 'react';
import { minutes, seconds } from '../../../foundation/durations.ts';
import type { TimerState } from '../../../time/countdown.ts';
import { lookAtToken } from '../../follow/looks.ts';
import { chooseSpan, type Zoom } from '../../model/scale.ts';
import { describeEnd } from '../../model/sentence.ts';
import { useBench, useLook, useNow, usePast, useTimer } from '../bench.tsx';
import { SeeMore } from '../facts.tsx';
import { useOnScreen, useWidth } from './frame.ts';
import { LogList } from './log-list.tsx';
import { Picture } from './picture.tsx';

/** How much of what was is shown. */
const backs = [
  ['10 s', seconds(10)],
  ['1 min', minutes(1)],
  ['10 min', minutes(10)],
] as const;
const zooms: readonly (readonly [label: string, zoom: Zoom])[] = [
  ['Next limit', 'limit'],
  ['Whole session', 'whole'],
];

/** How far ahead one wants to see. */
function needOf(
  zoom: Zoom,
  { phase, deadlines, deadline, lastActivityAt, heldBy }: TimerState,
  present: number,
): number {
  if (phase === 'off') return minutes(1);
  const { absolute, server } = deadlines;
  const last = Math.max(absolute, server < Number.POSITIVE_INFINITY ? server : 0);
  if (zoom === 'whole') return last - present;
  // As long as the limit itself, so that the strip keeps its scale while the time runs out.
  const length = deadlines.idle - (heldBy.length > 0 ? present : lastActivityAt);
  return Math.max(length, deadline - present);
}

interface ChoiceProps<Value> {
  readonly name: string;
  readonly choices: readonly (readonly [label: string, value: Value])[];
  readonly chosen: Value;
  choose(value: Value): void;
}

/** A few buttons of which one is down. */
function Choice<Value>({ name, choices, chosen, choose }: ChoiceProps<Value>): JSX.Element {
  return (
    <fieldset className="segments">
      <legend>{name}</legend>
      {choices.map(([label, value]) => (
        <button key={label} type="button" aria-pressed={chosen === value} onClick={() => choose(value)}>
          {label}
        </button>
      ))}
    </fieldset>
  );
}

/** The clocks as a strip of time that moves, in words why the session will end and when, and a log beside them. */
export function Timeline(): JSX.Element {
  const { observer } = useBench();
  const reading = useTimer();
  const past = usePast();
  const token = useLook(lookAtToken, null, 2000);
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const onScreen = useOnScreen(frame);
  const stepped = useNow(reading.phase === 'off' ? Number.POSITIVE_INFINITY : reading.deadline);
  const drawnAt = Math.max(stepped, reading.now);

  const [back, setBack] = useState<number>(minutes(1));
  const [zoom, setZoom] = useState<Zoom>('limit');
  const [span, setSpan] = useState<{ readonly zoom: Zoom; readonly length: number } | null>(null);
  const length = chooseSpan(needOf(zoom, reading, drawnAt), span?.zoom === zoom ? span.length : null);
  if (span?.zoom !== zoom || span.length !== length) setSpan({ zoom, length });

  return (
    <div className="timeline">
      <figure>
        <figcaption>{describeEnd(reading, drawnAt, past)}</figcaption>
        <div ref={frame} className="strip-frame">
          {width > 0 && <Picture {...{ reading, token, width, back, drawnAt, onScreen }} span={length} />}
        </div>
        <div className="choices">
          <Choice name="Past" choices={backs} chosen={back} choose={setBack} />
          <Choice name="Ahead" choices={zooms} chosen={zoom} choose={setZoom} />
        </div>
        {observer === null && <SeeMore what="Requests, locks and writes are not seen." />}
      </figure>
      <LogList />
    </div>
  );
}
