import { describe, expect } from 'vitest';
import { readEngines } from '../support/browsers.ts';
import { addFirst, eventually, inCart, openTab, visit } from './shop.ts';
import { pageOf, setStage } from './stage.ts';

describe.each(await readEngines())('the cart of the demo shop in $name', (engine) => {
  const stage = setStage(engine);

  stage.story('can be read at every width, also beside the open devtools', async () => {
    const tab = await openTab(stage.browser, stage.shop.at('', '?inspector'));
    const page = pageOf(tab);
    await addFirst(tab);
    await eventually(() => inCart(tab)).toBe(1);
    await visit(tab, 'cart', 'Your cart');
    const cramped: unknown[] = [];
    for (const width of [320, 480, 640, 800, 900, 1024, 1100, 1280, 1440, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      const [name = 0, wide = 0] = await tab.run(() => [
        document.querySelector('.line h3')?.clientWidth ?? 0,
        document.documentElement.scrollWidth,
      ]);
      if (name < 72 || wide > width) cramped.push({ width, name, wide });
    }
    expect(cramped).toEqual([]);
  });
});
