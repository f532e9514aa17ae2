import { createTestBrowser } from 'holdfast/testing';
import { expect, it } from 'vitest';
import { ann, cartOf, item, openDesk, quantities } from '../support.ts';

/** A cart of so many lines, open and stored. */
const openCart = async (lines: number) => {
  const browser = createTestBrowser();
  const cart = cartOf(openDesk(browser, ann));
  await browser.clock.settle();
  cart.add(Array.from({ length: lines }, (_, at) => ({ item: item(`sku-${at}`) })));
  await browser.clock.settle();
  const keys = cart.keys();
  return { browser, cart, keys };
};

it('changes of a cart cost no more all in one turn than one by one', async () => {
  const spent: number[] = [];
  for (const together of [true, false]) {
    const { browser, cart, keys } = await openCart(50);
    const before = browser.databases.written.bytes;
    for (const turn of ['set', 'add', 'add']) {
      for (const [at, key] of keys.entries()) {
        if (turn === 'set') cart.setQuantity(key, 2);
        else cart.add(item(`sku-${at}`));
        if (!together) await browser.clock.settle();
      }
      await browser.clock.advance(10);
    }
    spent.push(browser.databases.written.bytes - before);
    expect(quantities(cart)['sku-7']).toBe(4);
  }
  const [inOneTurn = 0, oneByOne = 0] = spent;
  expect(inOneTurn).toBeLessThanOrEqual(oneByOne);
});

it('a line that an earlier stay has put there takes less than 100 bytes when its quantity is set, key and all', async () => {
  const { browser } = await openCart(3);
  browser.reopen();
  const cart = cartOf(openDesk(browser, ann));
  await browser.clock.settle();
  const before = browser.databases.written.bytes;
  cart.setQuantity(cart.keys()[1] ?? '', 2);
  await browser.clock.settle();
  expect(browser.databases.written.bytes - before).toBeLessThan(100);
  expect(quantities(cart)).toEqual({ 'sku-0': 1, 'sku-1': 2, 'sku-2': 1 });
});
