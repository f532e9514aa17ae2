import { type CSSProperties, type ReactNode, type SyntheticEvent, useEffect, useId, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { EndReason, SessionState } from '../session/state.ts';
import { useSessionContext } from './context.ts';
import { Speaker } from './speaker.tsx';
import { present, useModal } from './use-modal.ts';
import { useSessionTimer } from './use-session-timer.ts';
import { useTitlePrefix } from './use-title-prefix.ts';
import { adoptStyles } from './warning-styles.ts';
import { englishWords, type WarningFacts, type WarningWords } from './warning-words.ts';

/** What {@link IdleWarning} takes. All of it is optional. */
export interface IdleWarningProps {
  /** Words to say instead of the English ones; all of them or some. */
  readonly words?: Partial<WarningWords>;
  /** Added to the dialog. */
  readonly className?: string;
  /** For the dialog: a place for `--holdfast-…` properties. */
  readonly style?: CSSProperties & { readonly [property: `--holdfast-${string}`]: string };
  /** A form to sign in again with in place: in the screen at the end, and in a warning that can't be extended. */
  readonly signIn?: ReactNode;
  /** Called at "Sign in again" where no `signIn` is given, after the dialog has closed. Not needed where `<SignedOut>` shows a form. */
  readonly onSignIn?: () => void;
  /** Called when the session has ended, whatever for. */
  readonly onEnded?: (reason: EndReason) => void;
  /**
   * Whether to say "You have been signed out" at the end.
   * @default true
   */
  readonly showEnded?: boolean;
}

const pickStatus = (state: SessionState<unknown>): EndReason | 'loading' | 'authenticated' | null =>
  state.status === 'unauthenticated' ? state.reason : state.status;

const pickResumable = (state: SessionState<unknown>): boolean => state.status === 'unauthenticated' && state.resumable;

/** From one of these to the next there is something new to say: whole minutes, then 60, 40 and 20 seconds. */
const markOf = (seconds: number): number => {
  const step = seconds > 60 ? 60 : 20;
  return Math.ceil(seconds / step) * step;
};

const nothingLeft = { kind: 'idle', minutes: 0, seconds: 0 } as const;

/**
 * Warns before a session ends, and says why when it has ended. Put it once, anywhere inside the provider.
 *
 * A native modal dialog: "Stay signed in" has the focus and Escape does the same; afterwards focus, selection and scroll
 * are where they were. Speaks to screen readers from the visible tab alone, and marks the title of hidden ones. Looks
 * follow the page's `color-scheme` and these properties: `--holdfast-accent`, `-on-accent`, `-surface`, `-text`, `-muted`,
 * `-border`, `-danger`, `-radius`, `-font`, `-shadow`, `-backdrop`, `-ended-backdrop`.
 *
 * At the end an opaque screen covers the page until the person goes on to sign in: with the `signIn` form in it, or with
 * what the page shows under it, such as a `<SignedOut>`.
 *
 * @example
 * <IdleWarning words={{ heading: () => 'Still on board?' }} style={{ '--holdfast-accent': 'rebeccapurple' }} />
 * @throws HOLDFAST_CONFIG outside a `SessionProvider`
 */
export function IdleWarning(props: IdleWarningProps): ReactNode {
  const { className = '', style, signIn, onSignIn, onEnded, showEnded = true } = props;
  const session = useSessionContext<unknown>();
  const timer = useSessionTimer();
  const status = useStore(session, pickStatus);
  const resumable = useStore(session, pickResumable);
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();

  // Adjusted while rendering, so that no frame shows what is no longer so.
  // Known at the first render: in a second one React 18 forgets that it is taking over a server's page.
  const [seen, setSeen] = useState(status === 'authenticated');
  const [answered, setAnswered] = useState<'refused' | 'dismissed' | null>(null);
  const [spokenAt, setSpokenAt] = useState(0);
  const warns = timer.phase === 'warning' && status === 'authenticated';
  const { kind, minutes, seconds } = warns ? timer : nothingLeft;
  if (status === 'authenticated' && !seen) setSeen(true);
  if (!warns && answered) setAnswered(null);
  if (markOf(seconds) !== markOf(spokenAt)) setSpokenAt(seconds);

  const over = status !== 'authenticated' && status !== 'loading' && status !== 'signed-out';
  const ended = showEnded && seen && over ? status : null;
  const state = warns && answered !== 'dismissed' ? 'warning' : ended && 'ended';
  const near = answered ? 'absolute' : kind;
  const facts: WarningFacts = { reason: ended ?? near, minutes, seconds, draftsSaved: timer.kept ?? resumable };
  const words = { ...englishWords, ...props.words };
  const canStay = near === 'idle';
  const busy = canStay && timer.extension === 'pending';

  useEffect(() => (ref.current ? adoptStyles(ref.current) : undefined), []);
  useEffect(() => session.on('ended', ({ reason }) => onEnded?.(reason)), [session, onEnded]);
  useModal(ref, state);
  useTitlePrefix(ref, state === 'warning' ? words.title(facts) : '');

  const close = (): void => (ended ? setSeen(false) : setAnswered('dismissed'));
  const toSignIn = (): void => {
    // Closed at once and for good, so that the focus is the application's to give.
    ref.current?.close();
    close();
    onSignIn?.();
  };
  const stay = async (): Promise<void> => {
    if (!busy && (await timer.extend()).outcome === 'reauthentication-needed') setAnswered('refused');
  };
  const answer = (): void => {
    if (!ended) canStay ? void stay() : close();
    else if (!signIn) toSignIn();
  };
  const cancel = (event: SyntheticEvent): void => {
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    answer();
  };

  const leads = !canStay && onSignIn;
  const speech = ended
    ? words.endedMessage(facts)
    : state && spokenAt
      ? words.spoken({ ...facts, minutes: Math.ceil(spokenAt / 60), seconds: spokenAt })
      : '';

  return (
    <dialog
      ref={ref}
      className={`holdfast-warning ${className}`}
      style={style}
      data-state={state}
      role={ended ? undefined : 'alertdialog'}
      aria-labelledby={state ? `${id}h` : undefined}
      aria-describedby={state === 'warning' ? `${id}m` : undefined}
      onCancel={cancel}
      // A browser closes on the second Escape whatever was answered to the first.
      onClose={() => state && ref.current && present(ref.current)}
    >
      {state && (
        <h2 id={`${id}h`} className="holdfast-heading" {...(ended && { tabIndex: -1, 'data-focus': true })}>
          {(ended ? words.endedHeading : words.heading)(facts)}
        </h2>
      )}
      {state === 'warning' && (
        <p id={`${id}m`} className="holdfast-message">
          {words.message(facts)}
        </p>
      )}
      <Speaker text={speech} urgent={spokenAt <= 60} visible={state === 'ended'} />
      {state === 'warning' && (
        <>
          <p className="holdfast-countdown" aria-hidden="true">
            {words.countdown(facts)}
          </p>
          <p className="holdfast-failed" role="status">
            {canStay && timer.extension === 'failed' ? words.failed(facts) : ''}
          </p>
        </>
      )}
      {state && signIn && (ended || !canStay) && <div className="holdfast-sign-in">{signIn}</div>}
      {state && !(ended && signIn) && (
        <div className="holdfast-actions">
          <button
            type="button"
            className="holdfast-primary"
            data-focus={!ended || undefined}
            aria-busy={busy}
            aria-disabled={busy}
            onClick={answer}
          >
            {(ended ? words.signInAgain : canStay ? words.stay : words.later)(facts)}
          </button>
          {!ended && (
            <button
              type="button"
              className="holdfast-secondary"
              onClick={leads ? toSignIn : () => void timer.signOut()}
            >
              {(leads ? words.signInAgain : words.signOut)(facts)}
            </button>
          )}
        </div>
      )}
    </dialog>
  );
}
