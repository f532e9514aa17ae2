import { type JSX, useId, useState } from 'react';
import { hours, minutes } from '../../../foundation/durations.ts';
import type { Observer } from '../../observe/observer.ts';
import { useBench, useFaults, useTimer } from '../bench.tsx';
import { Act, Control } from './control.tsx';

const sleeps = [
  ['1 minute', minutes(1)],
  ['30 minutes', minutes(30)],
  ['8 hours', hours(8)],
] as const;

function Sleep({ observer }: { readonly observer: Observer }): JSX.Element {
  const { asleep } = useFaults();
  const [length, setLength] = useState<number>(minutes(30));
  const [stops, setStops] = useState(false);
  const id = useId();
  return (
    <Control
      name="Sleep"
      hint="The lid is closed: the clock stands for a moment, then it is later. Due timers fire, and the page wakes up."
    >
      <label htmlFor={id} className="unseen">
        How long
      </label>
      <select id={id} value={length} onChange={({ target }) => setLength(Number(target.value))}>
        {sleeps.map(([label, ms]) => (
          <option key={ms} value={ms}>
            {label}
          </option>
        ))}
      </select>
      <Act off={asleep} act={() => observer.sleep(length, stops)}>
        {asleep ? 'Asleep…' : 'Sleep'}
      </Act>
      <label className="check">
        <input type="checkbox" checked={stops} onChange={({ target }) => setStops(target.checked)} />
        timers sleep, too (macOS, Linux)
      </label>
    </Control>
  );
}

/** What can be done with the time of this tab. */
export function TimeControls({ observer }: { readonly observer: Observer }): JSX.Element {
  const { now } = useBench();
  const { phase, warnAt } = useTimer();
  const [passing, setPassing] = useState(false);
  const skip = async (ms: number): Promise<void> => {
    setPassing(true);
    await observer.skip(ms);
    setPassing(false);
  };
  return (
    <section className="card" aria-label="Time">
      <h3>Time</h3>
      <Control
        name="Warn now"
        hint="Time goes by until the warning opens. Each timer on the way runs at its own moment."
      >
        <Act off={passing || phase !== 'active'} act={() => skip(Math.max(0, warnAt - now()))}>
          {passing ? 'Time passes…' : 'Warn now'}
        </Act>
      </Control>
      <Control name="Let time pass" hint="The same for a length of time.">
        <Act off={passing} act={() => skip(minutes(1))}>
          1 minute
        </Act>
        <Act off={passing} act={() => skip(minutes(10))}>
          10 minutes
        </Act>
      </Control>
      <Sleep observer={observer} />
      <Control name="Jump the clock" hint="Somebody sets the wall clock. Nothing else moves.">
        <Act act={() => observer.setClock(-hours(1))}>1 hour back</Act>
        <Act act={() => observer.setClock(hours(1))}>1 hour ahead</Act>
      </Control>
    </section>
  );
}
