import { HoldfastError } from '../foundation/errors.ts';
import { checkNames } from '../foundation/options.ts';
import { defaultPaths, json } from './answers.ts';
import type { TestBrowser } from './browser.ts';
import { makeUrl, parseForm } from './host.ts';
import { createServerDocuments } from './server-documents.ts';
import type { TestServer, TestServerOptions } from './server-face.ts';
import { createServerRoad } from './server-road.ts';
import { createServerSessions, type ServerSession } from './server-sessions.ts';

const optionNames = ['users', 'admit', 'idle', 'lifetime', 'accessLifetime', 'rotation', 'latency', 'paths'];
/** JSON, or a form; what is neither tells nothing. */
function bodyOf(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? { ...body } : {};
  } catch {
    return parseForm(text);
  }
}
const withPassword = ({ name, username, email, password }: Readonly<Record<string, unknown>>): string | null =>
  password === 'correct' ? String(name ?? username ?? email) : null;
const defaultUsers = { ada: { id: 'u1', name: 'Ada' }, bob: { id: 'u2', name: 'Bob' } };

/**
 * A server that keeps sessions by HttpOnly cookie (`GET /api/session`, `POST /api/sign-in`, `/api/sign-out`, `/api/touch`) and by
 * rotating tokens (`POST /token`, `/token/revoke`). Documents of accounts are at
 * `/api/documents`. Any other path answers `{ path, user }` to whoever is signed in and 401 to others.
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
  const {
    admit = withPassword,
    idle = Number.POSITIVE_INFINITY,
    lifetime = Number.POSITIVE_INFINITY,
    accessLifetime = 300_000,
  } = options;
  const now = browser.clock.elapsed;
  const sessions = createServerSessions(now, { idle, lifetime, accessLifetime }, options.rotation ?? 'strict');
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
    ...server.tell(login),
  });
  const admitted = (body: Record<string, unknown>): ServerSession | null => {
    const login = admit(body);
    return login !== null && login in users ? sessions.signIn(login) : null;
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
      ...server.tell(issued.session.login),
    });
  };

  const serve = async (request: Request, from: TestBrowser): Promise<Response> => {
    const { pathname } = makeUrl(request.url);
    const own = await handlers.get(pathname)?.(request.clone());
    if (own !== undefined) return own instanceof Object && 'headers' in own ? (own as Response) : json(200, own);
    const body = request.method === 'POST' ? bodyOf(await request.text()) : {};
    if (pathname === paths.token) return token(body);
    if (pathname === paths.revoke) {
      sessions.revoke(String(body['token']));
      return json(200, {});
    }
    if (pathname === paths.signIn) {
      const session = admitted(body);
      if (!session) return json(401, { error: 'bad_credentials' });
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
    if (!session) return json(401, { error: 'no_session' });
    if (request.headers.get('x-holdfast') !== 'background') session.touched = now();
    if (`${pathname}/`.startsWith(documentsPath))
      return documents.answer(request, pathname.slice(documentsPath.length), session.login, from);
    return json(200, Object.values(paths).includes(pathname) ? lease(session) : { path: pathname, ...lease(session) });
  };

  const { connect, fail, hold } = createServerRoad(serve, () => server);
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
    signedIn(from = browser) {
      const session = sessions.find(cookies.get(from) ?? null);
      return session ? users[session.login] : null;
    },
    tell: () => ({}),
    fail,
    hold,
    interrupt: null,
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
