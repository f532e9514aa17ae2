import { type JSX, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { minutes } from '../../../foundation/durations.ts';
import type { Session } from '../../../session/session.ts';
import { useBench } from '../bench.tsx';
import { Act, Control } from './control.tsx';
import { LimitForm } from './limit-form.tsx';

const name = 'devtools';
const max = minutes(1);

interface Held {
  readonly release: () => void;
  readonly epoch: string | null;
  readonly endsAt: number;
}

/** Outlives the panel: what was held stays held when it is closed. */
const holds = new WeakMap<Session<unknown>, Held>();

function Hold(): JSX.Element {
  const { session, now, platform } = useBench();
  const state = useStore(session);
  const epoch = state.status === 'authenticated' ? state.epoch : null;
  const [held, setHeld] = useState(holds.get(session) ?? null);
  const change = (next: Held | null): void => {
    if (next) holds.set(session, next);
    else holds.delete(session);
    setHeld(next);
  };
  useEffect(() => {
    if (!held) return;
    return platform.clock.after(Math.max(0, held.endsAt - now()), () => {
      holds.delete(session);
      setHeld(null);
    });
  }, [held, platform, now, session]);
  const holding = held !== null && held.epoch === epoch;
  const press = (): void => {
    if (holding) held.release();
    change(holding ? null : { release: session.hold(name, { max }), epoch, endsAt: now() + max });
  };
  return (
    <Act off={epoch === null} act={press}>
      {holding ? 'Release the hold' : 'Hold for a minute'}
    </Act>
  );
}

/** What an application can do, by hand. */
export function SessionControls(): JSX.Element {
  const { session } = useBench();
  const nobody = useStore(session, ({ status }) => status !== 'authenticated');
  return (
    <section className="card" aria-label="The session">
      <h3>The session</h3>
      <Control name="By hand" hint="What the application can do at any time.">
        <Act off={nobody} act={() => session.extend()}>
          Stay signed in
        </Act>
        <Act act={() => session.verify()}>Ask the server</Act>
        <Act off={nobody} act={() => session.signOut()}>
          Sign out here
        </Act>
      </Control>
      <Control name="Hold" hint="Stops the idle clock in every tab, as an upload would.">
        <Hold />
      </Control>
      <fieldset className="control">
        <legend>Limits</legend>
        <LimitForm />
      </fieldset>
    </section>
  );
}
