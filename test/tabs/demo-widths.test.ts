import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEngines } from '../support/browsers.ts';
import type { TestBrowser } from '../support/tab.ts';
import { addFirst, eventually, inCart, openShop, openTab, type Shop, visit } from './shop.ts';

describe.each(await readEngines())('the cart of the demo shop in $name', ({ missing, open }) => {
  const story = it.skipIf(missing);
  let shop: Shop;
  let browser: TestBrowser;

  beforeAll(async () => {
    if (missing) return;
    shop = await openShop();
    browser = await open();
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
  });

  story('can be read at every width, also beside the open inspector', async () => {
    const tab = await openTab(browser, shop.at('', '?inspector'));
    if (!tab.page) return;
    await addFirst(tab);
    await eventually(() => inCart(tab)).toBe(1);
    await visit(tab, 'cart', 'Your cart');
    const cramped: unknown[] = [];
    for (const width of [320, 480, 640, 800, 900, 1024, 1100, 1280, 1440, 1920]) {
      await tab.page.setViewportSize({ width, height: 800 });
      const [name = 0, page = 0] = await tab.run(() => [
        document.querySelector('.line h3')?.clientWidth ?? 0,
        document.documentElement.scrollWidth,
      ]);
      if (name < 72 || page > width) cramped.push({ width, name, page });
    }
    expect(cramped).toEqual([]);
  });
});
