import { cookie, createSession, hours, minutes, type SessionOptions } from 'holdfast';
import {
  createTestBrowser,
  createTestServer,
  openTestSession,
  type TestBrowser,
  type TestBrowserOptions,
  type TestServer,
  type TestSession,
  type TestTab,
} from 'holdfast/testing';
import { beginTab, type Heard, hear, type OpenTab as TabOf } from './tab.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
}

export const ada: Person = { id: 'ada', name: 'Ada Lovelace' };
export const grace: Person = { id: 'grace', name: 'Grace Hopper' };

type Login = { readonly name: string };
type Options = Partial<SessionOptions<Person, Login>>;
export type OpenTab = TabOf<Person, Login>;
/** One that knows who is signed in. */
export type AnsweredTab = OpenTab & TestSession<Person, Login, Heard>;

export interface Shop {
  readonly browser: TestBrowser;
  /** Knows ada and grace by their name alone. */
  readonly server: TestServer;
  /** Opens a tab whose session has been started, and waits until it knows who is signed in. */
  open(options?: Options): Promise<AnsweredTab>;
  /** As `open`, but returns at once. */
  begin(options?: Options): OpenTab;
  signedIn(options?: Options): Promise<AnsweredTab>;
}

const paths = { session: '/session', signIn: '/sign-in', signOut: '/sign-out', touch: '/touch' };
export const limits = { idle: { timeout: minutes(15), warning: minutes(2) }, lifetime: hours(8) };

/** A browser, a server, and as many tabs as a story needs. Idle 900 s, warning 120 s, lifetime 28,800 s. */
export function createShop(options: TestBrowserOptions = {}): Shop {
  const browser = createTestBrowser(options);
  const server = createTestServer(browser, { users: { ada, grace }, paths, admit: ({ name }) => String(name) });
  const creating = (more?: Options) => (platform: TestTab['platform']) =>
    createSession({ name: 'shop', transport: cookie<Person, Login>(paths), ...limits, platform, ...more });
  const open: Shop['open'] = async (more) => {
    const opened = await openTestSession({ browser, server, session: creating(more), documents: hear });
    return { ...opened, ...opened.documents };
  };
  return {
    browser,
    server,
    begin: (more) => beginTab(browser, creating(more)),
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
