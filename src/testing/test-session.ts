import { cookie } from '../auth/cookie/cookie.ts';
import { HoldfastError } from '../foundation/errors.ts';
import { checkNames } from '../foundation/options.ts';
import type { Platform } from '../platform/platform.ts';
import { createCore } from '../session/create-core.ts';
import { parseOptions, type SessionOptions } from '../session/options.ts';
import type { Session } from '../session/session.ts';
import { createTestBrowser, type TestBrowser, type TestBrowserOptions } from './browser.ts';
import type { TestClock } from './clock.ts';
import { createTestServer } from './server.ts';
import type { TestServer, TestServerOptions } from './server-face.ts';
import type { TestTab } from './tab.ts';

/** A user of {@link createTestServer}, unless it is given others. */
export interface TestUser {
  readonly id: string;
  readonly name: string;
}

/** What {@link createTestServer} signs in with; the password is `correct`. */
export interface TestCredentials {
  readonly name: string;
  readonly password: string;
}

/** Options of {@link openTestSession}. All may be left out. */
export interface TestSessionOptions<User, Credentials, Documents extends object> {
  /**
   * Who is signed in already: a name that the server knows (`'ada'`, `'bob'`), or a user of your own, who then signs in by the
   * name `user`. `null`: nobody.
   * @default null
   */
  readonly user?: User | string | null;
  /**
   * Your application's session, made with the platform of a tab; or options of `createSession` over those of a shop with `cookie`
   * at the server's own paths.
   * @default {}
   */
  readonly session?: Partial<SessionOptions<User, Credentials>> | ((platform: Platform) => Session<User, Credentials>);
  /** Makes your drafts, carts and settings on the session of a tab. */
  readonly documents?: (session: Session<User, Credentials>) => Documents;
  /** The browser of an earlier story, or options of a new one. @default {} */
  readonly browser?: TestBrowser | TestBrowserOptions;
  /** The server of an earlier story, or options of a new one. @default {} */
  readonly server?: TestServer | TestServerOptions;
}

/** One tab with a session that runs, and all around it. */
export interface TestSession<User = TestUser, Credentials = TestCredentials, Documents extends object = object> {
  readonly session: Session<User, Credentials>;
  /** What `documents` made for this tab. */
  readonly documents: Documents;
  readonly tab: TestTab;
  readonly browser: TestBrowser;
  readonly clock: TestClock;
  readonly server: TestServer;
  /** Opens one more tab of the same browser, with the same session and documents of its own. */
  secondTab(): Promise<TestSession<User, Credentials, Documents>>;
  /** Closes the tab, unless it has crashed or was closed, and opens it again, as the browser does at a reload or a restart. */
  reload(): Promise<TestSession<User, Credentials, Documents>>;
  /** Lets go of the session. Afterwards `tab.held()` equals `nothingHeld`. */
  release(): void;
}

/** What the tabs of one story have in common. */
interface Home<User, Credentials, Documents extends object> {
  readonly browser: TestBrowser;
  readonly server: TestServer;
  readonly create: (platform: Platform) => Session<User, Credentials>;
  readonly documents: (session: Session<User, Credentials>) => Documents;
}

const optionNames = ['user', 'session', 'documents', 'browser', 'server'];
/** Signs in whoever is given as a user. */
const ownLogin = 'user';

/**
 * A session in a tab of a test browser, before a test server, with somebody signed in, in one line. It has been started, and
 * knows who is there. Nothing of it needs a framework; `renderWithSession` of `holdfast/testing/react` shows components in it.
 *
 * @example
 * const { session, clock } = await openTestSession({ user: 'ada', session: { idle: { timeout: minutes(15) } } });
 * await clock.advance(minutes(15));
 * expect(session.getState()).toMatchObject({ status: 'unauthenticated', reason: 'idle' });
 *
 * @example
 * // with what your application makes
 * const { documents, tab, reload } = await openTestSession({
 *   user: { id: 'u7', name: 'Grace', role: 'admin' },
 *   session: (platform) => createShopSession({ platform }),
 *   documents: (session) => ({ checkout: createCheckout(session), cart: createShopCart(session) }),
 * });
 * @throws HOLDFAST_USAGE when the user could not be signed in; the message says what the server answered
 */
export async function openTestSession<
  User = TestUser,
  Credentials = TestCredentials,
  Documents extends object = object,
>(options: TestSessionOptions<User, Credentials, Documents> = {}): Promise<TestSession<User, Credentials, Documents>> {
  checkNames('openTestSession', options, optionNames);
  const { user = null, session = {}, documents } = options;
  const browser = isBrowser(options.browser) ? options.browser : createTestBrowser(options.browser);
  const server = isServer(options.server) ? options.server : createTestServer(browser, options.server);
  const home: Home<User, Credentials, Documents> = {
    browser,
    server,
    create: typeof session === 'function' ? session : (platform) => createShopSession(server, session, platform),
    documents: documents ?? (() => ({}) as Documents),
  };
  const login = typeof user === 'string' ? user : ownLogin;
  if (typeof user !== 'string' && user !== null) server.users[ownLogin] = user;
  if (user !== null) server.signIn(login, browser);
  const opened = await open(home);
  if (user !== null) await signIn(opened, login);
  return opened;
}

function createShopSession<User, Credentials>(
  { paths }: TestServer,
  options: Partial<SessionOptions<User, Credentials>>,
  platform: Platform,
): Session<User, Credentials> {
  const { session, signIn, signOut, touch } = paths;
  const transport = cookie<User, Credentials>({ session, signIn, signOut, touch });
  return createCore(parseOptions({ name: 'shop', transport, ...options }), platform);
}

async function open<User, Credentials, Documents extends object>(
  home: Home<User, Credentials, Documents>,
  from?: TestTab,
): Promise<TestSession<User, Credentials, Documents>> {
  const { browser, server } = home;
  const tab = browser.openTab(from && { from });
  const session = home.create(tab.platform);
  const documents = home.documents(session);
  const release = session.start();
  await arrive(browser, server);
  return {
    session,
    documents,
    tab,
    browser,
    clock: browser.clock,
    server,
    secondTab: () => open(home),
    reload() {
      tab.close();
      return open(home, tab);
    },
    release,
  };
}

/** Waits for an answer of the server, which may take its time. */
async function arrive({ clock }: TestBrowser, { latency }: TestServer): Promise<void> {
  await clock.settle();
  if (latency > 0) await clock.advance(latency);
}

/** With cookies the server has done it already; with tokens the session has to ask for them. */
async function signIn<User, Credentials>(
  opened: Pick<TestSession<User, Credentials, object>, 'session' | 'browser' | 'server'>,
  login: string,
): Promise<void> {
  const { session, browser, server } = opened;
  // Or it isn't known yet, since the story holds back the answer, or lets it go wrong.
  if (session.getState().status !== 'unauthenticated') return;
  const signingIn = session.signIn({ name: login, password: 'correct' } as Credentials);
  await arrive(browser, server);
  const result = await signingIn;
  if (result.outcome === 'signed-in') return;
  const last = browser.network.requests.at(-1);
  throw new HoldfastError(
    'HOLDFAST_USAGE',
    `"${login}" could not be signed in (${result.outcome}); the last request was ${last?.method} ${last?.path}. ` +
      'Tell the test server where your transport asks (`server: { paths: { session, signIn } }`), or open with `user: null` and sign in yourself.',
  );
}

const isBrowser = (given: object | undefined): given is TestBrowser => given !== undefined && 'openTab' in given;
const isServer = (given: object | undefined): given is TestServer => given !== undefined && 'connect' in given;
