import type { Page } from 'playwright';
import { describe, expect } from 'vitest';
import { readEngines } from '../support/browsers.ts';
import { examine } from './axe.ts';
import { inCart, openTab } from './shop.ts';
import { pageOf, setStage } from './stage.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

describe.each(await readEngines())('a cart and its shop in $name', (engine) => {
  const stage = setStage(engine);

  const press = (page: Page, name: string | RegExp): Promise<void> =>
    page.getByRole('button', { name }).first().click();
  const total = (page: Page): Promise<string | null> => page.locator('[data-total]').getAttribute('data-total');
  /** Somebody else changes what stands on the shelf. */
  const changeShelf = (page: Page, change: object): Promise<number> =>
    page.evaluate(
      async (body) =>
        (
          await fetch('/api/shelf', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          })
        ).status,
      change,
    );

  stage.story('agree before anything is ordered, over two tabs', async () => {
    const tab = await openTab(stage.browser, stage.shop.at(''));
    const page = pageOf(tab);
    await press(page, 'Add to cart Watch Mug');
    await press(page, 'Add to cart Ship’s Bell');
    await page.goto(stage.shop.at('cart'));
    await page.getByRole('heading', { name: 'Ship’s Bell' }).waitFor();
    const other = await openTab(stage.browser, stage.shop.at('cart'));
    // A page behind another one draws nothing, so nothing in it can be pressed.
    await page.bringToFront();

    // More than there is: shown at once, refused by the shop, and exactly that is taken back.
    await press(page, /One more: Ship/);
    await expect.poll(() => inCart(other)).toBe(3);
    await press(page, /One more: Ship/);
    await page.getByText('There are only 2 left of Ship’s Bell.').waitFor();
    expect(await page.getByLabel('Quantity of Ship’s Bell').inputValue()).toBe('2');
    await expect.poll(() => inCart(other)).toBe(3);

    // A coupon that is over, and one that isn't.
    await page.getByLabel('Coupon', { exact: true }).fill('springtide');
    await press(page, 'Use it');
    await page.getByText('this coupon ended in May').waitFor();
    expect(await total(page)).toBe('21400');
    await page.getByLabel('Coupon', { exact: true }).fill('ahoy10');
    await press(page, 'Use it');
    await expect.poll(() => total(page)).toBe('19260');
    await expect.poll(() => total(pageOf(other))).toBe('19260');

    // The shop changes its mind, and the order waits until somebody has said yes to that.
    expect(await changeShelf(page, { sku: 'mug-enamel', percent: 10 })).toBe(204);
    expect(await changeShelf(page, { sku: 'bell-ship', left: 1 })).toBe(204);
    await page.goto(stage.shop.at('checkout'));
    await press(page, /^Ada/);
    await press(page, 'Sign in');
    await page.getByRole('heading', { name: 'Contact' }).waitFor();
    await press(page, /^Fill in/);
    await press(page, 'Continue');
    await page.getByRole('heading', { name: 'Delivery' }).waitFor();
    for (const [field, text] of Object.entries({ Street: 'Quay 7', Postcode: '20457', Town: 'Hamburg', Country: 'DE' }))
      await page.getByLabel(field).fill(text);
    await page.getByLabel('Express').check();
    await press(page, 'Continue');
    for (const [field, text] of Object.entries({
      'Card number': '4242424242424242',
      Expires: '08/68',
      'Security code': '123',
    }))
      await page.getByLabel(field).fill(text);
    await press(page, 'Review the order');
    await press(page, /^Place order/);
    await page.getByText('The shop has news about your cart').first().waitFor();
    expect(stage.shop.requests.filter((request) => request === 'POST /api/orders')).toEqual([]);

    await page.getByRole('link', { name: 'See the news in your cart' }).click();
    await page.getByText('The price of Watch Mug, white has risen from €16.00 to €17.60.').waitFor();
    await page.getByText('The shop has only 1 left of Ship’s Bell; you wanted 2.').waitFor();
    const faults: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      faults.push(...(await examine(page, colorScheme, 'html', { runOnly: rules })));
    }
    expect(faults).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

    await press(page, /^Take it for/);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('What is in it');
    await press(page, /^Take 1/);
    await expect.poll(() => total(page)).toBe('10494');
    await page.goto(stage.shop.at('checkout'));
    await press(page, 'Review the order');
    await press(page, 'Place order, €104.94');
    await page.getByRole('heading', { name: 'Thank you.' }).waitFor();
    await page.getByText('€104.94').waitFor();
    await expect.poll(() => inCart(other)).toBe(0);
  });
});
