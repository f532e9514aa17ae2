import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { readEngines } from '../support/browsers.ts';
import { pageTab } from '../support/page-tab.ts';
import type { Tab } from '../support/tab.ts';
import { addFirst, eventually, inCart, signOut, visit, whoIs } from './shop.ts';
import { pageOf, setStage } from './stage.ts';

const inAccount = 'Saved to your account';
const says = (tab: Tab): Promise<string> => tab.text('.saved');
const comes = (tab: Tab): Promise<string> => tab.text('.arrival');

describe.each(await readEngines())('one person on two devices in the demo shop in $name', (engine) => {
  const stage = setStage(engine);
  const complaints: string[] = [];
  let here: Tab;
  let there: Tab;

  /** A device has cookies and storage of its own. What its console says is heard. */
  async function openDevice(): Promise<Tab> {
    const browser = pageOf(await stage.browser.newTab())
      .context()
      .browser();
    const page = await browser?.newContext().then((context) => context.newPage());
    if (!page) throw new Error(`${engine.name} has one profile only.`);
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (said) => said.type() === 'error' && complaints.push(said.text()));
    return pageTab(page);
  }
  async function signIn(tab: Tab): Promise<void> {
    await pageOf(tab).getByRole('button', { name: /^Ada/ }).click();
    await pageOf(tab).getByRole('button', { name: 'Sign in', exact: true }).click();
    await pageOf(tab).getByRole('link', { name: 'Account of Ada' }).waitFor();
  }
  beforeAll(async () => {
    if (engine.missing) return;
    here = await openDevice();
    there = await openDevice();
    const enter = async (tab: Tab): Promise<void> => {
      await tab.goto(stage.shop.at('account'));
      await signIn(tab);
    };
    await Promise.all([enter(here), enter(there)]);
  });
  afterAll(() => Promise.all([here, there].map((tab) => tab && pageOf(tab).context().close())));

  const both = (read: (page: Page) => Promise<unknown>) =>
    eventually(() => Promise.all([here, there].map((tab) => read(pageOf(tab)))));

  stage.story('has the same settings on both at once, but for those of a device, and nobody is disturbed', async () => {
    await Promise.all([visit(here, 'settings', 'Your shop'), visit(there, 'settings', 'Your shop')]);
    const [one, two] = [pageOf(here), pageOf(there)];
    await eventually(() => Promise.all([here, there].map(says))).toEqual([inAccount, inAccount]);
    const chosen = (name: string): string => `label:has-text("${name}") :checked`;
    await one.getByText('24.00 euros').click();
    await two.locator(chosen('24.00 euros')).waitFor({ state: 'attached' });
    await eventually(() => comes(there)).toBe('Changed on another device just now');
    expect(await comes(here)).toBe('');

    // Somebody is in a field: what comes for it waits.
    const field = two.getByLabel('Low means fewer than');
    await field.focus();
    await one.getByText('Dense').click();
    await one.getByLabel('Low means fewer than').fill('42');
    await one.getByLabel('Pin something').selectOption('Watch Mug');
    await two.locator('.chips', { hasText: 'Watch Mug' }).waitFor();
    expect([await field.inputValue(), await two.locator(chosen('Airy')).count()]).toEqual(['10', 1]);
    await two.keyboard.press('Tab');
    expect(await field.inputValue()).toBe('42');
    await two.getByLabel('Pin something').selectOption('Ship’s Bell');
    await one.locator('.chips', { hasText: /Watch Mug.*Ship’s Bell/s }).waitFor();
    await eventually(() => Promise.all([here, there].map(says))).toEqual([inAccount, inAccount]);
  });

  stage.story('goes on with a cart that a guest began on a third, which is left without the others', async () => {
    await visit(here, 'cart', 'Your cart');
    const third = await openDevice();
    await third.goto(stage.shop.at(''));
    await addFirst(third);
    await eventually(() => inCart(third)).toBe(1);
    await visit(third, 'sign-in', 'Sign in');
    await signIn(third);
    await eventually(() => inCart(here)).toBe(1);
    await visit(third, 'cart', 'Your cart');
    const quantity = pageOf(third).locator('.quantity input');
    await quantity.focus();
    await here.click('.quantity button:last-of-type');
    await eventually(() => inCart(third)).toBe(2);
    expect(await quantity.inputValue()).toBe('1');
    await quantity.blur();
    expect([await quantity.inputValue(), await inCart(third)]).toEqual(['2', 2]);
    await signOut(third);
    await visit(third, 'cart', 'Your cart');
    // A guest's cart is looked for anew, which takes a moment.
    await eventually(() => third.text('.saved')).toBe('Saved on this device');
    expect([await whoIs(third), await inCart(third)]).toEqual(['', 0]);
    await here.click('.quantity button:last-of-type');
    await eventually(() => says(here)).toBe(inAccount);
    expect([await whoIs(here), await inCart(here)]).toEqual(['Ada', 3]);
    await pageOf(third).context().close();
  });

  stage.story('is asked on both where both wrote the same field, one of them offline, and answers on one', async () => {
    await Promise.all([visit(here, 'checkout', 'Checkout'), visit(there, 'checkout', 'Checkout')]);
    const name = (page: Page) => page.getByLabel('Name', { exact: true });
    const note = (page: Page) => page.locator('.conflict p').allTextContents();
    const [one, two] = [pageOf(here), pageOf(there)];
    await name(one).pressSequentially('Ada');
    await both((page) => name(page).inputValue()).toEqual(['Ada', 'Ada']);

    await one.context().setOffline(true);
    await name(one).pressSequentially(' Lovelace');
    await eventually(() => says(here)).toBe('Saved on this device, will be sent when the shop is in reach');
    await one.getByText('When the shop is back in reach, your checkout form will go to your account.').waitFor();
    await name(two).fill('Grace Hopper');
    await name(two).blur();
    await eventually(() => says(there)).toBe(inAccount);
    await one.context().setOffline(false);
    await two.locator('.conflict').waitFor();
    expect(await name(one).inputValue()).toBe('Ada Lovelace');
    await name(one).blur();
    await both(note).toEqual([
      ['Changed elsewhere while you typed. You had Ada Lovelace.'],
      ['Written elsewhere at the same time: Ada Lovelace.'],
    ]);
    await two.getByRole('button', { name: 'Take theirs for Name' }).click();
    await both((page) => name(page).inputValue()).toEqual(['Ada Lovelace', 'Ada Lovelace']);
    await both(note).toEqual([[], []]);
    expect(complaints.filter((text) => !text.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  });

  stage.story('is told where the account takes no more, and what a sign-out takes along', async () => {
    await visit(there, 'settings', 'Your shop');
    const page = pageOf(there);
    await page.route('**/api/documents/workspace', (route) => route.fulfill({ status: 401 }));
    await page.getByText('EUR 24.00').click();
    await eventually(() => says(there)).toBe('Saved on this device, will be sent when you sign in again');
    await page.getByText('The shop isn’t sure any more that it is you.').waitFor();
    await page.unroute('**/api/documents/workspace');
    await page.route('**/api/documents/cart', (route) => route.fulfill({ status: 413 }));
    await visit(there, '', 'Things');
    await addFirst(there);
    await page.getByText('Your cart can’t go to your account as it is now.').waitFor();
    await page.unroute('**/api/documents/cart');
    await page.route('**/api/documents/workspace', (route) => route.fulfill({ status: 403 }));
    await page.goto(stage.shop.at('settings', '?inspector'));
    await eventually(() => says(there)).toBe('Saved on this device only');
    await page.getByText('Your settings can’t be sent to your account any more.').waitFor();
    await page.getByRole('tab', { name: 'Documents' }).click();
    const told = async (document: string): Promise<string> =>
      (await page.locator(`[data-document="${document}"]`).allTextContents()).join();
    await eventually(() => told('workspace')).toMatch(
      /^workspacestopped.*revision[\w-]{22}dirtyyes, to be sentcarried bythis tab/,
    );
    await eventually(() => told('cart')).toMatch(/^cartidle.*revision[\w-]{22}dirtynocarried bythis tab/);
    await eventually(async () => (await page.locator('.synced').allTextContents()).join()).toMatch(
      /pending1 of 4 documentschangeslive, by a stream of this tab/,
    );

    await visit(there, 'account', 'Hello');
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await page.getByText('Not in your account yet: your settings.').waitFor();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByText('What you did last to your settings is gone.').waitFor();
    await page.getByRole('button', { name: 'Understood' }).click();
    expect(await page.getByText('is gone.').count()).toBe(0);
  });
});
