import { type JSX, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { History, Past } from './history.ts';
import { useSeconds, useSeen, useWidth } from './motion.ts';
import { Picture } from './picture.tsx';
import { chooseSpan, createScale, type Zoom } from './scale.ts';
import { describeEnd } from './words.ts';

const zooms: readonly (readonly [Zoom, string])[] = [
  ['minute', '1 minute'],
  ['limits', 'Next limit'],
  ['whole', 'Whole session'],
];

type Reading = ReturnType<History['timer']['getState']>;

/** How far ahead one wants to see. */
function needOf(zoom: Zoom, { phase, deadlines, deadline, lastActivityAt, heldBy }: Reading, present: number): number {
  if (zoom === 'minute' || phase === 'off') return 55_000;
  const { absolute, server } = deadlines;
  const last = Math.max(absolute, server < Number.POSITIVE_INFINITY ? server : 0);
  if (zoom === 'whole') return last - present;
  // As long as the limit itself, so that the strip keeps its scale while the time runs out.
  const length = deadlines.idle - (heldBy.length > 0 ? present : lastActivityAt);
  return Math.max(length, deadline - present);
}

function Zooms({ zoom, choose }: { readonly zoom: Zoom; choose(zoom: Zoom): void }): JSX.Element {
  return (
    <fieldset className="zooms">
      <legend className="unseen">How much time to show</legend>
      {zooms.map(([name, label]) => (
        <button key={name} type="button" className="zoom" aria-pressed={zoom === name} onClick={() => choose(name)}>
          {label}
        </button>
      ))}
    </fieldset>
  );
}

/** The clocks as a strip of time that moves, and in words: why the session will end, and when. */
export function Timeline({ history }: { readonly history: History }): JSX.Element {
  const { timer, present } = history;
  const reading = useSyncExternalStore(timer.subscribe, timer.getState, timer.getInitialState);
  const past: Past = useSyncExternalStore(history.subscribe, history.read);
  useEffect(() => history.watch(), [history]);

  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const seen = useSeen(frame);
  const stepped = useSeconds(present, reading.phase === 'off' ? Number.POSITIVE_INFINITY : reading.deadline, seen);
  const drawnAt = Math.max(stepped, reading.now);

  const [zoom, setZoom] = useState<Zoom>('limits');
  const [span, setSpan] = useState<{ readonly zoom: Zoom; readonly length: number } | null>(null);
  const length = chooseSpan(needOf(zoom, reading, drawnAt), span?.zoom === zoom ? span.length : null);
  if (span?.zoom !== zoom || span.length !== length) setSpan({ zoom, length });

  const end = describeEnd(reading, drawnAt, past);
  return (
    <figure className="timeline">
      <Zooms zoom={zoom} choose={setZoom} />
      <div ref={frame} className="strip-frame">
        {width > 0 && (
          <Picture
            reading={reading}
            past={past}
            present={present}
            scale={createScale(width, length, drawnAt)}
            seen={seen}
          />
        )}
      </div>
      <figcaption className="small">{end}</figcaption>
    </figure>
  );
}
