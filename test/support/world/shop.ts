import { cookie, createSession, hours, minutes, type SessionOptions } from 'holdfast';
import {
  createTestBrowser,
  createTestServer,
  type TestBrowser,
  type TestBrowserOptions,
  type TestServer,
} from 'holdfast/testing';
import { beginTab, type OpenTab as TabOf } from './tab.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
}

export const ada: Person = { id: 'ada', name: 'Ada Lovelace' };
export const grace: Person = { id: 'grace', name: 'Grace Hopper' };

export type OpenTab = TabOf<Person, { name: string }>;
type Options = Partial<SessionOptions<Person, { name: string }>>;

export interface Shop {
  readonly browser: TestBrowser;
  /** Knows ada and grace by their name alone. */
  readonly server: TestServer;
  /** Opens a tab whose session has been started, and waits until it knows who is signed in. */
  open(options?: Options): Promise<OpenTab>;
  /** As `open`, but returns at once. */
  begin(options?: Options): OpenTab;
  signedIn(options?: Options): Promise<OpenTab>;
}

const paths = { session: '/session', signIn: '/sign-in', signOut: '/sign-out', touch: '/touch' };
export const limits = { idle: { timeout: minutes(15), warning: minutes(2) }, lifetime: hours(8) };

/** A browser, a server, and as many tabs as a story needs. Idle 900 s, warning 120 s, lifetime 28,800 s. */
export function createShop(options: TestBrowserOptions = {}): Shop {
  const browser = createTestBrowser(options);
  const server = createTestServer(browser, { users: { ada, grace }, paths, admit: ({ name }) => String(name) });
  const begin: Shop['begin'] = (more) =>
    beginTab(browser, (platform) =>
      createSession({ name: 'shop', transport: cookie<Person, { name: string }>(paths), ...limits, platform, ...more }),
    );
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
