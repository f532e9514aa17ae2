import type { Page } from 'playwright';
import { beforeAll, describe, expect } from 'vitest';
import { readEngines } from '../support/browsers.ts';
import { walkByKeys } from './demo-keys.ts';
import { pageOf, setStage } from './stage.ts';

describe.each(await readEngines())('the demo shop in $name, without a mouse', (engine) => {
  const stage = setStage(engine);
  let page: Page;

  const heading = (name: string): Promise<void> => page.getByRole('heading', { name }).first().waitFor();
  const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');
  const inside = (): Promise<string> =>
    page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent ?? '');
  const overflow = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

  beforeAll(async () => {
    if (engine.missing) return;
    page = pageOf(await stage.browser.newTab());
    await page.setViewportSize({ width: 320, height: 640 });
  });

  stage.story('sells a sweater to somebody with a keyboard and 320 pixels', async () => {
    const keys = walkByKeys(page);
    await page.goto(stage.shop.server.url);
    await heading('Guernsey Sweater');
    const wide = [await overflow()];

    // The first stop leads past the bar on top.
    await keys.activate('Skip to the content');
    await keys.to('Colour of Guernsey Sweater');
    await keys.press('ArrowDown');
    await keys.activate('Add to cart Guernsey Sweater');
    await page.getByText('Guernsey Sweater, S, ecru is in your cart.').waitFor();
    await keys.activate('Cart');
    await heading('Your cart');
    expect(await focused()).toBe('Your cart');
    wide.push(await overflow());

    await keys.activate('+One more: Guernsey Sweater');
    await page.getByText('€258.00').first().waitFor();
    await keys.activate('Go to checkout');
    await heading('Please sign in first');
    await keys.activate('Ada');
    await keys.press('Enter');
    await heading('Checkout');
    wide.push(await overflow());

    // Refused first: the field that is wrong has the focus, and says why.
    await keys.activate('Continue');
    await expect
      .poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement).name))
      .toBe('contact.name');
    const reason = await page.getByLabel('Name').evaluate((field) => {
      const ids = field.getAttribute('aria-describedby')?.split(' ') ?? [];
      return ids.map((id) => document.getElementById(id)?.textContent).join();
    });
    expect(reason).toBe('Whom may we write on the parcel?');

    await page.keyboard.type('Ada Lovelace');
    await keys.fill('Email', 'ada@example.com');
    await keys.press('Enter');
    await expect.poll(focused).toBe('Delivery');
    await keys.fill('Street', 'Quay 7');
    await keys.fill('Postcode', '20457');
    await keys.fill('Town', 'Hamburg');
    await keys.fill('Country', 'Germany');
    await keys.to('By post');
    await keys.press('Space');
    await keys.activate('Continue');
    await expect.poll(focused).toBe('Payment');
    await keys.fill('Card number', '4242 4242 4242 4242');
    await keys.fill('Expires', '08/68');
    await keys.fill('Security code', '123');
    await keys.press('Enter');
    await expect.poll(focused).toBe('Review');
    wide.push(await overflow());

    await keys.activate('Place order, €258.00');
    await heading('Thank you');
    wide.push(await overflow());
    await keys.activate('Your orders');
    await page.getByText('2 × Guernsey Sweater, S, ecru').waitFor();
    wide.push(await overflow());

    expect(wide.filter((pixels) => pixels > 0)).toEqual([]);
    expect([...keys.unseen]).toEqual([]);
  });

  stage.story('opens the devtools with a key, and gives the focus back', async () => {
    const keys = walkByKeys(page);
    await page.goto(stage.shop.server.url);
    await heading('Guernsey Sweater');
    await keys.activate('Session devtools');
    await expect.poll(inside).toBe('Session shop');
    await keys.to('Close');
    await keys.press('Escape');
    await expect.poll(inside).toBe('Session devtools, signed in');
    expect(await page.getByRole('button', { name: /^Session devtools,/ }).getAttribute('aria-expanded')).toBe('false');
  });
});
