import type { Freshness } from '../auth/freshness.ts';

/**
 * Why nobody is signed in.
 *
 * - `signed-out`: in this tab · `signed-out-elsewhere`: in another tab
 * - `idle`: nobody touched the page for the idle limit · `absolute`: the session reached its lifetime
 * - `revoked`: the server refused it · `switched-user`: another person signed in elsewhere
 * - `storage-lost`: the browser's data was cleared · `loop`: refreshed, and refused all the same
 * - `boot-failed`: it could not be found out who is signed in, at start or for longer than `maxStale`; the session may come back
 *
 * A network failure is never a reason.
 */
export type EndReason =
  | 'signed-out'
  | 'signed-out-elsewhere'
  | 'idle'
  | 'absolute'
  | 'revoked'
  | 'switched-user'
  | 'storage-lost'
  | 'loop'
  | 'boot-failed';

/** Which limit is near: `idle` can be extended, `absolute` and `server` may not. */
export interface Warning {
  readonly kind: 'idle' | 'absolute' | 'server';
}

/** Boot only; never entered again. */
export interface Loading {
  readonly status: 'loading';
}

/** Epoch of an `initialSession` that hasn't been confirmed yet. Earlier than any other. */
export const provisional = '';

/** Somebody is signed in. */
export interface Authenticated<User> {
  readonly status: 'authenticated';
  readonly user: User;
  /** Name of this signing-in. A new one at every sign-in. Empty while an `initialSession` hasn't been confirmed. */
  readonly epoch: string;
  readonly freshness: Freshness;
  readonly warning: Warning | null;
}

/** Nobody is signed in. */
export interface Unauthenticated {
  readonly status: 'unauthenticated';
  /** Why a session ended, or `null` when there was none. */
  readonly reason: EndReason | null;
  /** Whether work of the last user is kept here and will be back when the same user signs in. */
  readonly resumable: boolean;
}

/** What an application sees of a session. Time is not in it, so it changes only when something happened. */
export type SessionState<User> = Loading | Authenticated<User> | Unauthenticated;
