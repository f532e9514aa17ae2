import type { Page } from 'playwright';
import { describe, expect } from 'vitest';
import { readEngines } from '../support/browsers.ts';
import { examine } from './axe.ts';
import { pageOf, setStage } from './stage.ts';

const everyRule = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

describe.each(await readEngines())('the demo shop in $name, for everybody', { timeout: 180_000 }, (engine) => {
  const stage = setStage(engine);

  /** Examines a page in both colour schemes, between which nothing differs but colours. */
  async function lookAt(page: Page, name: string): Promise<string[]> {
    await page.getByRole('heading', { name, exact: true }).first().waitFor();
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    const light = await examine(page, name, 'html', { runOnly: everyRule });
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    return [...light, ...(await examine(page, `${name}, dark`, 'html', { runOnly: ['color-contrast'] }))];
  }

  stage.story('gives axe nothing to object to on any page, in the light and in the dark', async () => {
    const page = pageOf(await stage.browser.newTab());
    const faults: string[] = [];
    const heading = (name: string): Promise<void> => page.getByRole('heading', { name, exact: true }).first().waitFor();
    const look = async (name: string): Promise<void> => void faults.push(...(await lookAt(page, name)));
    const press = (name: string | RegExp): Promise<void> => page.getByRole('button', { name }).first().click();

    await page.goto(`${stage.shop.server.url}/?idle=10#/`);
    await look('Guernsey Sweater');
    await press('Keep Watch Mug at hand');
    await look('At hand 1');
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByText('Dense').click();
    await page.getByLabel('Low means fewer than').fill('x');
    await look('Your shop');
    await page.getByRole('link', { name: 'Shelf', exact: true }).click();
    await look('On the shelf');
    await press('Add to cart Watch Mug');
    await page.goto(`${stage.shop.server.url}/?inspector#/cart`);
    await look('Your cart');
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await page.getByRole('link', { name: 'Go to checkout' }).click();
    await look('Please sign in first');
    await press('Sign in');
    await page.getByText('Please give both').waitFor();
    await look('Please sign in first');
    await press(/^Ada/);
    await press('Sign in');
    await heading('Contact');
    await press('Continue');
    await page.getByText('Whom may we write').waitFor();
    await look('Contact');
    await press(/^Fill in/);
    await press('Continue');
    await heading('Delivery');
    for (const [field, text] of Object.entries({ Street: 'Quay 7', Postcode: '20457', Town: 'Hamburg', Country: 'DE' }))
      await page.getByLabel(field).fill(text);
    await page.getByLabel('Express').check();
    await page
      .getByLabel('Choose a picture')
      .setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('x') });
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Only a picture helps').waitFor();
    await look('Delivery');
    await page.getByRole('button', { name: 'Take it away' }).click();
    await look('Delivery');
    await press('Continue');
    await heading('Payment');
    for (const [field, text] of Object.entries({
      'Card number': '4242424242424242',
      Expires: '08/68',
      'Security code': '123',
    }))
      await page.getByLabel(field).fill(text);
    await look('Payment');
    await press('Review the order');
    await look('Review');
    await press(/^Place order/);
    await look('Thank you. It’s on its way.');
    await page.getByRole('link', { name: 'Your orders' }).click();
    await page.getByText('1 × Watch Mug').first().waitFor();
    await look('Hello, Ada');
    await press('Add a guest');
    await press('Tell the cook');
    await page.getByText('Who is it?').waitFor();
    await look('Who eats with you?');
    await press('Sign out');
    await look('You have been signed out');
    await page.goto(`${stage.shop.server.url}/#/lost`);
    await look('Nothing here');

    expect(faults).toEqual([]);
  });

  stage.story('gives axe nothing to object to in the warning and at the end', async () => {
    const held = await engine.open();
    try {
      await held.holdClock?.();
      const page = pageOf(await held.newTab());
      if (!held.sleep) throw new Error(`${engine.name} gives no clock to turn.`);
      const faults: string[] = [];
      const look = async (name: string): Promise<void> => void faults.push(...(await lookAt(page, name)));
      await page.goto(`${stage.shop.server.url}/?idle=600&warning=300&inspector#/account`);
      await page.getByRole('button', { name: /^Grace/ }).click();
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('heading', { name: 'Hello, Grace' }).waitFor();
      await held.sleep(400_000);
      await look('Are you still there?');
      await held.sleep(400_000);
      await look('You have been signed out');
      expect(faults).toEqual([]);
    } finally {
      await held.close();
    }
  });
});
