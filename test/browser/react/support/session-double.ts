import type { EndReason, ExtendResult, Session, SessionState, TimerState } from 'holdfast';
import { createStore } from 'zustand/vanilla';

export interface User {
  readonly id: string;
  readonly name: string;
}

export const ada: User = { id: 'ada', name: 'Ada Lovelace' };

/** A session without a server, a clock or a browser: the test says what happens. */
export interface SessionDouble {
  readonly session: Session<User>;
  /** Names of the methods that were called, in order. */
  readonly calls: readonly string[];
  /** How often it was started, less how often it was released. */
  holders(): number;
  signIn(user?: User, epoch?: string): void;
  set(state: SessionState<User>): void;
  timer(next: Partial<TimerState>): void;
  /** A warning with so many seconds left. */
  warn(secondsLeft: number, kind?: TimerState['kind']): void;
  /** So many seconds are left now. */
  left(seconds: number): void;
  end(reason: EndReason, resumable?: boolean): void;
  /** What the server says to "Stay signed in". */
  answer: () => Promise<ExtendResult>;
}

const off: TimerState = {
  phase: 'off',
  kind: 'idle',
  deadline: 0,
  warnAt: 0,
  remaining: 0,
  extension: 'none',
  lastActivityAt: 0,
  signedInAt: 0,
  now: 0,
};

export function createSessionDouble(): SessionDouble {
  const store = createStore<SessionState<User>>(() => ({ status: 'loading' }));
  const timer = createStore<TimerState>(() => off);
  const calls: string[] = [];
  let holders = 0;
  let epochs = 0;
  const note = (name: string): void => void calls.push(name);

  const double: SessionDouble = {
    calls,
    holders: () => holders,
    session: {
      name: 'double',
      getState: store.getState,
      getInitialState: store.getInitialState,
      subscribe: store.subscribe,
      timer,
      start() {
        holders++;
        return () => void holders--;
      },
      async signIn() {
        note('signIn');
        double.signIn();
        return { outcome: 'signed-in', user: ada };
      },
      async signOut() {
        note('signOut');
        double.end('signed-out');
        return { local: 'done', remote: 'done' };
      },
      extend() {
        note('extend');
        return double.answer();
      },
      async verify() {
        note('verify');
        return store.getState();
      },
      fetch: () => Promise.reject(new TypeError('No network here.')),
      hold: () => () => {},
      reportActivity: () => note('reportActivity'),
      on: () => () => {},
      join: () => () => {},
    } as Partial<Session<User>> as Session<User>,
    signIn(user = ada, epoch = `epoch-${++epochs}`) {
      store.setState({ status: 'authenticated', user, epoch, freshness: 'fresh', warning: null }, true);
      timer.setState({ ...off, phase: 'active', deadline: 900_000, remaining: 900_000, warnAt: 780_000 });
    },
    set: (state) => store.setState(state, true),
    timer: (next) => timer.setState(next),
    warn(secondsLeft, kind = 'idle') {
      timer.setState({ phase: 'warning', kind, deadline: 900_000, remaining: secondsLeft * 1000, extension: 'none' });
    },
    left: (seconds) => timer.setState({ remaining: seconds * 1000, now: 900_000 - seconds * 1000 }),
    end(reason, resumable = false) {
      store.setState({ status: 'unauthenticated', reason, resumable }, true);
      timer.setState({ ...off });
    },
    async answer() {
      timer.setState({ phase: 'active', extension: 'none', deadline: 1_800_000, remaining: 900_000 });
      return { outcome: 'extended' };
    },
  };
  return double;
}
