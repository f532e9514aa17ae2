import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type RunningServer, startServer } from '../../demo/backend/server.ts';
import { readEngines } from '../support/browsers.ts';
import type { TestBrowser } from '../support/tab.ts';

const axe = readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe objects to, short enough to be read in a failing test. */
async function examine(page: Page, where: string): Promise<string[]> {
  await page.evaluate(await axe);
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, { runOnly: ${JSON.stringify(rules)} })`);
  return violations.map(
    ({ id, nodes }) => `${where}: ${id} at ${nodes.map(({ target }) => target.join()).join(' | ')}`,
  );
}

describe.each(await readEngines())('the demo shop in $name, for everybody', (engine) => {
  let server: RunningServer;
  let browser: TestBrowser;

  beforeAll(async () => {
    server = await startServer({ root: inject('demo').served });
    if (!engine.missing) browser = await engine.open();
  });
  afterAll(async () => {
    await browser?.close();
    await server.close();
  });

  const story = it.skipIf(engine.missing !== undefined).each(['light', 'dark'] as const);

  story('gives axe nothing to object to, in the %s', async (colorScheme) => {
    const { page } = await browser.newTab();
    if (!page) throw new Error(`${engine.name} gives no page to look at.`);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const faults: string[] = [];
    const heading = (name: string): Promise<void> => page.getByRole('heading', { name, exact: true }).first().waitFor();
    const look = async (name: string): Promise<void> => {
      await heading(name);
      faults.push(...(await examine(page, name)));
    };
    const press = (name: string | RegExp): Promise<void> => page.getByRole('button', { name }).first().click();

    await page.goto(`${server.url}/?idle=10#/`);
    await look('Guernsey Sweater');
    await press('Add to cart Ship’s Bell');
    await page.goto(`${server.url}/?inspector#/cart`);
    await look('Your cart');
    await press('Close');
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
    await page.getByText('1 × Ship’s Bell').waitFor();
    await look('Hello, Ada');
    await press('Sign out');
    await look('You have been signed out');
    await page.goto(`${server.url}/#/lost`);
    await look('Nothing here');

    expect(faults).toEqual([]);
  });
});
