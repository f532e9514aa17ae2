import { type JSX, useEffect, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useStore } from 'zustand';
import type { Bench } from './follow/bench.ts';
import { Frame } from './frame.tsx';
import { readStatus } from './model/summary.ts';
import type { Panel, PanelProps } from './panel/panel.tsx';
import { usePlace } from './use-place.ts';
import { useShortcut } from './use-shortcut.ts';

interface LauncherProps extends Pick<PanelProps, 'defaultDock'> {
  readonly bench: Bench;
  readonly defaultOpen: boolean;
  readonly shortcut: boolean;
}

/** The button that opens the panel. The panel itself is asked for when it is first opened. */
export function Launcher({ bench, defaultDock, defaultOpen, shortcut }: LauncherProps): JSX.Element {
  const { session, view, recorder } = bench;
  const state = useStore(session);
  const phase = useStore(session.timer, (timer) => timer.phase);
  const status = readStatus(state, phase);
  const place = usePlace(bench, defaultOpen, defaultDock);
  const { open, apart, hide } = place;
  const [Shown, setShown] = useState<typeof Panel | null>(null);
  const [failed, setFailed] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const left = useRef(false);
  const id = useId();

  useEffect(() => {
    if (!open || Shown) return;
    let gone = false;
    import('./panel/panel.tsx').then(
      ({ Panel: loaded }) => gone || setShown(() => loaded),
      () => {
        if (gone) return;
        setFailed(true);
        hide();
      },
    );
    return () => {
      gone = true;
    };
  }, [open, Shown, hide]);
  // Here and not in the panel, which begins anew where it moves into a window.
  useEffect(() => (open ? recorder.watch() : undefined), [open, recorder]);
  useEffect(() => {
    // Back to where one came from; at a reload the focus stays where it is.
    if (!open && left.current) button.current?.focus();
    left.current = false;
  }, [open]);

  const show = (): void => {
    setFailed(false);
    if (apart) apart.view.focus();
    else place.show();
  };
  const close = (): void => {
    left.current = true;
    hide();
  };
  useShortcut(shortcut, view, () => {
    const inside = apart ? apart.stage.root : frame.current;
    const target = inside?.querySelector<HTMLElement>('h2') ?? button.current;
    apart?.view.focus();
    target?.focus();
    // An open dialog lets nobody out of it.
    if (!apart && (target?.getRootNode() as ShadowRoot | undefined)?.activeElement !== target) place.part();
    else if (!open) show();
  });
  const panel = open && Shown && <Shown key={apart ? 'apart' : 'page'} {...{ bench, id, defaultDock, place, close }} />;
  return (
    <>
      <Frame at={frame}>
        {!apart && panel}
        <section
          aria-label="Open the session devtools"
          className="launcher"
          hidden={panel && !apart ? true : undefined}
        >
          <button
            ref={button}
            type="button"
            aria-expanded={open}
            aria-controls={panel && !apart ? id : undefined}
            data-tone={status.tone}
            onClick={show}
          >
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <circle cx="8" cy="8" r="6.2" />
              <path d="M8 4.500V8l2.5 2" />
            </svg>
            <span className="word">{failed ? 'Could not be loaded. Again?' : 'Session'}</span>
            <span className="unseen">
              {' '}
              devtools, {status.text}
              {apart ? ', in a window' : ''}
            </span>
            <span className="dot" />
          </button>
        </section>
      </Frame>
      {apart && createPortal(<Frame>{panel}</Frame>, apart.stage.root)}
    </>
  );
}
