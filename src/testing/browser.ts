import { HoldfastError } from '../foundation/errors.ts';
import { checkNames } from '../foundation/options.ts';
import { createChannelHub, type MessageFaults, type TestMessages } from './channel.ts';
import { createTimeline, type TestClock } from './clock.ts';
import { createDatabaseHub } from './database.ts';
import { createDisk, type TestDatabases, textOf } from './disk.ts';
import { missing } from './host.ts';
import { createLocksHub } from './locks.ts';
import { createNetworkHub, type RequestHandler, type TestNetwork } from './network.ts';
import { type OpenedTab, openTestTab } from './open-tab.ts';
import { createRecordsHub, type TestRecords } from './records.ts';
import type { TestTab } from './tab.ts';
import { createTabRecordsHub } from './tab-records.ts';
import { createTurns } from './turns.ts';

/** Options of {@link createTestBrowser}. */
export interface TestBrowserOptions {
  /** Wall time at the start, in milliseconds since 1970. @default 2026-01-01T00:00:00Z */
  readonly startAt?: number;
  /** Address of the page in every tab. @default 'https://app.test/' */
  readonly url?: string;
  /** What goes wrong with messages between tabs; `false` for a browser without BroadcastChannel. @default {} */
  readonly messages?: MessageFaults | false;
  /** `false` for a browser without Web Locks. @default true */
  readonly locks?: boolean;
  /** Answers requests; may also be set later as `browser.network.handler`. */
  readonly handler?: RequestHandler;
}

/** One profile of a browser, in one process: tabs, what they share, and the hand that moves it all. */
export interface TestBrowser {
  readonly clock: TestClock;
  readonly records: TestRecords;
  readonly messages: TestMessages;
  readonly databases: TestDatabases;
  readonly network: TestNetwork;
  /** Cookies that script may read, shared by all tabs. */
  readonly cookies: Map<string, string>;
  /** Content of `<meta name>`, in all tabs. */
  readonly meta: Map<string, string>;
  /** Names of locks that are held. */
  locks(): string[];
  /**
   * Opens a tab. It is visible, like windows beside one another, until it is hidden. `from` is the tab whose sessionStorage it
   * begins with: one that was closed is reloaded or restored, one that is open is duplicated.
   */
  openTab(options?: { readonly from?: TestTab }): TestTab;
  /** Tabs that are neither closed nor crashed. */
  readonly tabs: readonly TestTab[];
  /**
   * The browser is killed and started again, without tabs. What was stored stays, but localStorage isn't crash-durable:
   * `loseRecords` takes back what was written to it in so many last milliseconds. @default 0
   */
  reopen(options?: { readonly loseRecords?: number }): void;
  /** A timer of the world outside, e.g. how long a server takes. Goes on whatever tabs do. */
  after(ms: number, run: () => void): () => void;
  /** All texts that stand in storage, messages, reports and addresses of requests: search it for what must be nowhere. */
  text(): string;
}

/**
 * A browser for tests: time stands still until it is turned, several tabs run in one process, and everything that goes
 * wrong in browsers can be made to go wrong.
 *
 * @example
 * ```ts
 * const browser = createTestBrowser();
 * const tab = browser.openTab();
 * const session = createSession({ name: 'shop', transport, platform: tab.platform });
 * const release = session.start();
 * await browser.clock.advance(minutes(13));
 * tab.input();                                     // a person, or 'swallow' when the session ended before
 * await browser.clock.sleep(hours(8), { monotonic: 'stops' });
 * release();
 * expect(tab.held()).toEqual(nothingHeld);
 * ```
 */
export function createTestBrowser(options: TestBrowserOptions = {}): TestBrowser {
  checkNames('createTestBrowser', options, ['startAt', 'url', 'messages', 'locks', 'handler']);
  const lacking = missing();
  if (lacking.length > 0)
    throw new HoldfastError(
      'HOLDFAST_USAGE',
      `A test browser is made of what Node brings, and this environment hides ${lacking.join(', ')}. In Jest use the environment "jest-fixed-jsdom"; Vitest hides nothing.`,
    );
  const { startAt = 1_767_225_600_000, url = 'https://app.test/', messages = {}, locks: withLocks = true } = options;
  let opened: OpenedTab[] = [];
  const everyTab: TestTab[] = [];
  const running = (): TestTab[] => opened.filter(({ life }) => life.stage() === 'running').map(({ tab }) => tab);

  const turns = createTurns();
  const timeline = createTimeline(turns, startAt, () => {
    for (const tab of running()) if (tab.platform.page.visible()) tab.emit('wake');
  });
  const { elapsed } = timeline.clock;
  const records = createRecordsHub(turns, elapsed);
  const tabRecords = createTabRecordsHub(() => records.test.refuse);
  const channels = createChannelHub(turns, messages || {});
  const locks = createLocksHub(turns);
  const disk = createDisk();
  const databases = createDatabaseHub(disk, turns, timeline.after);
  const network = createNetworkHub(turns, elapsed, url, () => {
    for (const tab of running()) {
      tab.emit('online');
      tab.emit('wake');
    }
  });
  network.test.handler = options.handler ?? null;
  const cookies = new Map<string, string>();
  const meta = new Map<string, string>();
  const withChannels = messages !== false;
  const home = {
    turns,
    timeline,
    records,
    tabRecords,
    channels,
    locks,
    databases,
    network,
    cookies,
    meta,
    base: url,
    withChannels,
    withLocks,
  };

  return {
    clock: timeline.clock,
    records: records.test,
    messages: channels.test,
    databases: disk.test,
    network: network.test,
    cookies,
    meta,
    locks: locks.held,
    openTab({ from } = {}) {
      const next = openTestTab(home, `tab ${everyTab.length + 1}`, from?.name ?? null);
      opened.push(next);
      everyTab.push(next.tab);
      next.life.onEnd(() => {
        opened = opened.filter((other) => other !== next);
      });
      return next.tab;
    },
    get tabs() {
      return opened.map(({ tab }) => tab);
    },
    reopen({ loseRecords = 0 } = {}) {
      for (const { tab } of opened) tab.crash();
      if (loseRecords > 0) records.lose(loseRecords);
    },
    after: timeline.after,
    text: () =>
      [
        textOf(records.test.contents()),
        textOf(tabRecords.contents()),
        disk.text(),
        textOf(channels.test.sent),
        ...everyTab.map((tab) => textOf(tab.reports)),
        ...network.test.requests.map((sent) => sent.url),
      ].join('\n'),
  };
}
