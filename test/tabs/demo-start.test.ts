import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type RunningServer, startServer } from '../../demo/backend/server.ts';
import { readEngines } from '../support/browsers.ts';
import type { TestBrowser } from '../support/tab.ts';
import { pageOf } from './stage.ts';

/** A browser set up to store nothing: private modes and policies do this. */
function refuseStorage(): void {
  const refuse = (): never => {
    throw new DOMException('Refused by policy', 'SecurityError');
  };
  IDBFactory.prototype.open = refuse;
  Storage.prototype.getItem = refuse;
  Storage.prototype.setItem = refuse;
  Storage.prototype.removeItem = refuse;
}

describe.each(await readEngines())('the demo shop in $name, on a bad day', { timeout: 120_000 }, (engine) => {
  let browser: TestBrowser;
  const servers: RunningServer[] = [];

  beforeAll(async () => {
    if (!engine.missing) browser = await engine.open();
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all(servers.map((server) => server.close()));
  });
  const story = it.skipIf(engine.missing !== undefined);

  async function open(root: string, onRequest?: (request: { path: string }) => void): Promise<string> {
    const server = await startServer({ root, ...(onRequest && { onRequest }) });
    servers.push(server);
    return server.url;
  }

  async function newPage(): Promise<{ page: Page; complaints: string[] }> {
    const page = pageOf(await browser.newTab());
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (said) => {
      if (said.type() === 'error' || said.type() === 'warning') complaints.push(said.text());
    });
    return { page, complaints };
  }

  async function signIn(page: Page, name: string): Promise<void> {
    await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: `Hello, ${name}` }).waitFor();
  }

  story('says why timers in the address make no sense, and runs with the usual ones', async () => {
    const { page, complaints } = await newPage();
    const url = await open(inject('demo').served);
    await page.goto(`${url}/?idle=20&warning=20&lifetime=never#/account`);
    await page.getByText('“lifetime=never” is not a number of seconds.').waitFor();
    await signIn(page, 'Ada');
    await page.getByText('after 15 minutes untouched').waitFor();
    await page.goto(`${url}/?idle=20&warning=20#/account`);
    await page.getByText('The warning (20 s) must be shorter than the idle limit (20 s)').waitFor();
    expect(complaints).toEqual([]);
  });

  story('keeps the timers of the address while one walks through the shop', async () => {
    const { page } = await newPage();
    const url = await open(inject('demo').served);
    await page.goto(`${url}/?idle=90&warning=30&transport=bearer`);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Cart' }).click();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await signIn(page, 'Grace');
    await page.getByText('after 90 seconds untouched').waitFor();
    expect(new URL(page.url()).search).toBe('?idle=90&warning=30&transport=bearer');
  });

  story('opens where nothing can be stored, and says so', async () => {
    const { page } = await newPage();
    const url = await open(inject('demo').served);
    await page.addInitScript(refuseStorage);
    await page.goto(url);
    await page.getByText('This browser lets the shop store nothing.').waitFor();
    await page.getByRole('button', { name: 'Add to cart Ditty Bag' }).click();
    await page.getByRole('link', { name: 'Cart 1' }).click();
    await page.getByText('Kept in this tab only').waitFor();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await signIn(page, 'Ada');
  });

  story('says that the server is out of reach, and works again when it is back', async () => {
    const { page } = await newPage();
    const url = await open(inject('demo').served);
    await page.goto(`${url}/#/account`);
    await page.getByRole('heading', { name: 'Please sign in first' }).waitFor();
    await page.route('**/api/**', (route) => route.abort());
    await page.getByRole('button', { name: /^Grace/ }).click();
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('The shop can’t be reached.').first().waitFor();
    await page.unroute('**/api/**');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'Hello, Grace' }).waitFor();
  });

  story('looks for the orders again when the network is back', async () => {
    const { page } = await newPage();
    const url = await open(inject('demo').served);
    await page.goto(`${url}/#/account`);
    await signIn(page, 'Ada');
    await page.getByText('None yet.').waitFor();
    await page.getByRole('link', { name: 'Shelf' }).click();
    await page.context().setOffline(true);
    try {
      await page.getByRole('link', { name: 'Account of Ada' }).click();
      await page.getByText('The ledger can’t be reached.').waitFor();
    } finally {
      await page.context().setOffline(false);
    }
    await page.getByText('None yet.').waitFor({ timeout: 8_000 });
  });

  story('sells without any server, and two tabs meet the same shop', async () => {
    const asked: string[] = [];
    const url = await open(inject('demo').inPage, ({ path }) => path.startsWith('/api') && asked.push(path));
    const { page, complaints } = await newPage();
    await page.goto(`${url}/#/account`);
    await signIn(page, 'Ada');
    const { page: second } = await newPage();
    await second.goto(`${url}/#/account`);
    await second.getByRole('heading', { name: 'Hello, Ada' }).waitFor();
    expect({ asked, complaints }).toEqual({ asked: [], complaints: [] });
  });
});
