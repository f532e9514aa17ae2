import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '../../support/browsers.ts';
import type { Tab, TestBrowser } from '../../support/tab.ts';
import { tellInBrowser } from '../stage.ts';
import { type Host, openHost } from './host.ts';

/** The page served for all stories of a `describe`, and a browser for each of them. */
export interface Stage {
  readonly host: Host;
  readonly story: typeof it;
  /** How often a story tries its luck. Firefox takes its time to open a page and to start. */
  readonly often: number;
  /** Tells a story in a browser of its own. */
  inBrowser(tell: Parameters<typeof tellInBrowser>[1]): Promise<void>;
  /** A page that knows what is stored. */
  open(browser: TestBrowser): Promise<Tab>;
}

export function setStage(engine: Engine): Stage {
  const isMissing = engine.missing !== undefined;
  let host: Host;
  beforeAll(async () => {
    if (!isMissing) host = await openHost();
  });
  afterAll(() => host?.close());
  return {
    get host() {
      return host;
    },
    often: engine.name === 'firefox' ? 1 : 3,
    story: it.skipIf(isMissing) as typeof it,
    inBrowser: (tell) => tellInBrowser(engine, tell),
    async open(browser) {
      const tab = await browser.newTab(host.url);
      await untilSaved(tab);
      return tab;
    },
  };
}

/** Waits until the page says that all it knows is on the disk. */
export const untilSaved = (tab: Tab): Promise<void> =>
  expect.poll(() => tab.run(() => window.work?.getState().saved)).toBe('saved');
