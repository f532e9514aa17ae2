import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { createCart } from '../../../../src/documents/cart/cart.ts';
import { ann, cartOf, item, openDesk, quantities } from '../support.ts';

const open = async (options: Parameters<typeof cartOf>[1] = {}) => {
  const browser = createTestBrowser();
  const desk = openDesk(browser, ann);
  const cart = cartOf(desk, options);
  await browser.clock.settle();
  return { browser, desk, cart };
};

describe('lines', () => {
  it('add up in minor units', async () => {
    const { cart } = await open();
    cart.add(item('mug', 1999), 3);
    expect(cart.getState()).toMatchObject({ count: 3, total: 5997, currency: 'EUR' });
    expect(cart.getState().lines[0]).toMatchObject({ sku: 'mug', quantity: 3, total: 5997, price: 1999 });
  });

  it('are one per SKU and options, whatever order the options come in', async () => {
    const { cart } = await open();
    const small = cart.add({ sku: 'tee', price: 1, options: { size: 'S', colour: 'red' } });
    expect(cart.add({ sku: 'tee', price: 1, options: { colour: 'red', size: 'S' } })).toBe(small);
    expect(cart.add({ sku: 'tee', price: 1, options: { size: 'L', colour: 'red' } })).not.toBe(small);
    expect(cart.getState().lines.map(({ quantity }) => quantity)).toEqual([2, 1]);
  });

  it('are subtracted from, set, removed and cleared, and say whether they were there', async () => {
    const { cart } = await open();
    const mug = cart.add(item('mug'), 5);
    expect(cart.subtract(mug, 2)).toBe(true);
    expect(quantities(cart)).toEqual({ mug: 3 });
    expect(cart.setQuantity(mug, 7)).toBe(true);
    expect(cart.subtract(mug, 100)).toBe(true);
    expect(quantities(cart)).toEqual({});
    expect(cart.subtract(mug)).toBe(false);
    expect(cart.setQuantity(mug, 1)).toBe(false);
    cart.add(item('mug'));
    cart.add(item('pen'));
    expect(cart.remove(mug)).toBe(true);
    expect(cart.remove('nothing')).toBe(false);
    cart.clear();
    expect(cart.getState()).toMatchObject({ lines: [], count: 0, total: 0 });
  });

  it('stand in the order in which they were first added, also after a reload', async () => {
    const { browser, desk, cart } = await open();
    for (const sku of ['c', 'a', 'b']) {
      cart.add(item(sku));
      await browser.clock.advance(1);
    }
    cart.add(item('c'));
    await browser.clock.settle();
    desk.tab.crash();
    const again = cartOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(again.getState().lines.map(({ sku }) => sku)).toEqual(['c', 'a', 'b']);
  });

  it('are told of their item once: one more of the same says how many, and stands beside what others did meanwhile', async () => {
    const { browser, desk, cart } = await open({ personal: false });
    const other = cartOf(openDesk(browser, ann), { personal: false });
    await browser.clock.settle();
    const mug = { ...item('mug'), name: 'A mug with a handle, and a rather long name' };
    const key = cart.add(mug);
    await browser.clock.settle();
    await browser.clock.advance(1000);
    const { bytes } = browser.databases.written;
    cart.add({ ...mug });
    await browser.clock.settle();
    expect(browser.databases.written.bytes - bytes).toBeLessThan(50);
    desk.deaf = true;
    other.add({ ...mug, price: 120 });
    other.remove(key);
    cart.add(mug, 3);
    desk.deaf = false;
    await browser.clock.settle();
    desk.wake();
    await browser.clock.settle();
    for (const each of [cart, other])
      expect(each.getState().lines).toMatchObject([{ sku: 'mug', quantity: 3, price: 120 }]);
  });

  it('keep their identity when another one changes, and nobody is told when nothing does', async () => {
    const { browser, cart } = await open();
    cart.add(item('mug'));
    const pen = cart.add(item('pen'));
    await browser.clock.settle();
    const [mug] = cart.getState().lines;
    let calls = 0;
    cart.subscribe(() => calls++);
    cart.add(item('pen'));
    expect(cart.getState().lines[0]).toBe(mug);
    await browser.clock.settle();
    calls = 0;
    cart.setQuantity('nothing', 2);
    cart.setQuantity(pen, 2);
    await browser.clock.settle();
    expect(cart.getState().lines[0]).toBe(mug);
    expect(calls).toBe(2); // saving, saved
  });

  it('show and sell no more than the limit, and give back at once what is above it', async () => {
    const { cart } = await open({ limits: { quantity: 5 } });
    const mug = cart.add(item('mug', 100), 8);
    expect(cart.getState()).toMatchObject({ count: 5, total: 500 });
    cart.subtract(mug);
    expect(quantities(cart)).toEqual({ mug: 4 });
  });
});

describe('checkout', () => {
  it('hands over lines and total, and clears what was bought once', async () => {
    const { browser, desk, cart } = await open();
    cart.add(item('mug', 1999), 3);
    const handler = vi.fn(() => 'order 1');
    expect(await cart.checkout(handler)).toEqual({ outcome: 'submitted', result: 'order 1' });
    expect(handler).toHaveBeenCalledWith(
      expect.objectContaining({ total: 5997, count: 3, currency: 'EUR', key: expect.any(String) }),
    );
    expect(cart.getState()).toMatchObject({ lines: [], submitted: { key: expect.any(String) } });
    expect(await cart.checkout(handler)).toEqual({ outcome: 'empty' });
    await browser.clock.settle();
    desk.tab.crash();
    const again = cartOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(again.getState()).toMatchObject({ lines: [], submitted: { key: expect.any(String) } });
    again.add(item('pen'));
    expect(again.getState().submitted).toBeNull();
  });

  it('keeps what was added meanwhile, here and in another tab', async () => {
    const { browser, cart } = await open();
    const other = cartOf(openDesk(browser, ann));
    cart.add(item('mug'), 2);
    await browser.clock.settle();
    await cart.checkout(async () => {
      cart.add(item('mug'));
      other.add(item('pen'));
      await browser.clock.settle();
    });
    await browser.clock.settle();
    expect(quantities(cart)).toEqual({ mug: 1, pen: 1 });
    expect(quantities(other)).toEqual({ mug: 1, pen: 1 });
  });

  it('keeps everything when the handler throws', async () => {
    const { cart } = await open();
    cart.add(item('mug'), 2);
    await expect(cart.checkout(() => Promise.reject(new Error('declined')))).rejects.toThrow('declined');
    expect(cart.getState()).toMatchObject({ count: 2, submitted: null, submitting: false });
  });
});

describe('bad input', () => {
  it('refuses what is no item and no quantity', async () => {
    const { cart } = await open();
    const add = cart.add as (item: unknown, quantity?: unknown) => void;
    for (const [given, quantity] of [
      [null, 1],
      [{ sku: '', price: 1 }, 1],
      [{ sku: 'a', price: 19.99 }, 1],
      [{ sku: 'a', price: -1 }, 1],
      [{ sku: 'a', price: 1, options: { size: {} } }, 1],
      [{ sku: 'a', price: 1, extra: () => 1 }, 1],
      [item('a'), 0],
      [item('a'), 1.5],
      [item('a'), Number.NaN],
    ] as const)
      expect(() => add(given, quantity)).toThrow(expect.objectContaining({ code: 'HOLDFAST_USAGE' }));
    expect(cart.getState().lines).toEqual([]);
  });

  it('refuses options that make no sense', () => {
    const desk = openDesk(createTestBrowser(), ann);
    for (const options of [
      { currency: 'euro' },
      { currency: 'EUR', limits: { quantity: 0 } },
      { currency: 'EUR', limits: { lines: 1.5 } },
      { currency: 'EUR', limits: { total: 3 } },
      { currency: 'EUR', claims: 'sum' },
      { currency: 'EUR', claim: 'add' },
    ])
      expect(() => createCart(desk, 'cart', options as { currency: string })).toThrow(
        expect.objectContaining({ code: 'HOLDFAST_CONFIG' }),
      );
  });

  it('takes only items that the schema accepts, and sets aside stored ones that it refuses', async () => {
    const { browser, desk, cart } = await open();
    cart.add(item('mug'));
    cart.add(item('pen', 0));
    await browser.clock.settle();
    desk.tab.crash();
    const next = openDesk(browser, ann);
    const strict = createCart(next, 'cart', {
      currency: 'EUR',
      item: z.object({ sku: z.string(), price: z.number().positive('Nothing is free.') }),
    });
    await browser.clock.settle();
    expect(quantities(strict as typeof cart)).toEqual({ mug: 1 });
    expect(next.reported).toEqual([['durable', expect.objectContaining({ code: 'HOLDFAST_DISCARDED' })]]);
    expect(() => strict.add(item('pen', 0))).toThrow('Nothing is free.');
    expect(browser.text()).toContain('"sku":"pen"');
  });
});
