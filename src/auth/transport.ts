import type { Database } from '../platform/database.ts';
import type { Platform } from '../platform/platform.ts';
import type { Failure } from './failure.ts';
import type { Freshness } from './freshness.ts';

/** Answer to one question. A transport returns it and never throws, so nothing can slip past the taxonomy of failures. */
export type Answer<Value> =
  | { readonly outcome: 'ok'; readonly value: Value }
  /** The server said no, in its own words. */
  | { readonly outcome: 'rejected'; readonly status: number; readonly body: unknown }
  /** It could not be found out. Never ends a session. */
  | { readonly outcome: 'failed'; readonly failure: Failure };

/** What a server tells about a living session. Lengths in milliseconds from the start of the request. */
export interface Lease<User> {
  readonly user: User;
  /** Until the session ends unless it is touched. */
  readonly idleExpiresIn?: number;
  /** Until the session ends whatever happens. */
  readonly expiresIn?: number;
}

/** What a transport may use, and what it tells. */
export interface TransportContext {
  readonly name: string;
  readonly platform: Platform;
  database(): Database;
  now(): number;
  /** The present epoch, or null. */
  epoch(): string | null;
  onFreshness(freshness: Freshness): void;
  onRefreshed(generation: number): void;
}

/** A transport at work for one session. Every method ends when `signal` aborts. */
export interface Connection<User, Credentials> {
  /** Who is signed in, in the server's view; `null` when nobody is. */
  probe(signal: AbortSignal): Promise<Answer<Lease<User> | null>>;
  signIn(credentials: Credentials, signal: AbortSignal): Promise<Answer<Lease<User>>>;
  /** The new epoch has begun: keep what the last sign-in brought. */
  begin(epoch: string): Promise<void>;
  /** Asks the server to go on. */
  touch(signal: AbortSignal): Promise<Answer<Lease<User> | null>>;
  /** Tells the server that `epoch` has ended, and forgets its credential when the server knows. */
  signOut(epoch: string, scope: 'device' | 'everywhere', signal: AbortSignal): Promise<Answer<null>>;
  /** The request with its credential. It resolves to a failure when a needed refresh failed for good. */
  authorize(request: Request, signal: AbortSignal): Promise<Request>;
  /** After a 401: whether to send again, give up, or believe that the session is dead. */
  recover(sent: Request, response: Response, signal: AbortSignal): Promise<'again' | 'give-up' | 'dead'>;
  /** Whether a request to `origin` may carry the credential. */
  allows(origin: string): boolean;
}

/** How a session talks to a server: made by `cookie(…)` or `bearer(…)`. */
export interface Transport<User, Credentials> {
  connect(context: TransportContext): Connection<User, Credentials>;
}
