import { createSession, hours, minutes, type Session, seconds } from 'holdfast';
import { inspect } from 'holdfast/devtools';
import {
  openTestSession,
  type TestBrowser,
  type TestCredentials,
  type TestServer,
  type TestTab,
  type TestUser,
} from 'holdfast/testing';
import { type Observer, observerOf } from '../../../src/devtools/observe/observer.ts';
import { type TransportKind, transportOf } from '../../support/world/transports.ts';

type ShopSession = Session<TestUser, TestCredentials>;

/** A tab that is looked into, with Ada signed in. Idle 900 s, warning 120 s, lifetime 28,800 s; a token is good for 300 s. */
export interface Looked {
  readonly browser: TestBrowser;
  readonly server: TestServer;
  readonly tab: TestTab;
  readonly session: ShopSession;
  readonly observer: Observer;
  readonly ends: readonly string[];
  readonly release: () => void;
  /** Lets a control do its work, which takes no time of its own. */
  done(work: Promise<unknown>): Promise<void>;
  /** Opens another tab of the same browser, into which nobody looks. */
  beside(): Promise<ShopSession>;
}

/** Without `isLooked` nobody looks into the platform of the session. */
export async function lookInto(kind: TransportKind = 'cookie', isLooked = true): Promise<Looked> {
  const create = (platform: TestTab['platform']): ShopSession =>
    createSession<TestUser, TestCredentials>({
      name: 'shop',
      transport: transportOf(kind),
      idle: { timeout: minutes(15), warning: minutes(2) },
      lifetime: hours(8),
      platform,
    });
  const observers: (Observer | null)[] = [];
  const { browser, server, tab, session, release } = await openTestSession({
    session(platform) {
      const looked = inspect(platform);
      observers.push(observerOf(looked));
      return create(isLooked ? looked : platform);
    },
  });
  const [observer] = observers;
  if (!observer) throw new Error('Nobody looks at this platform.');
  const ends: string[] = [];
  session.on('ended', ({ reason }) => ends.push(reason));
  const done: Looked['done'] = async (work) => {
    await browser.clock.advance(seconds(1));
    await work;
    await browser.clock.settle();
  };
  await done(session.signIn({ name: 'ada', password: 'correct' }));
  return {
    ...{ browser, server, tab, session, observer, ends, release, done },
    async beside() {
      const other = await openTestSession({ browser, server, session: create });
      await browser.clock.advance(seconds(1));
      return other.session;
    },
  };
}
