import type { ServerFault, TestServerPaths } from './answers.ts';
import type { TestBrowser } from './browser.ts';
import type { TestDocuments } from './server-documents.ts';
import type { Rotation, ServerSession } from './server-sessions.ts';

/** Options of {@link createTestServer}. Lengths in milliseconds. */
export interface TestServerOptions {
  /** Users by the name they sign in with. @default ada (id `u1`) and bob (id `u2`) */
  readonly users?: Readonly<Record<string, unknown>>;
  /**
   * Whom these credentials, a body that was sent to sign in, belong to: a name of `users`; `null` refuses them.
   * @default whoever is called so as `name`, `username` or `email`, with the password `correct`
   */
  readonly admit?: (credentials: Readonly<Record<string, unknown>>) => string | null;
  /** Idle limit, which each request of the session starts anew, but for those of `sync` that nobody caused. Told to the client. @default none */
  readonly idle?: number;
  /** Absolute limit. Told to the client. @default none */
  readonly lifetime?: number;
  /** How long an access token is good. @default 300_000 */
  readonly accessLifetime?: number;
  /** @default 'strict' */
  readonly rotation?: Rotation;
  /** How long a request takes, half of it each way. May be changed later. @default 0 */
  readonly latency?: number;
  /** Where it listens, as far as that differs from `/api/session`, `/api/sign-in` and so on. @default {} */
  readonly paths?: Partial<TestServerPaths>;
}

/** A server for the tabs of one {@link TestBrowser}. Its time is {@link TestClock.elapsed}. */
export interface TestServer {
  latency: number;
  /** Users by the name they sign in with. May be changed at any moment: it is what the next answer tells. */
  readonly users: Record<string, unknown>;
  readonly paths: TestServerPaths;
  /**
   * Signs somebody in as on an earlier visit: the browser has their cookie when its first tab opens. Whoever had one is signed out.
   * `browser` is another one that was connected.
   * @throws HOLDFAST_USAGE for a name that {@link TestServer.users} doesn't have
   */
  signIn(login: string, browser?: TestBrowser): void;
  /** The user whom the cookie of the browser belongs to; `null` when that is nobody, or not any more. */
  signedIn(browser?: TestBrowser): unknown;
  /**
   * What answers about a session tell besides the user and the limits. May be set at any moment.
   * @default () => ({})
   * @example server.tell = (login) => ({ accountKey: accountKeys[login] });
   */
  tell: (login: string) => object;
  /** Makes the next `times` requests to `path` go wrong. */
  fail(path: string, fault: ServerFault, times?: number): void;
  /**
   * Holds back requests to these paths until the function that it returns is called, to see what is shown meanwhile. Then they are
   * carried out, or answered with a copy of what that is given.
   *
   * @example
   * const letGo = server.hold('/api/orders');
   * await user.click(getByRole('button', { name: 'Order' }));
   * expect(getByRole('status').textContent).toBe('Sending…');
   * letGo();
   */
  hold(...paths: readonly string[]): (instead?: Response) => void;
  /** Answers any request in place of the server, and at once, when it returns something. @default null */
  interrupt: ((request: Request, tab: string) => Response | undefined | Promise<Response | undefined>) | null;
  /**
   * Answers `path` itself from now on: a `Response`, or a value that becomes JSON; `undefined` leaves it to the server.
   *
   * @example
   * server.answer('/api/orders', () => [{ id: 1 }]);
   * server.answer('/api/orders', (request) => fetch(request)); // msw, or whatever stands in for your API
   */
  answer(path: string, handler: (request: Request) => unknown): void;
  /** Answers the requests of another browser from now on as well: another device, with cookies of its own. Its time is that of the first one. */
  connect(other: TestBrowser): void;
  /** What accounts hold, at `/api/documents`: see `http` of `holdfast`. */
  readonly documents: TestDocuments;
  /** Ends all sessions, as an administrator would. */
  revokeAll(): void;
  /** All sessions that ever were, oldest first. */
  readonly sessions: readonly Readonly<ServerSession>[];
  /** How often a used refresh token came back and ended its family. */
  readonly reused: number;
  /** Every cookie and token that was given out: must be found in no store, message, report or URL. */
  readonly secrets: readonly string[];
}
