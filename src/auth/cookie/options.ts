import { checkNames, refuse } from '../../foundation/options.ts';
import { checkEndpoint, type Endpoint } from '../endpoint.ts';
import type { Lease } from '../transport.ts';
import { type CsrfOptions, checkCsrf } from './csrf-options.ts';

/** Options of {@link cookie}. URLs are relative to the page; every one can be an `EndpointOptions` where the server wants more than a URL. */
export interface CookieOptions<User, Credentials = unknown> {
  /**
   * Tells who is signed in: `GET`, answers JSON. Only its word ends a session. Where the server caches what it says, ask past the
   * cache, e.g. `/api/auth/get-session?disableCookieCache=true`.
   */
  readonly session: Endpoint;
  /**
   * Signs in: `POST` with the credentials as JSON. An answer of 2xx is read as one of `session`: without a user it is a refusal, and
   * where it has no content the session endpoint is asked who that is. 4xx is a refusal. HTML is neither.
   *
   * With `accepts` that alone tells yes (the session endpoint is then asked who that is) from no.
   */
  readonly signIn: Endpoint<Credentials>;
  /**
   * Signs out: `POST` with `{ everywhere }`. Unless the server says yes (2xx that isn't HTML, or what `accepts` says), the session
   * endpoint is asked whether anybody is still there; `accepts: () => false` always asks it.
   */
  readonly signOut: Endpoint<{ readonly everywhere: boolean }>;
  /**
   * Lengthens the server's idle limit: `POST`, answers like `session`; where it names nobody the session endpoint is asked.
   * @default the session endpoint, which lengthens it on most servers
   */
  readonly touch?: Endpoint;
  /**
   * Maps an answer of the server to who is signed in, and for how long: lengths in milliseconds, or moments of the server's clock,
   * which are corrected by its `Date`. `null`, and nothing else, when nobody is. Whatever it throws counts as an answer that can't be
   * understood, which never ends a session. Lengths that make no sense, also those that are over, are left out.
   * @default reads `{ user, expiresIn?, idleExpiresIn?, expiresAt?, idleExpiresAt?, accountKey? }`, and `null` or `user: null` as nobody
   */
  readonly readSession?: (body: unknown, response: Response) => Lease<User> | null;
  /**
   * What the session endpoint answers when nobody is signed in, besides what `readSession` reads as that: statuses, which don't count
   * on HTML (that is a proxy's), or a function that decides alone.
   * @default [401]
   */
  readonly noSession?: readonly number[] | ((response: Response, body: unknown) => boolean);
  /**
   * The page that the server sends people to who aren't signed in: how its URL begins, or a pattern for it. From the session endpoint a
   * redirect there means nobody, from other requests it is a suspicion.
   */
  readonly loginUrl?: string | RegExp;
  /**
   * Answers to `session.fetch` that make the session endpoint be asked, once for all tabs: statuses, besides a redirect to `loginUrl`
   * (or, where that is given, one that can't be seen through) and HTML where the request's `Accept` is JSON alone; or a function that decides alone.
   * @default [401, 419, 440]
   */
  readonly suspicious?: readonly number[] | ((response: Response, request: Request) => boolean);
  /** Anti-CSRF token. Without it none is sent; the server then has to check `Origin`. */
  readonly csrf?: CsrfOptions;
  /**
   * Sent with every request of this transport, and by `session.fetch` where the request doesn't say otherwise.
   * @default {}
   * @example { 'X-Requested-With': 'XMLHttpRequest' }
   */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Other origins that `session.fetch` sends cookies to.
   * @default [] (the page's own only)
   */
  readonly origins?: readonly string[];
}

const optionNames = [
  ...['session', 'signIn', 'signOut', 'touch', 'readSession', 'noSession', 'loginUrl', 'suspicious', 'csrf', 'headers'],
  'origins',
];

/** Refuses what can't work, where it was given. */
export function checkOptions<User, Credentials>(options: CookieOptions<User, Credentials>): void {
  checkNames('cookie', options, optionNames);
  const { session, signIn, signOut, touch = session, csrf, origins = [] } = options;
  const instead = 'readSession and noSession say what its answers mean';
  checkEndpoint('session', session, instead);
  checkEndpoint('signIn', signIn);
  checkEndpoint('signOut', signOut);
  checkEndpoint('touch', touch, instead);
  checkStatuses('noSession', options.noSession);
  checkStatuses('suspicious', options.suspicious);
  checkStatuses('csrf.retryOn', csrf?.retryOn);
  if (csrf) checkCsrf(csrf);
  for (const origin of origins)
    if (!/^https?:\/\/[^/]+$/.test(origin))
      refuse(`origins has "${origin}". Give origins, e.g. "https://api.example.com".`);
}

function checkStatuses(where: string, given: unknown): void {
  if (given !== undefined && typeof given !== 'function' && !Array.isArray(given))
    refuse(`${where} is ${String(given)}. Give a list of statuses, e.g. [401], or a function.`);
}
