import { type BearerOptions, bearer, createSession, hours, minutes, type Session, seconds } from 'holdfast';
import {
  createTestBrowser,
  createTestServer,
  type TestBrowserOptions,
  type TestServerOptions,
  type TestTab,
} from 'holdfast/testing';

export interface Person {
  readonly id: string;
  readonly name: string;
}
export interface Login {
  readonly name: string;
  readonly password: string;
}
export interface TokenTab {
  readonly tab: TestTab;
  readonly session: Session<Person, Login>;
}
type Instead = Response | Promise<Response | undefined> | undefined;

export interface WorldOptions {
  readonly browser?: TestBrowserOptions;
  readonly server?: TestServerOptions;
  readonly bearer?: Partial<BearerOptions<Person, Login>>;
}

export const login = (name = 'ada'): Login => ({ name, password: 'correct' });
export const read = async (response: Promise<Response>): Promise<unknown> => (await response).json();
export const pathOf = (request: Request): string => new URL(request.url).pathname;
export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  Response.json(body, { status, headers });
export const page = (status = 200): Response =>
  new Response('<!doctype html><h1>Somewhere else</h1>', { status, headers: { 'content-type': 'text/html' } });

/** A browser and a server with strict rotation and 300 ms between them. Access tokens live for a minute. */
export function createWorld(options: WorldOptions = {}) {
  const browser = createTestBrowser(options.browser);
  const server = createTestServer(browser, { accessLifetime: seconds(60), latency: 300, ...options.server });
  const serve = browser.network.handler;
  const sentTo = (path: string) => browser.network.requests.filter((sent) => sent.path === path);
  const world = {
    browser,
    server,
    /** Answers instead of the server, when it returns something. */
    interrupt: null as ((request: Request, tab: string) => Instead) | null,
    sentTo,
    /** Requests to the token endpoint since the sign-in. */
    refreshes: () => sentTo('/token').length - 1,
    begin(more: Partial<BearerOptions<Person, Login>> = {}): TokenTab {
      const tab = browser.openTab();
      const session = createSession<Person, Login>({
        name: 'shop',
        transport: bearer<Person, Login>({
          signIn: '/token',
          refresh: '/token',
          signOut: '/token/revoke',
          ...options.bearer,
          ...more,
        }),
        idle: { timeout: minutes(60), warning: minutes(2) },
        lifetime: hours(12),
        platform: tab.platform,
      });
      session.start();
      return { tab, session };
    },
    async open(more?: Partial<BearerOptions<Person, Login>>): Promise<TokenTab> {
      const opened = world.begin(more);
      await browser.clock.advance(seconds(1));
      return opened;
    },
    async signedIn(more?: Partial<BearerOptions<Person, Login>>): Promise<TokenTab> {
      const opened = await world.open(more);
      const signingIn = opened.session.signIn(login());
      await browser.clock.advance(seconds(1));
      await signingIn;
      return opened;
    },
    /** So many tabs of one person. */
    async tabs(count: number): Promise<TokenTab[]> {
      const tabs = [await world.signedIn()];
      while (tabs.length < count) tabs.push(await world.open());
      return tabs;
    },
    /** What a call is answered, once time has passed. */
    async call({ session }: TokenTab, path = '/api', init?: RequestInit): Promise<Response> {
      const calling = session.fetch(path, init);
      calling.catch(() => {});
      await browser.clock.advance(seconds(2));
      return calling;
    },
    status: ({ session }: TokenTab): string => session.getState().status,
  };
  browser.network.handler = async (request, tab) => {
    const instead = await world.interrupt?.(request, tab);
    if (instead) return instead;
    if (!serve) throw new Error('the server answers requests');
    return serve(request, tab);
  };
  return world;
}

export type World = ReturnType<typeof createWorld>;
