import { type JSX, useEffect, useId, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Bench } from './follow/bench.ts';
import { launcherStyles } from './launcher-styles.ts';
import { readStatus } from './model/summary.ts';
import { readOpen, writeOpen } from './panel/memory.ts';
import type { Panel, PanelProps } from './panel/panel.tsx';
import { adoptSheet } from './stage.ts';

interface LauncherProps extends Pick<PanelProps, 'defaultDock'> {
  readonly bench: Bench;
  readonly defaultOpen: boolean;
}

/** The button that opens the panel. The panel itself is asked for when it is first opened. */
export function Launcher({ bench, defaultDock, defaultOpen }: LauncherProps): JSX.Element {
  const { session, view } = bench;
  const state = useStore(session);
  const phase = useStore(session.timer, (timer) => timer.phase);
  const status = readStatus(state, phase);
  const [open, setOpen] = useState(() => readOpen(view, defaultOpen));
  const [Shown, setShown] = useState<typeof Panel | null>(null);
  const [failed, setFailed] = useState(false);
  const [entered, setEntered] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const left = useRef(false);
  const id = useId();

  useEffect(() => (frame.current ? adoptSheet(frame.current, launcherStyles) : undefined), []);
  useEffect(() => {
    if (!open || Shown) return;
    let gone = false;
    import('./panel/panel.tsx').then(
      ({ Panel: loaded }) => gone || setShown(() => loaded),
      () => {
        if (gone) return;
        setFailed(true);
        setOpen(false);
      },
    );
    return () => {
      gone = true;
    };
  }, [open, Shown]);
  useEffect(() => {
    // Back to where one came from; at a reload the focus stays where it is.
    if (!open && left.current) button.current?.focus();
    left.current = false;
  }, [open]);

  const show = (next: boolean): void => {
    left.current = !next;
    setEntered(next);
    setFailed(false);
    setOpen(next);
    writeOpen(view, next);
  };
  return (
    <div ref={frame} className="holdfast-devtools">
      {open && Shown && <Shown {...{ bench, id, defaultDock, entered }} close={() => show(false)} />}
      <section aria-label="Open the session devtools" className="launcher" hidden={open && Shown !== null}>
        <button
          ref={button}
          type="button"
          aria-expanded={open}
          aria-controls={open && Shown ? id : undefined}
          data-tone={status.tone}
          onClick={() => show(true)}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <circle cx="8" cy="8" r="6.2" />
            <path d="M8 4.500V8l2.5 2" />
          </svg>
          <span className="word">{failed ? 'Could not be loaded. Again?' : 'Session'}</span>
          <span className="unseen"> devtools, {status.text}</span>
          <span className="dot" />
        </button>
      </section>
    </div>
  );
}
