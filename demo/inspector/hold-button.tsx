import { minutes } from 'holdfast';
import { useSession } from 'holdfast/react';
import { type JSX, useEffect, useState } from 'react';
import { session } from '../session.ts';

const name = 'inspector';
const max = minutes(1);

interface Held {
  readonly release: () => void;
  readonly epoch: string | null;
  readonly endsAt: number;
}

/** Outlives the drawer: what was held stays held when it is closed. */
let last: Held | null = null;

/** Stops the idle clock for a minute, as an upload would. */
export function HoldButton(): JSX.Element | null {
  const { status, epoch } = useSession();
  const [held, setHeld] = useState(last);
  const change = (next: Held | null): void => {
    last = next;
    setHeld(next);
  };
  useEffect(() => {
    if (!held) return;
    const over = setTimeout(() => change(null), Math.max(0, held.endsAt - Date.now()));
    return () => clearTimeout(over);
  });
  if (status !== 'authenticated') return null;
  const holding = held !== null && held.epoch === epoch;
  const press = (): void => {
    if (holding) held.release();
    change(holding ? null : { release: session.hold(name, { max }), epoch, endsAt: Date.now() + max });
  };
  return (
    <div className="holding">
      <button type="button" className="button" onClick={press}>
        {holding ? 'Release the hold' : 'Hold for a minute'}
      </button>
      <p className="soft small">Stops the idle clock in every tab, as an upload would.</p>
    </div>
  );
}
