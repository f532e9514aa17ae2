import { type CSSProperties, type ReactNode, type RefObject, useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { SessionContext, useSessionContext } from './context.ts';
import { Curtain } from './curtain.tsx';
import { createGate, type Gate } from './gate-state.ts';
import type { GateWords } from './gate-words.ts';
import { createKeep, KeepContext, keepSession } from './kept.ts';
import { useGateOnStage } from './stage.ts';

/** What {@link SessionGate} takes. */
export interface SessionGateProps {
  /** The form to sign in again with, in the dialog above the covered page. */
  readonly signIn: ReactNode;
  /** Shown while it is not known yet who is signed in, once at start. */
  readonly fallback?: ReactNode;
  /** Shown when nobody is signed in and no page is kept. Use it in place of a `<SignedOut>` beside the gate. */
  readonly signedOut?: ReactNode;
  /** Words of the dialog instead of the English ones; all of them or some. */
  readonly words?: Partial<GateWords>;
  /** Added to the dialog. */
  readonly className?: string;
  /** For the dialog: a place for the `--holdfast-…` properties of `IdleWarning`. */
  readonly style?: CSSProperties & { readonly [property: `--holdfast-${string}`]: string };
  readonly children?: ReactNode;
}

/** The page of one person. */
function Page({ gate, frame, children }: { gate: Gate; frame: RefObject<HTMLDivElement | null>; children: ReactNode }) {
  const session = useSessionContext<unknown>();
  const [kept, keep] = useMemo(() => [keepSession(session, gate), createKeep(gate)] as const, [session, gate]);
  // A strict style-src drops the attribute of a server's page, and no script's property.
  useEffect(() => frame.current?.style.setProperty('display', 'contents'), [frame]);
  // A page that is given up takes along what waits for its person.
  useEffect(() => session.keepRequests(), [session]);
  return (
    <SessionContext.Provider value={kept}>
      <KeepContext.Provider value={keep}>
        <div ref={frame} style={{ display: 'contents' }}>
          {children}
        </div>
      </KeepContext.Provider>
    </SessionContext.Provider>
  );
}

/**
 * Shows its children while somebody is signed in, as {@link SignedIn} does, and keeps them when the session ends without the
 * person's doing: idle, its lifetime over, refused by the server. The page then stays mounted under a curtain, where nobody can
 * see, read or reach it, with a modal dialog to sign in again above. For the same person the curtain lifts, and everything is
 * as they left it: text, focus, scroll position. For anybody else the page is made anew.
 *
 * Under the curtain hooks go on showing what they showed last, and requests by `session.fetch` wait for the same person.
 * Whoever signs out, here or in another tab, keeps nothing. What a page draws outside the gate, by portals, is covered by the
 * dialog's backdrop. An `IdleWarning` may stand inside or beside: the end is told once, by the gate.
 *
 * @example
 * <SessionGate signIn={<SignInForm />} fallback={<Splash />} signedOut={<Welcome />}>
 *   <Shop />
 *   <IdleWarning />
 * </SessionGate>
 * @throws HOLDFAST_CONFIG outside a `SessionProvider`
 */
export function SessionGate(props: SessionGateProps): ReactNode {
  const { signIn, fallback, signedOut, words, className, style, children } = props;
  const session = useSessionContext<unknown>();
  const gate = useMemo(() => createGate(session), [session]);
  const { seen, reason, resumable, page } = useStore(gate);
  const frame = useRef<HTMLDivElement>(null);
  useGateOnStage(session, gate);

  if (seen.status !== 'authenticated') return seen.status === 'loading' ? fallback : signedOut;
  return (
    <>
      <Page key={page} gate={gate} frame={frame}>
        {children}
      </Page>
      {reason && (
        <Curtain
          page={frame}
          reason={reason}
          draftsSaved={resumable}
          words={words}
          className={className}
          style={style}
          signIn={signIn}
          onLeave={gate.leave}
        />
      )}
    </>
  );
}
