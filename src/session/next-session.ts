import type { Freshness } from '../auth/freshness.ts';
import type { EndReason, SessionState, Warning } from './state.ts';

/** What can happen to a session's state. */
export type SessionChange<User> =
  /** Somebody is signed in: found at start, signed in here, or in another tab. */
  | { readonly type: 'began'; readonly user: User; readonly epoch: string; readonly restored: boolean }
  | { readonly type: 'ended'; readonly reason: EndReason; readonly resumable: boolean }
  /** It turned out at start that nobody is signed in. */
  | { readonly type: 'nobody'; readonly reason: EndReason | null; readonly resumable: boolean }
  /** The server named the same user again, perhaps with other data. */
  | { readonly type: 'seen'; readonly user: User }
  | { readonly type: 'freshness'; readonly freshness: Freshness }
  | { readonly type: 'warning'; readonly warning: Warning | null };

/** What must be told when it happened. */
export type SessionEffect<User> =
  | { readonly tell: 'signed-in'; readonly user: User; readonly epoch: string; readonly restored: boolean }
  | { readonly tell: 'switched-user'; readonly from: User; readonly to: User }
  | { readonly tell: 'ended'; readonly reason: EndReason; readonly epoch: string }
  | { readonly tell: 'freshness'; readonly freshness: Freshness }
  | { readonly tell: 'warning'; readonly kind: Warning['kind'] };

type Step<User> = readonly [next: SessionState<User>, effects: readonly SessionEffect<User>[]];

/** Equal data keeps its identity, so that a hundred refreshes render nothing. */
const sameUser = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The next state, and what it makes necessary. Pure; a change that can't happen in a state changes nothing. */
export function nextSession<User>(
  state: SessionState<User>,
  change: SessionChange<User>,
  userId: (user: User) => string,
): Step<User> {
  const unchanged: Step<User> = [state, []];
  if (change.type === 'began') {
    const { epoch, restored } = change;
    const before = state.status === 'authenticated' ? state : null;
    if (before && before.epoch >= epoch) return unchanged;
    const user = before && sameUser(before.user, change.user) ? before.user : change.user;
    const next = { status: 'authenticated', user, epoch, freshness: 'fresh', warning: null } as const;
    if (before && userId(before.user) !== userId(user))
      return [next, [{ tell: 'switched-user', from: before.user, to: user }]];
    return [next, [{ tell: 'signed-in', user, epoch, restored }]];
  }
  if (change.type === 'nobody') {
    if (state.status === 'authenticated') return unchanged;
    return [{ status: 'unauthenticated', reason: change.reason, resumable: change.resumable }, []];
  }
  if (state.status !== 'authenticated') return unchanged;
  switch (change.type) {
    case 'ended': {
      const { reason, resumable } = change;
      return [{ status: 'unauthenticated', reason, resumable }, [{ tell: 'ended', reason, epoch: state.epoch }]];
    }
    case 'seen':
      return sameUser(state.user, change.user) ? unchanged : [{ ...state, user: change.user }, []];
    case 'freshness': {
      const { freshness } = change;
      return state.freshness === freshness ? unchanged : [{ ...state, freshness }, [{ tell: 'freshness', freshness }]];
    }
    case 'warning': {
      const { warning } = change;
      if (state.warning?.kind === warning?.kind) return unchanged;
      // Another limit coming first in the middle of a warning is the same episode.
      return [{ ...state, warning }, warning && !state.warning ? [{ tell: 'warning', kind: warning.kind }] : []];
    }
    default:
      return change satisfies never;
  }
}
