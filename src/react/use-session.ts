import { useStore } from 'zustand';
import type { ReadableStore } from '../foundation/store.ts';
import type { Session } from '../session/session.ts';
import type { SessionState } from '../session/state.ts';
import type { DocumentOwner } from '../vault/host.ts';
import { useSessionContext } from './context.ts';
import { useView } from './use-view.ts';

const nothing = { user: null, epoch: null, freshness: null, warning: null, reason: null, resumable: false } as const;

/** Adds what a status doesn't carry as `null`, so that fields can be taken apart before the status is looked at. */
type Filled<State> = State extends unknown ? State & Omit<typeof nothing, keyof State> : never;

/** State of a session with every field in every status. Looking at `status` still narrows the others. */
export type SessionView<User> = Filled<SessionState<User>>;

/** What a component may do with a session. The functions stay the same for as long as the session is. */
export type SessionMethods<User, Credentials> = Omit<
  Session<User, Credentials>,
  'start' | keyof ReadableStore<unknown> | keyof DocumentOwner
>;

/**
 * The session: state and methods. Renders when the state changes, which time alone never does.
 * With a selector, gives what it picks and renders only when that changes.
 *
 * @example
 * const { status, user, signOut } = useSession<User>();
 * const offline = useSession((state) => state.status === 'authenticated' && state.freshness === 'offline');
 * @throws HOLDFAST_CONFIG outside a `SessionProvider`
 */
export function useSession<User = unknown, Credentials = unknown>(): SessionView<User> &
  SessionMethods<User, Credentials>;
export function useSession<User, Selected>(selector: (state: SessionState<User>) => Selected): Selected;
export function useSession(selector?: (state: SessionState<unknown>) => unknown): unknown {
  return useView(useSessionContext<unknown>(), selector, nothing);
}

const pickUser = (state: SessionState<unknown>): unknown => (state.status === 'authenticated' ? state.user : null);

/**
 * Who is signed in, or `null`. Renders only when that changes.
 *
 * @example
 * const user = useUser<User>();
 * @throws HOLDFAST_CONFIG outside a `SessionProvider`
 */
export function useUser<User = unknown>(): User | null {
  return useStore(useSessionContext<unknown>(), pickUser) as User | null;
}
