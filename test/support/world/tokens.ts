import { type BearerOptions, bearer, createSession, hours, minutes, seconds } from 'holdfast';
import {
  createTestBrowser,
  createTestServer,
  type TestBrowserOptions,
  type TestCredentials,
  type TestServerOptions,
  type TestUser,
} from 'holdfast/testing';
import { beginTab, type OpenTab } from './tab.ts';
import { tokenPaths } from './transports.ts';

export type Person = TestUser;
export type Login = TestCredentials;
export type TokenTab = OpenTab<Person, Login>;

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
  const sentTo = (path: string) => browser.network.requests.filter((sent) => sent.path === path);
  const world = {
    browser,
    server,
    sentTo,
    /** Requests to the token endpoint since the sign-in. */
    refreshes: () => sentTo('/token').length - 1,
    begin: (more: Partial<BearerOptions<Person, Login>> = {}): TokenTab =>
      beginTab(browser, (platform) =>
        createSession<Person, Login>({
          name: 'shop',
          transport: bearer<Person, Login>({ ...tokenPaths, ...options.bearer, ...more }),
          idle: { timeout: minutes(60), warning: minutes(2) },
          lifetime: hours(12),
          platform,
        }),
      ),
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
  };
  return world;
}

export type World = ReturnType<typeof createWorld>;
