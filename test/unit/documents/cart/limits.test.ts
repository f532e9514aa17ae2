import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createLines } from '../../../../src/documents/cart/lines.ts';
import type { CartOptions } from '../../../../src/documents/cart/options.ts';
import type { Fragment } from '../../../../src/documents/fragment.ts';
import { ann, cartOf, item, openDesk, quantities } from '../support.ts';

const open = async (limits: CartOptions['limits'] = {}, browser = createTestBrowser()) => {
  const cart = cartOf(openDesk(browser, ann), { limits });
  await browser.clock.settle();
  return { browser, cart };
};

describe('the limit of a line', () => {
  it('is told: what is beyond stands in withheld', async () => {
    const { cart } = await open({ quantity: 5 });
    const mug = cart.add(item('mug'), 8);
    expect(cart.getState()).toMatchObject({ count: 5, total: 500 });
    expect(cart.getState().withheld).toEqual([{ key: mug, item: item('mug'), quantity: 3, because: 'quantity' }]);
    cart.subtract(mug);
    expect(cart.getState()).toMatchObject({ count: 4, withheld: [] });
  });
});

describe('the limit of lines', () => {
  it('shows and sells the first ones, and the next when there is room', async () => {
    const { browser, cart } = await open({ lines: 2 });
    for (const sku of ['a', 'b', 'c']) {
      cart.add(item(sku), 2);
      await browser.clock.advance(1);
    }
    expect(quantities(cart)).toEqual({ a: 2, b: 2 });
    expect(cart.getState()).toMatchObject({ count: 4, subtotal: 400, total: 400 });
    expect(cart.getState().withheld).toMatchObject([{ item: { sku: 'c' }, quantity: 2, because: 'lines' }]);
    const [, b] = cart.getState().lines;
    cart.remove(cart.getState().lines[0]?.key ?? '');
    expect(quantities(cart)).toEqual({ b: 2, c: 2 });
    expect(cart.getState()).toMatchObject({ count: 4, withheld: [] });
    expect(cart.getState().lines[0]).toBe(b);
  });

  it('leaves in the cart what was not shown when the rest is bought', async () => {
    const { browser, cart } = await open({ lines: 1 });
    cart.add(item('a'));
    await browser.clock.advance(1);
    cart.add(item('b'));
    await cart.checkout(({ lines }) => expect(lines.map(({ sku }) => sku)).toEqual(['a']));
    expect(quantities(cart)).toEqual({ b: 1 });
  });
});

describe('the limit of everything together', () => {
  it('cuts the later lines, finds them by their key, and takes off what is shown', async () => {
    const { browser, cart } = await open({ count: 5 });
    const a = cart.add(item('a'), 3);
    await browser.clock.advance(1);
    const b = cart.add(item('b'), 4);
    await browser.clock.advance(1);
    const c = cart.add(item('c'));
    expect(quantities(cart)).toEqual({ a: 3, b: 2 });
    expect(cart.getState()).toMatchObject({ count: 5, total: 500 });
    expect(cart.getState().withheld.map(({ key, quantity, because }) => [key, quantity, because])).toEqual([
      [b, 2, 'count'],
      [c, 1, 'count'],
    ]);
    expect([cart.line(b)?.quantity, cart.line(c)]).toEqual([2, undefined]);
    cart.subtract(b);
    expect(quantities(cart)).toEqual({ a: 3, b: 1, c: 1 });
    cart.setQuantity(a, 1);
    expect(quantities(cart)).toEqual({ a: 1, b: 1, c: 1 });
    expect(cart.line(a)).toBe(cart.getState().lines[0]);
  });

  it('holds nothing back over a clearing: what was not shown is cleared, too', async () => {
    const { cart } = await open({ lines: 1 });
    cart.add(item('a'));
    cart.add(item('b'), 2);
    expect(quantities(cart)).toEqual({ a: 1 });
    cart.clear();
    expect(cart.getState()).toMatchObject({ lines: [], withheld: [], count: 0 });
  });

  it('does not touch what tabs add: a higher limit shows it all', async () => {
    const { browser, cart } = await open({ count: 3, quantity: 2, lines: 1 });
    const other = cartOf(openDesk(browser, ann));
    cart.add(item('a'), 4);
    await browser.clock.advance(1);
    other.add(item('b'), 2);
    await browser.clock.settle();
    expect(quantities(cart)).toEqual({ a: 2 });
    const { cart: generous } = await open({}, browser);
    expect(quantities(generous)).toEqual({ a: 4, b: 2 });
  });
});

describe('a long cart', () => {
  const stamp = (at: number): string => `${String(at).padStart(13, '0')}r`;
  const line = (at: number, n: number): Fragment => ({
    changes: { r: [n] },
    setting: null,
    item: [stamp(at), item(`s${at}`)],
    born: stamp(at),
  });

  it('looks only at the lines that changed, and keeps all others', () => {
    const looked: string[] = [];
    class Watched extends Map<string, Fragment> {
      override get(key: string): Fragment | undefined {
        looked.push(key);
        return super.get(key);
      }
    }
    const all = new Watched();
    for (let at = 0; at < 10_000; at++) all.set(`k${at}`, line((at * 7919) % 10_000, 1));
    const lines = createLines({}, () => Number.POSITIVE_INFINITY);
    const before = lines.update(all.keys(), all);
    expect([before.count, before.subtotal]).toEqual([10_000, 1_000_000]);
    expect(before.lines().map(({ sku }) => sku)).toEqual(before.lines().map((_, at) => `s${at}`));

    looked.length = 0;
    all.set('k5000', line((5000 * 7919) % 10_000, 3));
    all.set('new', line(10_001, 1));
    all.delete('k1');
    const after = lines.update(['k5000', 'new', 'k1'], all);
    expect(looked).toEqual(['k5000', 'new', 'k1']);
    expect([after.count, after.lines().length, after.lines().at(-1)?.key]).toEqual([10_002, 10_000, 'new']);
    const kept = new Set(before.lines());
    expect(
      after
        .lines()
        .filter((one) => !kept.has(one))
        .map(({ key }) => key),
    ).toEqual(['k5000', 'new']);
  });
});
