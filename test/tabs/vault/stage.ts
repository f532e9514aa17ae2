import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Engine } from '../../support/browsers.ts';
import type { Tab, TestBrowser } from '../../support/tab.ts';
import { type Host, openHost } from './host.ts';

/** One browser for the stories of a `describe`, and an origin with an empty disk for each of them. */
export interface Stage {
  readonly host: Host;
  readonly browser: TestBrowser;
  readonly story: typeof it;
  /** The same, for what is told of a browser with a disk. */
  readonly diskStory: typeof it;
  /** How often a story tries its luck. Firefox takes its time to open a page and to start. */
  readonly often: number;
  /** A page that knows what is stored. */
  open(): Promise<Tab>;
  /** The whole browser dies. */
  kill(): Promise<void>;
  /** It is started again, with what is on its disk. */
  reopen(): Promise<void>;
}

export function setStage(engine: Engine): Stage {
  const isMissing = engine.missing !== undefined;
  const hosts: Host[] = [];
  let browser: TestBrowser;
  beforeAll(async () => {
    if (!isMissing) browser = await engine.open();
  });
  beforeEach(async () => {
    if (!isMissing) hosts.unshift(await openHost());
  });
  afterAll(async () => {
    await browser?.close();
    for (const host of hosts) await host.close();
  });
  const present = (): Host => {
    if (!hosts[0]) throw new Error('There is a host while a story is told.');
    return hosts[0];
  };
  return {
    get host() {
      return present();
    },
    get browser() {
      return browser;
    },
    often: engine.name === 'chromium' ? 3 : 1,
    story: it.skipIf(isMissing) as typeof it,
    // WebKit keeps nothing on a disk when it is driven.
    diskStory: it.skipIf(isMissing || engine.name === 'webkit') as typeof it,
    async open() {
      const tab = await browser.newTab(present().url);
      await untilSaved(tab);
      return tab;
    },
    kill: () => browser.kill(),
    async reopen() {
      browser = await browser.reopen();
    },
  };
}

/** Waits until the page says that all it knows is on the disk. */
export const untilSaved = (tab: Tab): Promise<void> =>
  expect.poll(() => tab.run(() => window.work?.getState().saved)).toBe('saved');
