import type { Page } from 'playwright';
import { afterAll, beforeAll, it } from 'vitest';
import type { ServerOptions } from '../../demo/backend/server.ts';
import type { Engine } from '../support/browsers.ts';
import type { Tab, TestBrowser } from '../support/tab.ts';
import { openShop, type Shop } from './shop.ts';

/** One shop and one browser for all stories of a `describe`; they are there while a story is told. */
export interface Stage {
  readonly story: typeof it;
  readonly shop: Shop;
  readonly browser: TestBrowser;
}

export function setStage(engine: Engine, options?: ServerOptions): Stage {
  const isMissing = engine.missing !== undefined;
  let shop: Shop;
  let browser: TestBrowser;
  beforeAll(async () => {
    if (isMissing) return;
    shop = await openShop(options);
    browser = await engine.open();
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
  });
  return {
    story: it.skipIf(isMissing) as typeof it,
    get shop() {
      return shop;
    },
    get browser() {
      return browser;
    },
  };
}

/** Tells a story in a browser of its own. Whoever kills it says what came after it. */
export async function tellInBrowser(
  engine: Engine,
  tell: (browser: TestBrowser, reborn: (next: TestBrowser) => TestBrowser) => Promise<void>,
): Promise<void> {
  let browser = await engine.open();
  try {
    await tell(browser, (next) => {
      browser = next;
      return next;
    });
  } finally {
    await browser.close();
  }
}

/** Playwright's page of a tab, for what is told only of the engines that have one. */
export function pageOf(tab: Tab): Page {
  if (!tab.page) throw new Error('This engine gives no page to look at.');
  return tab.page;
}
