import { type JSX, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Choice } from '../timers.ts';
import { Facts } from './facts.tsx';
import { HoldButton } from './hold-button.tsx';
import type { Logs } from './log.ts';
import { LogList } from './log-list.tsx';
import { StorageList } from './storage-list.tsx';
import { SyncList } from './sync/sync-list.tsx';
import type { History } from './timeline/history.ts';
import { Timeline } from './timeline/timeline.tsx';
import { TimerForm } from './timer-form.tsx';

export interface InspectorProps {
  readonly choice: Choice;
  readonly logs: Logs;
  readonly history: History;
  /** Where the shop's server runs. */
  readonly backend: string;
}

/** Whether the drawer is open stands in the address, so that a reload shows it again. */
function rememberOpen(open: boolean): void {
  const address = new URL(location.href);
  if (open) address.searchParams.set('inspector', '');
  else address.searchParams.delete('inspector');
  history.replaceState(history.state, '', address);
}

function Part({ title, open = true, children }: { title: string; open?: boolean; children: ReactNode }): JSX.Element {
  return (
    <details className="part" open={open}>
      <summary>
        <h3>{title}</h3>
      </summary>
      {children}
    </details>
  );
}

/** A drawer that shows the session at work. It changes nothing, except the timers when asked. */
export function Inspector({ choice, logs, history, backend }: InspectorProps): JSX.Element {
  const [open, setOpen] = useState(() => new URLSearchParams(location.search).has('inspector'));
  const toggleButton = useRef<HTMLButtonElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const asked = useRef(false);

  const show = (next: boolean): void => {
    asked.current = true;
    setOpen(next);
    rememberOpen(next);
  };
  useEffect(() => {
    document.documentElement.toggleAttribute('data-inspector', open);
    // Into the drawer, and back out of it; at a reload the focus stays where it is.
    if (asked.current) (open ? heading : toggleButton).current?.focus();
    asked.current = false;
  }, [open]);

  return (
    <>
      <button
        ref={toggleButton}
        type="button"
        className="button inspector-toggle"
        aria-expanded={open}
        aria-controls="inspector"
        onClick={() => show(true)}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="8" cy="8" r="6.2" />
          <path d="M8 4.500V8l2.5 2" />
        </svg>
        <span className="toggle-word">Inspector</span>
      </button>
      <aside
        id="inspector"
        className="inspector"
        aria-label="Session inspector"
        hidden={!open}
        onKeyDown={(event) => event.key === 'Escape' && show(false)}
      >
        {open && (
          <>
            <div className="inspector-head">
              <h2 ref={heading} tabIndex={-1}>
                Inspector
              </h2>
              <button type="button" className="button quiet" onClick={() => show(false)}>
                Close<span className="unseen"> the inspector</span>
              </button>
            </div>
            <Part title="Clocks">
              <Timeline history={history} />
              <HoldButton />
            </Part>
            <Part title="Session">
              <Facts choice={choice} backend={backend} />
            </Part>
            <Part title="Other devices">
              <SyncList />
            </Part>
            <Part title="Timers" open={false}>
              <TimerForm choice={choice} />
            </Part>
            <Part title="Events">
              <LogList log={logs.events} none="Nothing has happened yet." />
            </Part>
            <Part title="Between tabs">
              <LogList log={logs.messages} none="No message yet. Open the shop in a second tab." />
            </Part>
            <Part title="Stored in this browser">
              <StorageList />
            </Part>
          </>
        )}
      </aside>
    </>
  );
}
