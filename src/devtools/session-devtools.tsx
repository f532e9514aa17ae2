import { type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { HoldfastError } from '../foundation/errors.ts';
import { SessionContext } from '../react/context.ts';
import type { Session } from '../session/session.ts';
import { type Bench, createBench } from './follow/bench.ts';
import { Launcher } from './launcher.tsx';
import type { SessionDevtoolsProps } from './props.ts';
import { type Stage, setStage } from './stage.ts';

/**
 * Shows a session at work: a timeline of input, deadlines, refreshes, locks, messages and writes; the record that all tabs share;
 * documents, storage, and which tabs answer; with controls to sleep, go offline, lose messages and more. Put it once, anywhere
 * inside the provider or with a `session`. It begins as a button in the corner, and its panel is loaded when that is first pressed.
 *
 * Never shown are tokens, what messages, documents and requests hold, and who is signed in.
 *
 * Without `platform: inspect()` in the session's options it shows what the session itself tells. In builds for production this door
 * renders nothing; `holdfast/devtools/production` always has it.
 *
 * @example
 * <SessionProvider session={session}>
 *   <App />
 *   <SessionDevtools />
 * </SessionProvider>
 * @throws HOLDFAST_CONFIG outside a `SessionProvider` and without a `session`
 */
export function SessionDevtools(props: SessionDevtoolsProps): ReactNode {
  const { defaultOpen = false, defaultDock = 'bottom', shortcut = true } = props;
  const inherited = useContext(SessionContext);
  const session = (props.session as Session<unknown> | undefined) ?? inherited;
  if (!session)
    throw new HoldfastError(
      'HOLDFAST_CONFIG',
      '<SessionDevtools> stands outside a provider and was given no session. Put it inside <SessionProvider>, or give it `session`.',
    );
  const anchor = useRef<HTMLSpanElement>(null);
  const [shown, setShown] = useState<{ readonly bench: Bench; readonly stage: Stage } | null>(null);
  useEffect(() => {
    const view = anchor.current?.ownerDocument.defaultView;
    if (!view) return;
    const stage = setStage(view);
    const bench = createBench(session, view);
    setShown({ bench, stage });
    return () => {
      bench.stop();
      stage.remove();
      setShown(null);
    };
  }, [session]);
  return (
    <span ref={anchor} hidden>
      {shown &&
        createPortal(<Launcher bench={shown.bench} {...{ defaultOpen, defaultDock, shortcut }} />, shown.stage.root)}
    </span>
  );
}
