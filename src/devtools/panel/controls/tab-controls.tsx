import type { JSX } from 'react';
import type { Faults } from '../../observe/faults.ts';
import type { Observer } from '../../observe/observer.ts';
import { useBench, useFaults, useTimer } from '../bench.tsx';
import { Act, Control } from './control.tsx';

const deliveries: readonly (readonly [Faults['messages'], string])[] = [
  ['all', 'All arrive'],
  ['half', 'Half'],
  ['none', 'None'],
];

/** What other tabs do, what becomes of their messages, and the disk that all of them share. */
export function TabControls({ observer }: { readonly observer: Observer }): JSX.Element {
  const { session } = useBench();
  const { messages, full } = useFaults();
  const nobody = useTimer().phase === 'off';
  const { faults } = observer;
  return (
    <section className="card" aria-label="Other tabs and disk">
      <h3>Other tabs and disk</h3>
      <fieldset className="control">
        <legend>Messages between tabs</legend>
        <p className="soft small">They are hints: losing them changes no outcome, only when it is noticed.</p>
        <div className="segments">
          {deliveries.map(([name, label]) => (
            <button
              key={name}
              type="button"
              aria-pressed={messages === name}
              onClick={() => faults.setState({ messages: name })}
            >
              {label}
            </button>
          ))}
        </div>
      </fieldset>
      <Control name="Sign out elsewhere" hint="As another tab does: by the record that all tabs share.">
        <Act off={nobody} act={() => observer.endElsewhere(session.name)}>
          Sign out in another tab
        </Act>
      </Control>
      <Control name="Disk full" hint="IndexedDB refuses every write.">
        <Act pressed={full} act={() => faults.setState({ full: !full })}>
          Disk full
        </Act>
      </Control>
    </section>
  );
}
