import { type JSX, useEffect, useState, useSyncExternalStore } from 'react';
import { session } from '../session.ts';
import type { Timers } from '../timers.ts';

const timer = session.timer;
type Reading = ReturnType<typeof timer.getState>;

/** `1:05`, or `11:59:30` where hours are left. */
export function formatLength(ms: number): string {
  const whole = Math.max(0, Math.ceil(ms / 1000));
  const [hours, rest] = [Math.floor(whole / 3600), whole % 3600];
  const two = (value: number): string => String(value).padStart(2, '0');
  return hours > 0
    ? `${hours}:${two(Math.floor(rest / 60))}:${two(rest % 60)}`
    : `${Math.floor(rest / 60)}:${two(rest % 60)}`;
}

/** The timer speaks at changes only. Between two of them the picture moves on by the clock of the page. */
function usePresent(reading: Reading): number {
  const [seen, setSeen] = useState({ reading, at: performance.now(), passed: 0 });
  if (seen.reading !== reading) setSeen({ reading, at: performance.now(), passed: 0 });
  useEffect(() => {
    const move = (): void => setSeen((last) => ({ ...last, passed: performance.now() - last.at }));
    const ticking = setInterval(move, 250);
    return () => clearInterval(ticking);
  }, []);
  return reading.now + (seen.reading === reading ? seen.passed : 0);
}

interface TrackProps {
  readonly name: string;
  readonly from: number;
  readonly warnAt: number;
  readonly to: number;
  readonly present: number;
  /** Whether this limit comes first. */
  readonly leading: boolean;
}

function Track({ name, from, warnAt, to, present, leading }: TrackProps): JSX.Element {
  const place = (moment: number): number => Math.min(300, Math.max(0, ((moment - from) / (to - from)) * 300));
  const here = place(present);
  return (
    <div className="track" data-leading={leading}>
      <p>
        <strong>{name}</strong>
        <span className="number">{formatLength(to - present)} left</span>
      </p>
      <svg viewBox="-6 0 312 26" aria-hidden="true">
        <rect className="rail" x="0" y="8" width="300" height="10" rx="5" />
        <rect className="zone" x={place(warnAt)} y="8" width={300 - place(warnAt)} height="10" rx="2" />
        <rect className="gone" x="0" y="8" width={here} height="10" rx="5" />
        <path className="mark" d={`M${place(warnAt)} 4v18`} />
        <path className="mark end" d="M300 4v18" />
        <circle className="hand" cx={here} cy="13" r="6" />
      </svg>
    </div>
  );
}

/** The deadlines as pictures: from the last input to the warning to the end, and from the sign-in to its limit. */
export function Clocks({ timers }: { readonly timers: Timers }): JSX.Element {
  const reading = useSyncExternalStore(timer.subscribe, timer.getState, timer.getInitialState);
  const present = usePresent(reading);
  if (reading.phase === 'off') return <p className="soft small">Nobody is signed in, so no clock runs.</p>;
  const { lastActivityAt, signedInAt, kind, deadline } = reading;
  // Where the server's word is shorter than ours, the deadline is the truth.
  const idleEnd = kind === 'idle' ? deadline : lastActivityAt + timers.idle;
  const lifeEnd = kind === 'idle' ? signedInAt + timers.lifetime : deadline;
  return (
    <div className="clocks" data-phase={reading.phase}>
      <Track
        name="Untouched"
        from={lastActivityAt}
        warnAt={idleEnd - timers.warning}
        to={idleEnd}
        present={present}
        leading={kind === 'idle'}
      />
      <Track
        name="Signed in"
        from={signedInAt}
        warnAt={lifeEnd - timers.warning}
        to={lifeEnd}
        present={present}
        leading={kind !== 'idle'}
      />
      <p className="small">
        Last input <b className="number">{formatLength(present - lastActivityAt)}</b> ago. First comes the limit{' '}
        <code>{kind}</code>: {reading.phase === 'warning' ? 'the warning is open, and ' : ''}it ends in{' '}
        <b className="number">{formatLength(deadline - present)}</b>.
      </p>
      {lastActivityAt + timers.idle > deadline + 1000 && kind === 'idle' && (
        <p className="soft small">
          The server has not heard of that input yet. It is told before long, and its clock starts anew then.
        </p>
      )}
    </div>
  );
}
