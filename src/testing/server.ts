import { checkNames } from '../foundation/options.ts';
import type { TestBrowser } from './browser.ts';
import { makeResponse, makeUrl } from './host.ts';
import { createServerDocuments, type TestDocuments } from './server-documents.ts';
import { createServerSessions, type Rotation, type ServerSession } from './server-sessions.ts';

/**
 * What goes wrong with a request. `network`: it never arrives. `lost`: it is carried out, and the answer is lost. `hang`: no answer
 * ever. `html`: 200 with a page, as of a captive portal. A number: that status with a page (502) or with JSON.
 */
export type ServerFault =
  | 'network'
  | 'lost'
  | 'hang'
  | 'html'
  | number
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: unknown };

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
}

/** A server for the tabs of one {@link TestBrowser}. Its time is {@link TestClock.elapsed}. */
export interface TestServer {
  latency: number;
  /** Makes the next `times` requests to `path` go wrong. */
  fail(path: string, fault: ServerFault, times?: number): void;
  /** Answers `path` itself from now on; return `undefined` to leave it to the server. */
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

const paths = {
  session: '/api/session',
  signIn: '/api/sign-in',
  signOut: '/api/sign-out',
  touch: '/api/touch',
  token: '/token',
  revoke: '/token/revoke',
  documents: '/api/documents/',
};
const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  makeResponse(status === 204 ? null : JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
const html = (status: number): Response =>
  makeResponse('<!doctype html><title>Not what you asked for</title>', {
    status,
    headers: { 'content-type': 'text/html' },
  });

/**
 * A server that keeps sessions by HttpOnly cookie (`GET /api/session`, `POST /api/sign-in`, `/api/sign-out`, `/api/touch`) and by
 * rotating tokens (`POST /token`, `/token/revoke`). Documents of accounts are at
 * `/api/documents`. Any other path answers `{ user }` to whoever is signed in and 401 to others.
 * It answers all requests of `browser` from now on.
 *
 * @example
 * const server = createTestServer(browser, { latency: 40 });
 * server.fail('/token', 502);
 * await session.signIn({ name: 'ada', password: 'correct' });
 */
export function createTestServer(browser: TestBrowser, options: TestServerOptions = {}): TestServer {
  checkNames('createTestServer', options, ['users', 'idle', 'lifetime', 'accessLifetime', 'rotation', 'latency']);
  const { users = { ada: { id: 'u1', name: 'Ada' }, bob: { id: 'u2', name: 'Bob' } } } = options;
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
      // A new id at each sign-in, and the old one is dead: no fixation.
      sessions.revoke(cookies.get(from) ?? null);
      cookies.set(from, sessions.cookieFor(session));
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
    if (`${pathname}/`.startsWith(paths.documents))
      return documents.answer(request, pathname.slice(paths.documents.length), session.login, from);
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

function faulty(fault: Exclude<ServerFault, 'network' | 'lost' | 'hang'>): Response {
  if (fault === 'html') return html(200);
  if (typeof fault === 'object') return json(fault.status, fault.body ?? {}, fault.headers);
  return fault === 502 ? html(502) : json(fault, { error: `status-${fault}` });
}
