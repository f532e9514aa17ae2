import { createSession, hours, minutes, type Session, type SessionOptions, type SignInResult, seconds } from 'holdfast';
import {
  createTestBrowser,
  createTestServer,
  type MessageFaults,
  type ServerFault,
  type TestBrowser,
  type TestCredentials,
  type TestServer,
  type TestServerOptions,
  type TestTab,
  type TestUser,
} from 'holdfast/testing';
import { type TransportKind, transportOf } from '../../support/world/transports.ts';

export type Person = TestUser;

export interface Login extends TestCredentials {
  /** How many were asked for before: what was asked for first may be sent last. */
  readonly place?: number;
}

/** What differs from one interleaving to the next, besides what is done in it. */
export interface World {
  readonly transport: TransportKind;
  readonly locks: boolean;
  readonly messages: MessageFaults | false;
  /** Milliseconds that requests take to the server and answers take home, one after the other, from the first again. */
  readonly ways: readonly number[];
}

export interface OpenTab {
  readonly tab: TestTab;
  readonly session: Session<Person, Login>;
  readonly release: () => void;
}

type Options = Partial<SessionOptions<Person, Login>>;
export type Platform = TestTab['platform'];

export interface Answered {
  readonly request: Request;
  readonly response: Response;
  /** Name of the tab. */
  readonly tab: string;
}

export interface Stage {
  readonly browser: TestBrowser;
  readonly server: TestServer;
  /** What was wrong, in words. `[]` is how it should be. */
  readonly faults: string[];
  readonly tabs: OpenTab[];
  /** Hears of every answer when the server gives it. */
  readonly onAnswer: ((answered: Answered) => unknown)[];
  open(options?: Options, equip?: (platform: Platform, tab: string) => Platform): OpenTab;
  /** Opens `count` tabs and signs Ada in in the first; the others follow. All ways are short until that is done. */
  signedIn(count: number, open?: () => OpenTab): Promise<void>;
  signIn(one: OpenTab, as: 'ada' | 'bob'): Promise<SignInResult<Person>>;
  /** The next requests to `path` go wrong, until all is healed. */
  fail(path: string, how: ServerFault, times?: number): void;
  heal(): void;
  /** What was asked in `one` has to be answered, before `unanswered` is called. */
  expect<Value>(one: OpenTab, what: string, asked: Promise<Value>, then?: (value: Value) => unknown): void;
  /** A fault for each that wasn't answered; tabs that are gone answer nothing. */
  unanswered(): void;
  epoch(of: OpenTab): string | null;
}

/** The right one. It is as secret as what the server gives. */
export const password = 'canary-password';
export const ada: Login = { name: 'ada', password };
const bob: Login = { name: 'bob', password };
export const people = { ada: { id: 'u1', name: 'Ada' }, bob: { id: 'u2', name: 'Bob' } };
export const limits = { idle: { timeout: minutes(15), warning: minutes(2) }, lifetime: hours(8) };
/** How long an access token is good. */
export const accessLifetime = seconds(60);

/** The server of the stage knows one password, which is no canary. */
const withPassword = async (request: Request): Promise<Request> => {
  const { url, method, headers, credentials } = request;
  const body = await request.text();
  return new Request(url, { method, headers, credentials, body: body.replace(password, 'correct') });
};

/** Errors that `session.fetch` may answer with, whatever goes wrong. */
const known = (error: { code?: string; name?: string }): boolean =>
  error instanceof TypeError || error.name === 'AbortError' || error.code === 'HOLDFAST_SESSION_CHANGED';

/** A browser and a server with one network between them, whose every way takes as long as `world` says. */
export function createStage(world: World, options: TestServerOptions = {}): Stage {
  const browser = createTestBrowser({ locks: world.locks, messages: world.messages });
  const server = createTestServer(browser, { users: people, accessLifetime, ...options });
  const serve = browser.network.handler;
  const faults: string[] = [];
  const tabs: OpenTab[] = [];
  const onAnswer: Stage['onAnswer'] = [];
  const asking = new Map<string, OpenTab>();
  const troubles = new Map<string, ServerFault[]>();
  let ways = 0;
  let signIns = 0;
  let isQuick = false;
  const way = (): Promise<void> => {
    const ms = isQuick ? 0 : (world.ways[ways++ % world.ways.length] ?? 0);
    return ms > 0 ? new Promise((resolve) => void browser.after(ms, resolve)) : Promise.resolve();
  };
  browser.network.handler = async (request, tab) => {
    await way();
    const { pathname } = new URL(request.url);
    const trouble = troubles.get(pathname)?.shift();
    if (trouble !== undefined) server.fail(pathname, trouble);
    const isSignIn = request.method === 'POST' && (pathname === '/token' || pathname === '/api/sign-in');
    if (!serve) throw new Error('the server answers requests');
    const copies = onAnswer.map((hear) => ({ hear, request: request.clone() }));
    const response = await serve(isSignIn ? await withPassword(request) : request, tab);
    for (const { hear, request: copy } of copies) await hear({ request: copy, response: response.clone(), tab });
    await way();
    return response;
  };

  const stage: Stage = {
    browser,
    server,
    faults,
    tabs,
    onAnswer,
    open(more = {}, equip = (platform) => platform) {
      const tab = browser.openTab();
      const transport = transportOf<Person, Login>(world.transport);
      const platform = equip(tab.platform, tab.name);
      const session = createSession<Person, Login>({ name: 'shop', transport, ...limits, ...more, platform });
      const opened = { tab, session, release: session.start() };
      tabs.push(opened);
      return opened;
    },
    async signedIn(count, open = stage.open) {
      isQuick = true;
      for (let at = 0; at < count; at++) open();
      await browser.clock.settle();
      const signingIn = stage.signIn(openTab(stage, 0), 'ada');
      await browser.clock.advance(seconds(1));
      const result = await signingIn;
      if (result?.outcome !== 'signed-in' || stage.tabs.some((one) => stage.epoch(one) === null))
        throw new Error(`the sign-in ended with ${JSON.stringify(result)}`);
      isQuick = false;
    },
    signIn: ({ session }, as) => session.signIn({ ...(as === 'ada' ? ada : bob), place: signIns++ }),
    fail(path, how, times = 1) {
      troubles.set(path, [...(troubles.get(path) ?? []), ...Array.from({ length: times }, () => how)]);
    },
    heal: () => troubles.clear(),
    expect(one, what, asked, then) {
      const name = `${what} in ${one.tab.name} at ${browser.clock.elapsed()} (${asking.size})`;
      asking.set(name, one);
      asked
        .then(then)
        .catch((error) => {
          if (!known(error)) faults.push(`${name} threw ${error?.stack}`);
        })
        .finally(() => asking.delete(name));
    },
    unanswered() {
      for (const [what, { tab }] of asking) if (browser.tabs.includes(tab)) faults.push(`never answered: ${what}`);
    },
    epoch(of) {
      const state = of.session.getState();
      return state.status === 'authenticated' ? state.epoch : null;
    },
  };
  return stage;
}

/** The tab at `at`, which must be there. */
export function openTab({ tabs }: Stage, at: number): OpenTab {
  const one = tabs[at];
  if (!one) throw new Error(`there are ${tabs.length} tabs, and no tab ${at}`);
  return one;
}
