import type { Freshness } from '../auth/freshness.ts';
import { type EndReason, provisional, type SessionState, type Warning } from './state.ts';

/** What can happen to a session's state. */
export type SessionChange<User> =
  /** Somebody is signed in: found at start, signed in here, or in another tab. */
  | {
      readonly type: 'began';
      readonly user: User;
      readonly epoch: string;
      readonly restored: boolean;
      readonly freshness?: Freshness;
    }
  /** Nobody is signed in: a session ended, or there was none at start. */
  | { readonly type: 'ended'; readonly reason: EndReason | null; readonly resumable: boolean }
  /** The server was asked. It may have named the same user again, perhaps with other data. */
  | { readonly type: 'heard'; readonly freshness: Freshness; readonly user?: User }
  | { readonly type: 'warning'; readonly warning: (Warning & { readonly remaining: number }) | null };

/** What must be told when it happened. */
export type SessionEffect<User> =
  | { readonly tell: 'signed-in'; readonly user: User; readonly epoch: string; readonly restored: boolean }
  | { readonly tell: 'switched-user'; readonly from: User; readonly to: User }
  | { readonly tell: 'ended'; readonly reason: EndReason; readonly epoch: string }
  | { readonly tell: 'freshness'; readonly freshness: Freshness }
  | { readonly tell: 'warning'; readonly kind: Warning['kind']; readonly remaining: number };

type Step<User> = readonly [next: SessionState<User>, effect?: SessionEffect<User> | false | null];

/** Equal data keeps its identity, so that a hundred refreshes render nothing. */
const newestOf = <Data>(before: Data, after: Data): Data =>
  JSON.stringify(before) === JSON.stringify(after) ? before : after;

/** The next state, and what it makes necessary. Pure; a change that can't happen in a state changes nothing. */
export function nextSession<User>(
  state: SessionState<User>,
  change: SessionChange<User>,
  userId: (user: User) => string,
): Step<User> {
  const before = state.status === 'authenticated' ? state : null;
  if (change.type === 'began') {
    const { epoch, restored, freshness = 'fresh' } = change;
    if (before && before.epoch >= epoch) return [state];
    const user = before ? newestOf(before.user, change.user) : change.user;
    return [
      { status: 'authenticated', user, epoch, freshness, warning: null },
      before && userId(before.user) !== userId(user)
        ? { tell: 'switched-user', from: before.user, to: user }
        : { tell: 'signed-in', user, epoch, restored },
    ];
  }
  if (change.type === 'ended') {
    const { reason, resumable } = change;
    return [
      { status: 'unauthenticated', reason, resumable },
      before !== null && before.epoch !== provisional && reason && { tell: 'ended', reason, epoch: before.epoch },
    ];
  }
  if (!before) return [state];
  if (change.type === 'heard') {
    const { freshness, user = before.user } = change;
    const newest = newestOf(before.user, user);
    const same = freshness === before.freshness;
    if (same && newest === before.user) return [state];
    return [{ ...before, user: newest, freshness }, !same && { tell: 'freshness', freshness }];
  }
  const { warning } = change;
  if (before.warning?.kind === warning?.kind) return [state];
  // Another limit coming first in the middle of a warning is the same episode.
  return [
    { ...before, warning: warning && { kind: warning.kind } },
    warning && !before.warning && { tell: 'warning', ...warning },
  ];
}
