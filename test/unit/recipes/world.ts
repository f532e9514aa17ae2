import { createSession, type Transport } from 'holdfast';
import { createTestBrowser, type TestBrowser } from 'holdfast/testing';
import { beginTab, type OpenTab } from '../../support/world/tab.ts';
import { createFront, type Send } from './front.ts';
import { createJar, type Jar } from './jar.ts';

interface WithId {
  readonly id: string | number;
}

export interface World<User, Credentials> {
  readonly browser: TestBrowser;
  readonly jar: Jar;
  /** Answers instead of the server, when it returns something. */
  interrupt: ((request: Request) => Response | undefined) | null;
  /** Opens a tab, and waits until it knows who is signed in. */
  open(): Promise<OpenTab<User, Credentials>>;
  signedIn(credentials: Credentials): Promise<OpenTab<User, Credentials>>;
  /** Waits for what was asked, and for all that the server still has to say. */
  done<T>(asked: Promise<T>): Promise<T>;
  /** Requests since the last time this was asked, as `GET /api/user`. */
  sent(): string[];
}

/** A page of a captive portal: 200, HTML, and from somebody else. */
export const portal = (): Response =>
  new Response('<!doctype html><title>Hotel Wi-Fi</title>', { headers: { 'content-type': 'text/html' } });

/** A browser before a server, real or imitated, that a recipe's transport talks to. */
export function createWorld<User extends WithId, Credentials>(
  url: string,
  send: Send,
  transport: () => Transport<User, Credentials>,
): World<User, Credentials> {
  const browser = createTestBrowser({ url, startAt: Date.now() });
  const jar = createJar(browser.cookies);
  const front = createFront(jar, send);
  const inFlight = new Set<Promise<unknown>>();
  let read = 0;

  browser.network.handler = (request, tab) => {
    const instead = world.interrupt?.(request);
    if (instead) return instead;
    const answered = Promise.resolve(front(request, tab));
    inFlight.add(answered);
    answered.catch(() => {}).finally(() => inFlight.delete(answered));
    return answered;
  };
  const settle = async (): Promise<void> => {
    do {
      await Promise.allSettled(inFlight);
      await browser.clock.settle();
    } while (inFlight.size > 0);
  };

  const world: World<User, Credentials> = {
    browser,
    jar,
    interrupt: null,
    async open() {
      const page = beginTab(browser, (platform) => createSession({ name: 'shop', transport: transport(), platform }));
      await settle();
      return page;
    },
    async signedIn(credentials) {
      const page = await world.open();
      await world.done(page.session.signIn(credentials));
      world.sent();
      return page;
    },
    async done(asked) {
      const quiet = asked.catch(() => {});
      await settle();
      await quiet;
      await settle();
      return asked;
    },
    sent() {
      const fresh = browser.network.requests.slice(read);
      read = browser.network.requests.length;
      return fresh.map(({ method, path }) => `${method} ${path}`);
    },
  };
  return world;
}
