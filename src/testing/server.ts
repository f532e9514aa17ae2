import { HoldfastError } from '../foundation/errors.ts';
import { checkNames } from '../foundation/options.ts';
import { defaultPaths, faulty, json, type ServerFault, type TestServerPaths } from './answers.ts';
import type { TestBrowser } from './browser.ts';
import { makeUrl } from './host.ts';
import { createServerDocuments, type TestDocuments } from './server-documents.ts';
import { createServerSessions, type Rotation, type ServerSession } from './server-sessions.ts';

/** Options of {@link createTestServer}. Lengths in milliseconds. */
export interface TestServerOptions {
  /** Users by the name they sign in with. Everybody's password is `correct`. @default ada (id `u1`) and bob (id `u2`) */
  readonly users?: Readonly<Record<string, unknown>>;
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
  /** Makes the next `times` requests to `path` go wrong. */
  fail(path: string, fault: ServerFault, times?: number): void;
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

const optionNames = ['users', 'idle', 'lifetime', 'accessLifetime', 'rotation', 'latency', 'paths'];
const defaultUsers = { ada: { id: 'u1', name: 'Ada' }, bob: { id: 'u2', name: 'Bob' } };

/**
 * A server that keeps sessions by HttpOnly cookie (`GET /api/session`, `POST /api/sign-in`, `/api/sign-out`, `/api/touch`) and by
 * rotating tokens (`POST /token`, `/token/revoke`). Documents of accounts are at
 * `/api/documents`. Any other path answers `{ user }` to whoever is signed in and 401 to others.
 * It answers all requests of `browser` from now on.
 *
 * @example
 * const server = createTestServer(browser, { latency: 40 });
 * server.signIn('ada');
 * server.fail('/api/session', 502);
 */
export function createTestServer(browser: TestBrowser, options: TestServerOptions = {}): TestServer {
  checkNames('createTestServer', options, optionNames);
  // A user may be a getter, so that a story can change it.
  const given = Object.getOwnPropertyDescriptors(options.users ?? defaultUsers);
  const users: Record<string, unknown> = Object.defineProperties({}, given);
  const paths = { ...defaultPaths, ...options.paths };
  const documentsPath = `${paths.documents}/`;
  const { idle = Number.POSITIVE_INFINITY, lifetime = Number.POSITIVE_INFINITY, accessLifetime = 300_000 } = options;
  const now = browser.clock.elapsed;
  const sessions = createServerSessions(now, { idle, lifetime, accessLifetime }, options.rotation ?? 'strict');
  const faults = new Map<string, ServerFault[]>();
  const handlers = new Map<string, (request: Request) => unknown>();
  const documents = createServerDocuments(browser.clock.now);
  /** Each browser's HttpOnly cookie. */
  const cookies = new Map<TestBrowser, string | null>();

  const credentialOf = (request: Request, from: TestBrowser): string | null =>
    request.headers.get('authorization')?.replace(/^Bearer /, '') ??
    (request.credentials === 'omit' ? null : (cookies.get(from) ?? null));
  const lease = ({ login, since, touched }: ServerSession): object => ({
    user: users[login],
    ...(Number.isFinite(idle) && { idleExpiresIn: touched + idle - now() }),
    ...(Number.isFinite(lifetime) && { expiresIn: since + lifetime - now() }),
  });
  const admitted = (body: Record<string, unknown>): ServerSession | null => {
    const login = String(body['name'] ?? body['username']);
    return login in users && body['password'] === 'correct' ? sessions.signIn(login) : null;
  };
  const giveCookie = (session: ServerSession, to: TestBrowser): void => {
    // A new id at each sign-in, and the old one is dead: no fixation.
    sessions.revoke(cookies.get(to) ?? null);
    cookies.set(to, sessions.cookieFor(session));
  };
  const token = (body: Record<string, unknown>): Response => {
    const refreshing = body['grant_type'] === 'refresh_token';
    const session = refreshing ? null : admitted(body);
    const issued = refreshing
      ? sessions.refresh(String(body['refresh_token']))
      : session && sessions.tokensFor(session);
    if (!issued) return json(400, { error: 'invalid_grant' });
    const { access, refresh } = issued;
    return json(200, {
      access_token: access,
      refresh_token: refresh,
      token_type: 'Bearer',
      expires_in: accessLifetime / 1000,
      user: users[issued.session.login],
    });
  };

  const serve = async (request: Request, from: TestBrowser): Promise<Response> => {
    const { pathname } = makeUrl(request.url);
    const own = await handlers.get(pathname)?.(request.clone());
    if (own !== undefined) return own instanceof Object && 'headers' in own ? (own as Response) : json(200, own);
    const text = request.method === 'POST' ? await request.text() : '';
    const body = (text ? JSON.parse(text) : {}) as Record<string, unknown>;
    if (pathname === paths.token) return token(body);
    if (pathname === paths.revoke) {
      sessions.revoke(String(body['token']));
      return json(200, {});
    }
    if (pathname === paths.signIn) {
      const session = admitted(body);
      if (!session) return json(401, { error: 'wrong-password' });
      giveCookie(session, from);
      return json(200, lease(session));
    }
    if (pathname === paths.signOut) {
      const leaving = sessions.find(credentialOf(request, from));
      if (body['everywhere'] === true && leaving) {
        for (const other of sessions.all) other.revoked ||= other.login === leaving.login;
        documents.tellSession(leaving.login);
      }
      sessions.revoke(credentialOf(request, from));
      cookies.set(from, null);
      return json(204, null);
    }
    const session = sessions.find(credentialOf(request, from));
    if (!session) return json(401, { error: 'unauthenticated' });
    if (request.headers.get('x-holdfast') !== 'background') session.touched = now();
    if (`${pathname}/`.startsWith(documentsPath))
      return documents.answer(request, pathname.slice(documentsPath.length), session.login, from);
    return json(200, lease(session));
  };

  const pause = (from: TestBrowser): Promise<void> =>
    server.latency > 0 ? new Promise((resolve) => void from.after(server.latency / 2, resolve)) : Promise.resolve();
  const unreachable = (): never => {
    throw new TypeError('Failed to fetch');
  };
  const connect = (from: TestBrowser): void => {
    from.network.handler = async (request) => {
      const fault = faults.get(makeUrl(request.url).pathname)?.shift();
      await pause(from);
      if (fault === 'network') return unreachable();
      if (fault === 'hang') return new Promise<Response>(() => {});
      const response = fault === undefined || fault === 'lost' ? await serve(request, from) : faulty(fault);
      await pause(from);
      return fault === 'lost' ? unreachable() : response;
    };
  };
  connect(browser);

  const server: TestServer = {
    latency: options.latency ?? 0,
    users,
    paths,
    signIn(login, to = browser) {
      if (!(login in users))
        throw new HoldfastError(
          'HOLDFAST_USAGE',
          `The test server knows no "${login}". It knows: ${Object.keys(users).join(', ')}. Name others in \`users\`.`,
        );
      giveCookie(sessions.signIn(login), to);
    },
    fail(path, fault, times = 1) {
      faults.set(path, [...(faults.get(path) ?? []), ...Array.from({ length: times }, () => fault)]);
    },
    answer: (path, handler) => void handlers.set(path, handler),
    connect,
    documents: documents.test,
    revokeAll() {
      for (const session of sessions.all) session.revoked = true;
    },
    sessions: sessions.all,
    get reused() {
      return sessions.reused();
    },
    secrets: sessions.secrets,
  };
  return server;
}
