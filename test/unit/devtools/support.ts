import { bearer, cookie, createSession, hours, minutes, type Session, seconds } from 'holdfast';
import { inspect } from 'holdfast/devtools';
import { createTestBrowser, createTestServer, type TestBrowser, type TestServer, type TestTab } from 'holdfast/testing';
import { type Observer, observerOf } from '../../../src/devtools/observe/observer.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
}
type Login = { readonly name: string; readonly password: string };

/** A tab that is looked into, with Ada signed in. Idle 900 s, warning 120 s, lifetime 28,800 s; a token is good for 300 s. */
export interface Looked {
  readonly browser: TestBrowser;
  readonly server: TestServer;
  readonly tab: TestTab;
  readonly session: Session<Person, Login>;
  readonly observer: Observer;
  readonly ends: readonly string[];
  readonly release: () => void;
  /** Lets a control do its work, which takes no time of its own. */
  done(work: Promise<unknown>): Promise<void>;
  /** Opens another tab of the same browser, into which nobody looks. */
  beside(): Promise<Session<Person, Login>>;
}

const transports = {
  cookie: () =>
    cookie<Person, Login>({
      session: '/api/session',
      signIn: '/api/sign-in',
      signOut: '/api/sign-out',
      touch: '/api/touch',
    }),
  bearer: () => bearer<Person, Login>({ signIn: '/token', refresh: '/token', signOut: '/token/revoke' }),
};

/** Without `isLooked` nobody looks into the platform of the session. */
export async function lookInto(kind: keyof typeof transports = 'cookie', isLooked = true): Promise<Looked> {
  const browser = createTestBrowser();
  const server = createTestServer(browser);
  const open = (platform: TestTab['platform']): Session<Person, Login> =>
    createSession<Person, Login>({
      name: 'shop',
      transport: transports[kind](),
      idle: { timeout: minutes(15), warning: minutes(2) },
      lifetime: hours(8),
      platform,
    });
  const tab = browser.openTab();
  const platform = inspect(tab.platform);
  const observer = observerOf(platform);
  if (!observer) throw new Error('Nobody looks at this platform.');
  const session = open(isLooked ? platform : tab.platform);
  const ends: string[] = [];
  session.on('ended', ({ reason }) => ends.push(reason));
  const release = session.start();
  await browser.clock.settle();
  const signingIn = session.signIn({ name: 'ada', password: 'correct' });
  await browser.clock.advance(seconds(1));
  await signingIn;
  return {
    browser,
    server,
    tab,
    session,
    observer,
    ends,
    release,
    async done(work) {
      await browser.clock.advance(seconds(1));
      await work;
      await browser.clock.settle();
    },
    async beside() {
      const other = open(browser.openTab().platform);
      other.start();
      await browser.clock.advance(seconds(1));
      return other;
    },
  };
}
