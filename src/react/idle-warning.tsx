import { type CSSProperties, type ReactNode, type SyntheticEvent, useEffect, useId, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { EndReason, SessionState } from '../session/state.ts';
import { useSessionContext } from './context.ts';
import { Speaker } from './speaker.tsx';
import { isCurtained, useLead } from './stage.ts';
import { type ModalState, reopen, useModal, useRaise } from './use-modal.ts';
import { useSessionTimer } from './use-session-timer.ts';
import { useSpeech } from './use-speech.ts';
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
  /**
   * Offers to go on without signing in, in the screen at the end, and is called when somebody does, after the dialog has closed.
   * For pages that are open to guests: without it, a screen with a `signIn` form stays until somebody has signed in.
   */
  readonly onLeave?: () => void;
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

const nothingLeft = { kind: 'idle', minutes: 0, seconds: 0, extension: null } as const;

/**
 * Warns before a session ends, and says why when it has ended. Put it once, anywhere inside the provider; of several, one
 * shows itself.
 *
 * A native modal dialog: "Stay signed in" has the focus and Escape does the same; afterwards focus, selection and scroll
 * are where they were. A limit that can't be extended has other words: "Keep working" makes the warning small, beside the
 * page, where it goes on counting and speaking, and from where it can be opened again. Speaks to screen readers from the
 * visible tab alone, and marks the title of hidden ones. Looks follow the page's `color-scheme` and these properties:
 * `--holdfast-accent`, `-on-accent`, `-surface`, `-text`, `-muted`, `-border`, `-danger`, `-radius`, `-font`, `-shadow`,
 * `-backdrop`, `-ended-backdrop`.
 *
 * At the end an opaque screen covers the page until the person goes on to sign in: with the `signIn` form in it, or with
 * what the page shows under it, such as a `<SignedOut>`. Where a {@link SessionGate} covers its page, that one tells of
 * the end, and this one doesn't.
 *
 * @example
 * <IdleWarning words={{ heading: () => 'Still on board?' }} style={{ '--holdfast-accent': 'rebeccapurple' }} />
 * @example
 * // A shop that guests may look at: sign in again in place, or go on as one.
 * <IdleWarning signIn={<SignInForm />} onLeave={() => navigate('/')} />
 * @throws HOLDFAST_CONFIG outside a `SessionProvider`
 */
export function IdleWarning(props: IdleWarningProps): ReactNode {
  const { className = '', style, signIn, onSignIn, onLeave, onEnded, showEnded = true } = props;
  const session = useSessionContext<unknown>();
  const timer = useSessionTimer();
  const status = useStore(session, pickStatus);
  const resumable = useStore(session, pickResumable);
  const leads = useLead(session);
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();

  // Adjusted while rendering, so that no frame shows what is no longer so.
  // Known at the first render: in a second one React 18 forgets that it is taking over a server's page.
  const [seen, setSeen] = useState(status === 'authenticated');
  const [refused, setRefused] = useState(false);
  const [dismissed, setDismissed] = useState(false);
  const [failing, setFailing] = useState(false);
  const warns = leads && timer.phase === 'warning' && status === 'authenticated';
  const { kind, minutes, seconds, extension } = warns ? timer : nothingLeft;
  if (!warns && refused) setRefused(false);
  if (!warns && dismissed) setDismissed(false);
  // A retry is no news.
  if (extension !== 'pending' && failing !== (extension === 'failed')) setFailing(!failing);
  const near = refused ? 'absolute' : kind;
  const spoken = useSpeech(seconds, near);

  const over = status !== 'authenticated' && status !== 'loading' && status !== 'signed-out';
  const told = over && isCurtained(session);
  if (status === 'authenticated' ? !seen : told && seen) setSeen(!seen);
  const ended = leads && showEnded && seen && !told && over ? status : null;
  const canStay = near === 'idle';
  const state: ModalState = warns ? (dismissed && !canStay ? 'aside' : 'warning') : ended && 'ended';
  const facts: WarningFacts = { reason: ended ?? near, minutes, seconds, draftsSaved: timer.kept ?? resumable };
  const words = { ...englishWords, ...props.words };
  // Words without a language are in the page's.
  const { lang } = props.words ?? englishWords;
  const language = lang ? { lang, dir: 'auto' } : {};
  const busy = canStay && extension === 'pending';
  const form = (ended || (state && !canStay)) && state !== 'aside' && signIn;

  useEffect(() => (ref.current ? adoptStyles(ref.current) : undefined), []);
  useEffect(() => session.on('ended', ({ reason }) => onEnded?.(reason)), [session, onEnded]);
  const keepPlace = useModal(ref, state);
  useRaise(ref, state === 'warning' && !form, seconds);
  useTitlePrefix(ref, warns ? words.title(facts) : '');

  const go = (then?: () => void): void => {
    // Closed at once and for good, so that the focus is the application's to give.
    ref.current?.close();
    ended ? setSeen(false) : setDismissed(true);
    then?.();
  };
  const stay = async (): Promise<void> => {
    if (!busy && (await timer.extend()).outcome === 'reauthentication-needed') setRefused(true);
  };
  const answer = (): void => {
    if (ended) go(onSignIn);
    else canStay ? void stay() : setDismissed(true);
  };
  const cancel = (event: SyntheticEvent): void => {
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    if (!ended || !signIn) answer();
    else if (onLeave) go(onLeave);
  };

  const [turned, left] = [spoken.turned ? `${words.message(facts)} ` : '', spoken.seconds];
  const speech = ended
    ? words.endedMessage(facts)
    : state && left
      ? turned + words.spoken({ ...facts, minutes: Math.ceil(left / 60), seconds: left })
      : '';
  const primary = ended ? words.signInAgain : canStay ? words.stay : words.later;
  const [secondary, act] = ended
    ? [onLeave && words.leave, () => go(onLeave)]
    : !canStay && onSignIn
      ? [words.signInAgain, () => go(onSignIn)]
      : [words.signOut, () => void timer.signOut()];

  return (
    <dialog
      ref={ref}
      className={`holdfast-warning ${className}`}
      style={style}
      data-state={state}
      role={state === 'warning' ? 'alertdialog' : undefined}
      aria-labelledby={state ? `${id}h` : undefined}
      aria-describedby={state === 'warning' ? `${id}m` : undefined}
      onCancel={cancel}
      // A browser closes on the second Escape whatever was answered to the first.
      onClose={() => state && reopen(ref.current)}
    >
      <div {...language}>
        {state && state !== 'aside' && (
          <h2 id={`${id}h`} className="holdfast-heading" {...(ended && { tabIndex: -1, 'data-focus': true })}>
            {(ended ? words.endedHeading : words.heading)(facts)}
          </h2>
        )}
        {state === 'warning' && (
          <p id={`${id}m`} className="holdfast-message">
            {words.message(facts)}
          </p>
        )}
        <Speaker text={speech} urgent={left <= 60} visible={state === 'ended'} />
        {warns && (
          <p className="holdfast-countdown" aria-hidden="true">
            {words.countdown(facts)}
          </p>
        )}
        {state === 'warning' && (
          <p className="holdfast-failed" role="status">
            {canStay && failing ? words.failed(facts) : ''}
          </p>
        )}
      </div>
      {form && <div className="holdfast-sign-in">{form}</div>}
      {state && (
        <div className="holdfast-actions" {...language}>
          {warns && !canStay && (
            // There all the time, so that the person comes back to it.
            <button
              type="button"
              id={state === 'aside' ? `${id}h` : undefined}
              hidden={state !== 'aside'}
              onClick={() => {
                keepPlace();
                setDismissed(false);
              }}
            >
              {words.heading(facts)}
            </button>
          )}
          {state !== 'aside' && !(ended && signIn) && (
            <button
              type="button"
              className="holdfast-primary"
              data-focus={!ended || undefined}
              aria-busy={busy}
              aria-disabled={busy}
              onClick={answer}
            >
              {primary(facts)}
            </button>
          )}
          {state !== 'aside' && secondary && (
            <button type="button" className="holdfast-secondary" onClick={act}>
              {secondary(facts)}
            </button>
          )}
        </div>
      )}
    </dialog>
  );
}
