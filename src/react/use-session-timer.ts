import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Session } from '../session/session.ts';
import type { TimerState } from '../time/countdown.ts';
import { useSessionContext } from './context.ts';

/** A warning is open. */
export interface TimerWarning extends Pick<TimerState, 'kind' | 'extension' | 'deadline' | 'kept'> {
  readonly phase: 'warning';
  /** Milliseconds left, in whole seconds: what a countdown shows. */
  readonly remaining: number;
  /** Whole minutes left, rounded up: 61 seconds are 2 minutes. */
  readonly minutes: number;
  /** Whole seconds left in all, rounded up. Never goes up while one warning is open. */
  readonly seconds: number;
}

/** No warning is open. Nothing is counted, so there is nothing to show. */
export type TimerRest = { readonly phase: 'off' | 'active' } & {
  readonly [Name in Exclude<keyof TimerWarning, 'phase'>]: null;
};

/** Everything that a warning needs, without a pixel. */
export type SessionTimer = (TimerWarning | TimerRest) & Pick<Session<unknown>, 'extend' | 'signOut'>;

/** Ticks land on whole seconds, give or take what a timer is early. */
const early = 50;

/** Turns the timer into what is shown, and gives the same object again for as long as that is the same. */
function createView(session: Session<unknown>): (state: TimerState) => SessionTimer {
  const { extend, signOut } = session;
  let view: SessionTimer | undefined;
  return ({ phase, kind, deadline, remaining, extension, kept }) => {
    if (phase !== 'warning') {
      if (view?.phase !== phase) {
        const none = null;
        view = {
          phase,
          kind: none,
          deadline: none,
          remaining: none,
          minutes: none,
          seconds: none,
          extension: none,
          kept: none,
          extend,
          signOut,
        };
      }
      return view;
    }
    let seconds = Math.max(0, Math.ceil((remaining - early) / 1000));
    if (view?.phase === phase && view.deadline === deadline) {
      seconds = Math.min(seconds, view.seconds);
      if (seconds === view.seconds && extension === view.extension && kind === view.kind && kept === view.kept)
        return view;
    }
    const minutes = Math.ceil(seconds / 60);
    view = { phase, kind, deadline, remaining: seconds * 1000, minutes, seconds, extension, kept, extend, signOut };
    return view;
  };
}

/**
 * The warning without a look: build your own, or use {@link IdleWarning}. Never renders while the session is active,
 * and at most once a second while a warning is open.
 *
 * @example
 * const { phase, minutes, seconds, extend } = useSessionTimer();
 * if (phase !== 'warning') return null;
 * return <button onClick={extend}>{seconds > 60 ? `${minutes} min` : `${seconds} s`} left. Stay?</button>;
 * @throws HOLDFAST_CONFIG outside a `SessionProvider`
 */
export function useSessionTimer(): SessionTimer {
  const session = useSessionContext<unknown>();
  return useStore(
    session.timer,
    useMemo(() => createView(session), [session]),
  );
}
