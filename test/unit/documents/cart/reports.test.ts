import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { createCart } from '../../../../src/documents/cart/cart.ts';
import type { CartAnswer } from '../../../../src/documents/cart/reports.ts';
import { ann, bob, cartOf, item, openDesk, quantities } from '../support.ts';

type Shop = Record<string, Omit<CartAnswer, 'key'>>;

/** A cart in front of a shop that says what the story wants, by SKU. */
const open = async (shop: Shop = {}, browser = createTestBrowser()) => {
  const asked: string[][] = [];
  const desk = openDesk(browser, ann);
  const cart = cartOf(desk, {
    revalidate: async (lines) => {
      asked.push(lines.map(({ sku }) => sku));
      await Promise.resolve();
      return lines.flatMap(({ key, sku }) => (shop[sku] ? [{ key, ...shop[sku] }] : []));
    },
  });
  await browser.clock.settle();
  return { browser, desk, cart, shop, asked };
};

const told = (cart: Awaited<ReturnType<typeof open>>['cart']): unknown[] =>
  cart.getState().reports.map(({ item: { sku }, kind, from, to }) => [sku, kind, from, to]);

describe('a revalidation', () => {
  it('reports what the shop sees otherwise, and changes nothing before that is accepted', async () => {
    const { cart } = await open({ mug: { price: 120 }, pen: { price: 90, name: 'Pen' }, cup: { price: 100 } });
    for (const sku of ['mug', 'pen', 'cup']) cart.add(item(sku));
    const reports = await cart.revalidate();
    expect(reports).toBe(cart.getState().reports);
    expect(told(cart)).toEqual([
      ['mug', 'price', 100, 120],
      ['pen', 'price', 100, 90],
      ['pen', 'details', {}, { name: 'Pen' }],
    ]);
    expect(cart.getState().total).toBe(300);
    const [dearer] = reports;
    expect(dearer && cart.accept(dearer)).toBe(true);
    expect(cart.getState().total).toBe(320);
    expect(dearer && cart.accept(dearer)).toBe(false);
    expect(cart.accept('all')).toBe(true);
    expect(cart.getState()).toMatchObject({ total: 310, reports: [], lines: [{}, { name: 'Pen', price: 90 }, {}] });
    expect(cart.accept('all')).toBe(false);
  });

  it('shows no more than the shop has left, and forgets nothing of what was wanted', async () => {
    const { cart, shop } = await open({ mug: { stock: 2 }, pen: { available: false } });
    const mug = cart.add(item('mug'), 5);
    cart.add(item('pen'), 3);
    await cart.revalidate();
    expect(told(cart)).toEqual([
      ['mug', 'stock', 5, 2],
      ['pen', 'gone', 3, 0],
    ]);
    expect(cart.getState()).toMatchObject({ count: 2, total: 200, withheld: [] });
    expect(cart.getState().lines.map(({ quantity }) => quantity)).toEqual([2, 0]);
    shop['mug'] = { stock: 4 };
    await cart.revalidate();
    expect(cart.line(mug)?.quantity).toBe(4);
    cart.accept('all');
    expect(quantities(cart)).toEqual({ mug: 4 });
    cart.add(item('mug'), 3);
    expect(told(cart)).toEqual([['mug', 'stock', 7, 4]]);
    cart.subtract(mug);
    expect([quantities(cart), told(cart)]).toEqual([{ mug: 3 }, []]);
  });

  it('is taken back by a later answer, and no answer says nothing', async () => {
    const { cart, shop } = await open({ mug: { price: 120, stock: 1 } });
    cart.add(item('mug'), 2);
    await cart.revalidate();
    expect(told(cart)).toHaveLength(2);
    delete shop['mug'];
    expect(await cart.revalidate()).toEqual([]);
    expect(quantities(cart)).toEqual({ mug: 2 });
  });

  it('is asked once by all who ask at the same time, and shows that it is under way', async () => {
    const { cart, asked } = await open();
    expect(await cart.revalidate()).toEqual([]);
    cart.add(item('mug'));
    const both = [cart.revalidate(), cart.revalidate()];
    expect(cart.getState().revalidating).toBe(true);
    await Promise.all(both);
    expect(cart.getState().revalidating).toBe(false);
    expect(asked).toEqual([['mug']]);
    await cart.revalidate();
    expect(asked).toHaveLength(2);
  });

  it('is late for a price that was changed meanwhile', async () => {
    const { cart } = await open({ mug: { price: 120 } });
    cart.add(item('mug'));
    const asking = cart.revalidate();
    await Promise.resolve();
    cart.add(item('mug', 130));
    expect(await asking).toEqual([]);
  });

  it('does not concern a cart of somebody else that is open when it comes', async () => {
    const { browser, desk, cart } = await open({ mug: { price: 120 } });
    cart.add(item('mug'));
    await browser.clock.settle();
    const asking = cart.revalidate();
    await Promise.resolve();
    desk.become(bob, 'ended');
    expect(cart.getState().revalidating).toBe(false);
    cart.add(item('mug'));
    await asking;
    expect(cart.getState()).toMatchObject({ reports: [], revalidating: false });
  });

  it('forgets what it knew of a line that is gone: what is added again comes fresh from the shop', async () => {
    const { cart } = await open({ mug: { stock: 0 } });
    const mug = cart.add(item('mug'));
    await cart.revalidate();
    cart.remove(mug);
    expect(cart.getState().reports).toEqual([]);
    cart.add(item('mug'));
    expect(quantities(cart)).toEqual({ mug: 1 });
  });

  it('throws what the shop threw, and can be tried again', async () => {
    const revalidate = vi.fn().mockRejectedValueOnce(new Error('offline')).mockResolvedValue([]);
    const browser = createTestBrowser();
    const cart = cartOf(openDesk(browser, ann), { revalidate });
    cart.add(item('mug'));
    await expect(cart.revalidate()).rejects.toThrow('offline');
    expect(cart.getState().revalidating).toBe(false);
    expect(await cart.revalidate()).toEqual([]);
  });

  it('passes over answers about what it did not ask about', async () => {
    const cart = cartOf(openDesk(createTestBrowser(), ann), {
      revalidate: async ([line]) => [
        { key: 'of another cart', stock: 0 },
        { key: line?.key ?? '', price: 120 },
      ],
    });
    cart.add(item('mug'));
    await cart.revalidate();
    expect(told(cart)).toEqual([['mug', 'price', 100, 120]]);
  });

  it('refuses answers that can’t be, and to ask where nobody answers', async () => {
    const browser = createTestBrowser();
    for (const answer of [{ price: 1.5 }, { stock: -1 }, { stock: Number.NaN }, { name: 7 }, { image: '' }]) {
      const cart = createCart(openDesk(browser, ann), 'cart', {
        currency: 'EUR',
        item: z.object({ sku: z.string(), price: z.number(), image: z.string().min(1) }),
        revalidate: async ([line]) => [{ key: line?.key ?? '', ...(answer as { price: number }) }],
      });
      cart.add({ ...item('mug'), image: 'x' });
      await expect(cart.revalidate()).rejects.toThrow(expect.objectContaining({ code: 'HOLDFAST_USAGE' }));
      expect(cart.getState().reports).toEqual([]);
    }
    await expect(cartOf(openDesk(browser, ann)).revalidate()).rejects.toThrow('revalidate');
  });
});

describe('a checkout', () => {
  it('asks the shop first, and is refused until what it found is accepted', async () => {
    const { browser, cart, shop } = await open({ mug: { price: 120 } });
    cart.add(item('mug'), 2);
    const handler = vi.fn(() => 'bought');
    const answer = await cart.checkout(handler);
    expect(answer).toEqual({ outcome: 'changed', reports: cart.getState().reports });
    expect(told(cart)).toEqual([['mug', 'price', 100, 120]]);
    expect([handler.mock.calls.length, cart.getState().count]).toEqual([0, 2]);
    cart.accept('all');
    shop['mug'] = { price: 120, stock: 1 };
    expect(await cart.checkout(handler)).toMatchObject({ outcome: 'changed', reports: [{ kind: 'stock' }] });
    cart.accept('all');
    expect(await cart.checkout(handler)).toEqual({ outcome: 'submitted', result: 'bought' });
    expect(handler).toHaveBeenCalledWith(expect.objectContaining({ count: 1, subtotal: 120, total: 120 }));
    await browser.clock.settle();
    expect(cart.getState().lines).toEqual([]);
  });

  it('asks again about what was added while the shop thought', async () => {
    const browser = createTestBrowser();
    const slow = Promise.withResolvers<void>();
    const asked: string[][] = [];
    const cart = cartOf(openDesk(browser, ann), {
      async revalidate(lines) {
        asked.push(lines.map(({ sku }) => sku));
        await slow.promise;
        return lines.map(({ key, sku }) => ({ key, price: sku === 'pen' ? 250 : 100 }));
      },
    });
    await browser.clock.settle();
    cart.add(item('mug'));
    const asking = cart.revalidate();
    await browser.clock.advance(1);
    cart.add(item('pen'));
    const buying = cart.checkout(() => 'bought');
    await browser.clock.settle();
    slow.resolve();
    expect(await asking).toEqual([]);
    expect(await buying).toMatchObject({ outcome: 'changed', reports: [{ item: { sku: 'pen' }, to: 250 }] });
    expect(asked).toEqual([['mug'], ['mug', 'pen']]);
  });

  it('asks again about a line that became another item while the shop thought', async () => {
    const prices: number[] = [];
    const cart = cartOf(openDesk(createTestBrowser(), ann), {
      async revalidate(lines) {
        if (prices.push(...lines.map(({ price }) => price)) === 1) cart.add(item('mug', 110));
        return lines.map(({ key }) => ({ key, price: 120 }));
      },
    });
    cart.add(item('mug'));
    expect(await cart.checkout(() => 'bought')).toMatchObject({
      outcome: 'changed',
      reports: [{ from: 110, to: 120 }],
    });
    expect(prices).toEqual([100, 110]);
  });

  it('throws what the shop threw, and keeps everything', async () => {
    const browser = createTestBrowser();
    const cart = cartOf(openDesk(browser, ann), { revalidate: () => Promise.reject(new Error('offline')) });
    cart.add(item('mug'));
    await expect(cart.checkout(() => 'bought')).rejects.toThrow('offline');
    expect(cart.getState()).toMatchObject({ count: 1, submitting: false });
  });
});
