import { cookie, createSession, hours, minutes, type Session, type SessionOptions, seconds } from 'holdfast';
import { createTestBrowser, type TestBrowser, type TestBrowserOptions, type TestTab } from 'holdfast/testing';

export interface Person {
  readonly id: string;
  readonly name: string;
}

export const ada: Person = { id: 'ada', name: 'Ada Lovelace' };
export const grace: Person = { id: 'grace', name: 'Grace Hopper' };

/** A server with one cookie, as all tabs of a browser share one. */
export interface Server {
  /** Whose session the browser's cookie names. */
  user: Person | null;
  /** Lengths that every answer tells. */
  lease: { expiresIn?: number; idleExpiresIn?: number };
  /** By user, where the server hands out account keys. */
  accountKeys: Readonly<Record<string, string>>;
  /** Answers instead, when it returns something. */
  interrupt: ((request: Request) => Response | Promise<Response | undefined> | undefined) | null;
}

const json = (body: unknown, status = 200): Response => Response.json(body, { status });

function serve(server: Server): (request: Request) => Promise<Response> {
  return async (request) => {
    const instead = await server.interrupt?.(request);
    if (instead) return instead;
    const { pathname } = new URL(request.url);
    const session = (): Response => {
      const accountKey = server.accountKeys[server.user?.id ?? ''];
      return json({ user: server.user, ...(server.user && server.lease), ...(accountKey && { accountKey }) });
    };
    if (pathname === '/session') return session();
    if (pathname === '/touch') return server.user ? session() : json({ error: 'no_session' }, 401);
    if (pathname === '/sign-in') {
      const { name } = (await request.json()) as { name: string };
      const user = [ada, grace].find(({ id }) => id === name);
      if (!user) return json({ error: 'bad_credentials' }, 401);
      server.user = user;
      return session();
    }
    if (pathname === '/sign-out') {
      server.user = null;
      return new Response(null, { status: 204 });
    }
    if (!server.user) return json({ error: 'no_session' }, 401);
    return json({ path: pathname, user: server.user.id });
  };
}

export interface OpenTab {
  readonly tab: TestTab;
  readonly session: Session<Person, { name: string }>;
  /** What happened, in order: events by name, ends with their reason. */
  readonly seen: string[];
  status(): string;
  remaining(): number;
  release(): void;
}

export interface Shop {
  readonly browser: TestBrowser;
  readonly server: Server;
  /** Opens a tab whose session has been started, and waits until it knows who is signed in. */
  open(options?: Partial<SessionOptions<Person, { name: string }>>): Promise<OpenTab>;
  /** As `open`, but returns at once. */
  begin(options?: Partial<SessionOptions<Person, { name: string }>>): OpenTab;
  signedIn(options?: Partial<SessionOptions<Person, { name: string }>>): Promise<OpenTab>;
}

export const limits = { idle: { timeout: minutes(15), warning: minutes(2) }, lifetime: hours(8) };

/** A browser, a server, and as many tabs as a story needs. Idle 900 s, warning 120 s, lifetime 28,800 s. */
export function createShop(options: TestBrowserOptions = {}): Shop {
  const server: Server = { user: null, lease: {}, accountKeys: {}, interrupt: null };
  const browser = createTestBrowser({ ...options, handler: serve(server) });
  const begin: Shop['begin'] = (more = {}) => {
    const tab = browser.openTab();
    const session = createSession({
      name: 'shop',
      transport: cookie<Person, { name: string }>({
        session: '/session',
        signIn: '/sign-in',
        signOut: '/sign-out',
        touch: '/touch',
      }),
      ...limits,
      platform: tab.platform,
      ...more,
    });
    const seen: string[] = [];
    session.on('signed-in', ({ user, restored }) => seen.push(`signed-in ${user.id}${restored ? ' restored' : ''}`));
    session.on('switched-user', ({ from, to }) => seen.push(`switched-user ${from.id} ${to.id}`));
    session.on('ended', ({ reason }) => seen.push(`ended ${reason}`));
    session.on('warning', ({ kind, remaining }) => seen.push(`warning ${kind} ${Math.round(remaining / 1000)}`));
    session.on('extended', ({ by }) => seen.push(`extended ${by}`));
    const release = session.start();
    return {
      tab,
      session,
      seen,
      release,
      status: () => session.getState().status,
      remaining: () => Math.round(session.timer.getState().remaining / 1000),
    };
  };
  const open: Shop['open'] = async (more) => {
    const opened = begin(more);
    await browser.clock.settle();
    return opened;
  };
  return {
    browser,
    server,
    begin,
    open,
    async signedIn(more) {
      const opened = await open(more);
      const signingIn = opened.session.signIn({ name: 'ada' });
      await browser.clock.settle();
      await signingIn;
      return opened;
    },
  };
}

/** A page, where an application expects JSON. */
export const html = (status = 200): Response =>
  new Response('<!doctype html><title>Page</title>', {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });

/** Holds back every answer to these paths until it is let go, as the server's own or as another one. */
export function holdBack({ server }: Pick<Shop, 'server'>, ...paths: string[]): (instead?: Response) => void {
  let letGo: (instead?: Response) => void = () => {};
  const held = new Promise<Response | undefined>((resolve) => {
    letGo = resolve;
  });
  server.interrupt = async (request) =>
    paths.includes(new URL(request.url).pathname) ? (await held)?.clone() : undefined;
  return (instead) => letGo(instead);
}

/** Turns the clock to `at` seconds after `from`, so that stories can be told in moments. */
export async function until(browser: TestBrowser, from: number, at: number): Promise<void> {
  await browser.clock.advance(from + seconds(at) - browser.clock.elapsed());
}
