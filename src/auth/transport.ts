import type { Database } from '../platform/database.ts';
import type { Platform } from '../platform/platform.ts';
import type { Exclusive } from './exclusive.ts';
import type { Failure } from './failure.ts';
import type { Freshness } from './freshness.ts';

/** Answer to one question. A transport returns it and never throws, so nothing can slip past the taxonomy of failures. */
export type Answer<Value> =
  | { readonly outcome: 'ok'; readonly value: Value }
  /** The server said no, in its own words. */
  | { readonly outcome: 'rejected'; readonly status: number; readonly body: unknown }
  /** It could not be found out. Never ends a session. */
  | { readonly outcome: 'failed'; readonly failure: Failure };

/** Signing in goes on at another page, and this one is being left. */
export interface Redirecting {
  readonly outcome: 'redirecting';
}

/** What a server tells about a living session. Lengths in milliseconds from the start of the request. */
export interface Lease<User> {
  readonly user: User;
  /** Until the session ends unless it is touched. */
  readonly idleExpiresIn?: number;
  /** Until the session ends whatever happens. */
  readonly expiresIn?: number;
  /** As `idleExpiresIn`, as a moment of the server's clock (milliseconds since 1970). Its skew is corrected. */
  readonly idleExpiresAt?: number;
  /** As `expiresIn`, as a moment of the server's clock (milliseconds since 1970). Its skew is corrected. */
  readonly expiresAt?: number;
  /**
   * A secret of this user's that the server hands out to whoever is signed in as them: 128 random bits or more, as text, always the same
   * for the same user (a password is none). What documents seal is then sealed by a key that comes of it (HKDF-SHA-256) and that this
   * browser forgets when the session ends; so what stays on the device opens only when the same user signs in again.
   */
  readonly accountKey?: string;
}

/** What a transport may use, and what it tells. */
export interface TransportContext {
  readonly name: string;
  readonly platform: Platform;
  database(): Database;
  now(): number;
  /** The present epoch, or null. */
  epoch(): string | null;
  /** Whether `epoch` lives in the record that all tabs share. */
  lives(epoch: string): boolean;
  /** One tab at a time. */
  readonly exclusive: Exclusive;
  onFreshness(freshness: Freshness): void;
  onRefreshed(generation: number): void;
  /** The server's clock is ahead of this one by `skew` milliseconds (behind when negative), as an answer's `Date` says. */
  onSkew(skew: number): void;
  /** Leaves this page for `url` as soon as everything that was typed is stored. */
  leavePage(url: string): Promise<void>;
}

/**
 * What an answer to an application's request means. `again`: send it once more with the credential there is now. `ask`: ask the
 * session endpoint, once for all tabs, and believe that. `dead`: the server refused the newest credential in its own words.
 */
export type Verdict = 'again' | 'ask' | 'dead' | 'give-up';

/** A transport at work for one session. Every method ends when `signal` aborts. */
export interface Connection<User, Credentials> {
  /** Who is signed in, in the server's view; `null` when nobody is. */
  probe(signal: AbortSignal): Promise<Answer<Lease<User> | null>>;
  /** Whether tabs that probe at the same time ask once by themselves. Nobody holds a lock for them then. */
  readonly takesTurns?: boolean;
  signIn(credentials: Credentials, signal: AbortSignal): Promise<Answer<Lease<User>> | Redirecting>;
  /** A later sign-in came before this one's answer: what it brought is nobody's. */
  discard?(lease: Lease<User>): void;
  /** The new epoch has begun: keep for it what came with `lease`. */
  begin(epoch: string, lease: Lease<User>): Promise<void>;
  /** Asks the server to go on. */
  touch(signal: AbortSignal): Promise<Answer<Lease<User> | null>>;
  /** Tells the server that `epoch` has ended, and forgets its credential when the server knows. */
  signOut(epoch: string, scope: 'device' | 'everywhere', signal: AbortSignal): Promise<Answer<null>>;
  /** The request with its credential. It resolves to a failure when a needed refresh failed for good. */
  authorize(request: Request, signal: AbortSignal): Promise<Request>;
  /** Whether an answer may say something about the session, so that `recover` has to judge it. */
  concerns(response: Response, sent: Request): boolean;
  recover(sent: Request, response: Response, signal: AbortSignal): Promise<Verdict>;
  /** Whether a request to `origin` may carry the credential. */
  allows(origin: string): boolean;
  /** False where only the tab that signed in holds the credential: what another tab doesn't find there proves nothing. */
  readonly shared: boolean;
  /** Where the browser goes after `epoch` was signed out by a person in this tab, if anywhere. */
  endSessionUrl?(epoch: string): string | null;
}

/** How a session talks to a server: made by `cookie(…)`, `bearer(…)` or `oidc(…)`. */
export interface Transport<User, Credentials> {
  connect(context: TransportContext): Connection<User, Credentials>;
}
