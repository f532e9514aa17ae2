import type { Page } from 'playwright';
import { describe, expect } from 'vitest';
import { readEngines } from '../support/browsers.ts';
import { addFirst, eventually, openTab, savedStatus, signIn, visit } from './shop.ts';
import { pageOf, setStage } from './stage.ts';

describe.each(await readEngines())('two tabs that write the same field in $name', (engine) => {
  const stage = setStage(engine);

  stage.story('lose neither text: the later stands, the other is offered, and either tab settles it', async () => {
    const first = await openTab(stage.browser, stage.shop.at(''));
    await signIn(first, 'ada');
    await visit(first, '', 'Things');
    await addFirst(first);
    await visit(first, 'checkout', 'Checkout');
    const second = await openTab(stage.browser, stage.shop.at('checkout'), 'Ada');
    const [one, two] = [pageOf(first), pageOf(second)];
    const name = (page: Page) => page.getByLabel('Name', { exact: true });
    const note = (page: Page) => page.locator('.conflict p').allTextContents();
    const both = (read: (page: Page) => Promise<unknown>) => eventually(() => Promise.all([one, two].map(read)));

    await name(one).pressSequentially('Ada');
    await both((page) => name(page).inputValue()).toEqual(['Ada', 'Ada']);
    await name(two).fill('Grace Hopper');
    await name(two).blur();
    await eventually(() => savedStatus(second)).toBe('saved');
    await name(one).pressSequentially(' Lovelace');
    expect(await name(one).inputValue()).toBe('Ada Lovelace');
    await name(one).blur();

    await both((page) => name(page).inputValue()).toEqual(['Ada Lovelace', 'Ada Lovelace']);
    await both(note).toEqual([
      ['Written elsewhere at the same time: Grace Hopper.'],
      ['Changed elsewhere while you typed. You had Grace Hopper.'],
    ]);
    await two.getByRole('button', { name: 'Take mine for Name' }).click();
    await both((page) => name(page).inputValue()).toEqual(['Grace Hopper', 'Grace Hopper']);
    await both(note).toEqual([[], []]);
    expect(await name(two).evaluate((input) => input === document.activeElement)).toBe(true);

    await two.getByRole('button', { name: 'Undo' }).click();
    await both((page) => name(page).inputValue()).toEqual(['Ada Lovelace', 'Ada Lovelace']);
    await two.getByRole('button', { name: 'Redo' }).click();
    await both((page) => name(page).inputValue()).toEqual(['Grace Hopper', 'Grace Hopper']);
  });
});
