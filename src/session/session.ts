import type { Failure } from '../auth/failure.ts';
import type { Freshness } from '../auth/freshness.ts';
import type { Redirecting } from '../auth/transport.ts';
import type { HoldfastError } from '../foundation/errors.ts';
import type { ReadableStore } from '../foundation/store.ts';
import type { SyncStore } from '../sync/state.ts';
import type { TimerState } from '../time/countdown.ts';
import type { LimitOptions } from '../time/limits.ts';
import type { ActivitySource } from '../time/listening.ts';
import type { DocumentOwner } from '../vault/host.ts';
import type { Authenticated, EndReason, SessionState, Unauthenticated, Warning } from './state.ts';

/** Answer of `signIn`. A wrong password is an answer, not an exception. */
export type SignInResult<User> =
  | { readonly outcome: 'signed-in'; readonly user: User }
  /** The server said no. `body` is what it sent, if it was JSON. */
  | { readonly outcome: 'rejected'; readonly status: number; readonly body: unknown }
  /** Signing in goes on at another page; this one is being left. */
  | Redirecting
  /** It could not be found out: try again. */
  | { readonly outcome: 'failed'; readonly failure: Failure };

/** Answer of `signOut`. Here it is always done; `pending` means that the server will be told as soon as it can be reached. */
export interface SignOutResult {
  readonly local: 'done';
  readonly remote: 'done' | 'pending';
}

/** Answer of `extend`. */
export type ExtendResult =
  | { readonly outcome: 'extended' }
  /** The server could not be reached; the warning goes on, and it is tried again. */
  | { readonly outcome: 'failed'; readonly failure: Failure }
  /** The absolute limit can't be extended: the person has to sign in again. */
  | { readonly outcome: 'reauthentication-needed' }
  | { readonly outcome: 'ended'; readonly reason: EndReason | null };

/** What a server asks for before it lets a request through. */
export interface StepUp {
  readonly url: string;
  /** Scopes that are needed, separated by spaces. */
  readonly scope: string | null;
  /** Authentication context classes that would do, separated by spaces. */
  readonly acrValues: string | null;
  /** Milliseconds: how long ago the person may have signed in. */
  readonly maxAge: number | null;
}

/** Events of a session, by name. */
export interface SessionEvents<User> {
  /** `restored` is true when the session was found at start, and when another tab signed in. */
  'signed-in': { readonly user: User; readonly epoch: string; readonly restored: boolean };
  /** The credential was refreshed. */
  refreshed: { readonly generation: number };
  /** Once per epoch and tab. */
  ended: { readonly reason: EndReason; readonly epoch: string };
  'switched-user': { readonly from: User; readonly to: User };
  freshness: { readonly freshness: Freshness };
  /** Once per episode and tab. */
  warning: Warning & { readonly remaining: number };
  extended: { readonly by: 'here' | 'elsewhere' };
  /** Input that counted, once a second at most, in this tab or another one. `at` in the session's own time: for inspectors. */
  activity: { readonly by: 'here' | 'elsewhere'; readonly at: number };
  /** With `signInElsewhere: 'ask'`: somebody signed in in another tab. `adopt` makes this tab become that. */
  'signed-in-elsewhere': { readonly adopt: () => void };
  /**
   * The server wants a stronger sign-in for `url` than there was: RFC 6750 `insufficient_scope`, RFC 9470
   * `insufficient_user_authentication`. No refresh helps; sign in again with what it asks for.
   */
  'step-up-required': StepUp;
  /** The clock here and the server's differ by five seconds or more. `skew` is what the server's is ahead by, in milliseconds. */
  'clock-skewed': { readonly skew: number };
  /** Storage works (`durable`) or holds for this tab only (`volatile`); `error` says why. */
  storage: { readonly mode: 'durable' | 'volatile'; readonly error?: unknown };
  /**
   * What somebody did before they signed in, by the document's `claim`: it joined their account's, or nothing of it did, which is gone
   * then. Once, in one tab, where there was anything; what wasn't stored yet tells for itself.
   */
  claimed: { readonly document: string; readonly joined: boolean };
  /** Something keeps a document from being carried to the account, or to be what it was there; the error says what. */
  sync: { readonly document: string; readonly error: HoldfastError };
  /** A message passed between tabs: for inspectors. It holds no secret. */
  message: { readonly direction: 'sent' | 'received'; readonly type: string; readonly from: string };
}

/** A part of the application that lives and ends with the session, such as a query cache, analytics, or a draft. */
export interface Participant<User> {
  /** Somebody is signed in, at start as well as later. `from` is whose work was shown before. */
  signedIn?(event: { readonly user: User; readonly epoch: string; readonly restored: boolean }): void;
  /** Last moment before secrets are dropped. Whatever it returns is waited for, 500 ms at most. */
  beforeEnd?(event: { readonly reason: EndReason }): void | Promise<void>;
  /** Nobody is signed in any more. */
  ended?(event: { readonly reason: EndReason }): void;
  /** Called instead of `ended` and `signedIn` when another tab signed in as somebody else; the previous user's documents are closed. */
  switchedUser?(event: { readonly from: User; readonly to: User }): void;
}

/**
 * A session: who is signed in, for how long, in every tab. It is a readable zustand store of {@link SessionState}.
 * Nothing happens before `start()`; importing and creating it on a server is safe.
 */
export interface Session<User, Credentials = unknown> extends ReadableStore<SessionState<User>>, DocumentOwner {
  readonly name: string;
  /** Starts, counted: returns its own release, and the last release stops everything. `SessionProvider` calls it. */
  start(): () => void;
  /**
   * Resolves as soon as the status is no longer `loading`, to that state; at once when it isn't. For code that can't render a
   * splash, such as the loader of a router. Takes ten seconds at most after `start()`, before which nobody looks; never rejects.
   * @example const state = await session.ready(); if (state.status === 'unauthenticated') throw redirect('/sign-in');
   */
  ready(): Promise<Authenticated<User> | Unauthenticated>;
  /** Signs in. A new epoch begins in every tab. Whoever it answers `signed-in` for is whom the state and `fetch` speak of from then on. */
  signIn(credentials: Credentials): Promise<SignInResult<User>>;
  /** Signs out here at once and in every tab, then tells the server, also later if it can't be reached now. */
  signOut(options?: { readonly scope?: 'device' | 'everywhere' }): Promise<SignOutResult>;
  /** "Stay signed in": asks the server to go on, and starts the idle limit anew when it agrees. */
  extend(): Promise<ExtendResult>;
  /** Asks the server now whether the session lives. */
  verify(): Promise<SessionState<User>>;
  /**
   * A `fetch` that carries the credential to allowed origins, refreshes it, repeats once on 401, and never delivers an answer of an
   * earlier session: it rejects with `HOLDFAST_SESSION_CHANGED`, as soon as the page shows the present one.
   */
  fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response>;
  /**
   * From here until the release: requests of a session that ended without the person's doing wait until the same person has
   * signed in again, and are then sent once; a request that was already on its way is not repeated. When somebody else signs in,
   * or nobody can any more, they fail with `HOLDFAST_SESSION_CHANGED`. Counted; `SessionGate` calls it.
   */
  keepRequests(): () => void;
  /** Counts as input, for activity that the page can't see. */
  reportActivity(): void;
  /**
   * Counts input from somewhere else as well, while a session runs: from a frame of the same origin, in which a click after the end
   * is kept from the frame's page, too; or from whatever a function listens to. Returns the way to stop.
   * @example session.addActivitySource((report) => { map.on('move', report); return () => map.off('move', report); })
   */
  addActivitySource(source: ActivitySource): () => void;
  /**
   * Stops the idle clock in every tab, `max` milliseconds at most, and returns its release. For work that goes on while nobody touches
   * the page: an upload, a call. Lifetime and the server's own limits go on. A tab that dies holds nothing for longer than
   * two and a half minutes. It belongs to the session that runs, or to the next one. Letters, digits, `-` and `_` name it.
   * @throws HOLDFAST_CONFIG for a name or a length that makes no sense
   * @example const release = session.hold('upload', { max: minutes(30) });
   */
  hold(name: string, options: { readonly max: number }): () => void;
  /**
   * Changes limits: of the session that runs, in every tab and until it ends; where none runs, of every later one in this tab. What isn't
   * named stays. Shorter idle limits end nobody without the whole warning.
   * @throws HOLDFAST_CONFIG for limits that make no sense
   */
  configure(limits: LimitOptions): void;
  /** Listens to an event; returns the way to stop. */
  on<Type extends keyof SessionEvents<User>>(
    type: Type,
    listener: (event: SessionEvents<User>[Type]) => void,
  ): () => void;
  /** Joins a part of the application to the session; returns the way to leave. */
  join(participant: Participant<User>): () => void;
  /** Limits, deadlines and, while a warning is open and somebody looks, the countdown. A readable zustand store. */
  readonly timer: ReadableStore<TimerState>;
  /** How far documents are on their way to the account: status, how many wait, and each by name. A readable zustand store. */
  readonly sync: SyncStore;
}
