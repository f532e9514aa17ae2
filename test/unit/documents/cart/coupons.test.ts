import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it, vi } from 'vitest';
import type { CartOptions } from '../../../../src/documents/cart/options.ts';
import { multiply } from '../../../../src/documents/money.ts';
import { ann, cartOf, guest, item, openDesk } from '../support.ts';

const adjust: CartOptions['adjust'] = (_, { coupons, subtotal }) => [
  ...(coupons.includes('TEN') ? [{ id: 'TEN', label: '10 % off', amount: -multiply(subtotal, [10, 100]) }] : []),
  ...(coupons.includes('GIFT') ? [{ id: 'GIFT', label: 'A gift', amount: -50_00 }] : []),
  ...(subtotal > 0 && subtotal < 40_00 ? [{ id: 'delivery', label: 'Delivery', amount: 4_90 }] : []),
];
const open = (browser = createTestBrowser(), options: Partial<CartOptions> = {}, as = ann) => {
  const desk = openDesk(browser, as);
  return { browser, desk, cart: cartOf(desk, { adjust, ...options }) };
};

describe('coupons', () => {
  it('are a set of codes in the order in which they were added, the same in every tab and after a reload', async () => {
    const { browser, cart, desk } = open();
    const { cart: other } = open(browser);
    await browser.clock.settle();
    expect([cart.addCoupon('TEN'), cart.addCoupon('TEN')]).toEqual([true, false]);
    await browser.clock.advance(1);
    other.addCoupon('GIFT');
    await browser.clock.settle();
    expect(cart.getState().coupons).toEqual(['TEN', 'GIFT']);
    expect(other.getState().coupons).toEqual(['TEN', 'GIFT']);
    expect([other.removeCoupon('TEN'), other.removeCoupon('TEN')]).toEqual([true, false]);
    await browser.clock.settle();
    expect(cart.getState().coupons).toEqual(['GIFT']);
    // Whatever came to stand where in storage: what is added again is the last.
    await browser.clock.advance(1);
    for (const code of ['LATE', 'TEN', 'EARLY']) cart.addCoupon(code);
    for (const code of ['LATE', 'EARLY']) cart.removeCoupon(code);
    for (const code of ['EARLY', 'LATE']) cart.addCoupon(code);
    await browser.clock.settle();
    const codes = ['GIFT', 'TEN', 'EARLY', 'LATE'];
    expect([cart, other].map((each) => each.getState().coupons)).toEqual([codes, codes]);
    desk.tab.crash();
    const { cart: again } = open(browser);
    await browser.clock.settle();
    expect(again.getState().coupons).toEqual(codes);
    expect(again.getState().coupons).toBe(again.getState().coupons);
  });

  it('stay when the lines are cleared, and are spent when the cart is bought', async () => {
    const { browser, cart } = open();
    cart.add(item('mug'));
    cart.addCoupon('TEN');
    cart.clear();
    expect(cart.getState().coupons).toEqual(['TEN']);
    cart.add(item('mug', 50_00));
    const order = vi.fn();
    await cart.checkout(order);
    expect(order).toHaveBeenCalledWith(
      expect.objectContaining({
        subtotal: 50_00,
        coupons: ['TEN'],
        adjustments: [{ id: 'TEN', label: '10 % off', amount: -5_00 }],
        total: 45_00,
      }),
    );
    await browser.clock.settle();
    expect(cart.getState()).toMatchObject({ coupons: [], adjustments: [], total: 0 });
  });

  it('of a guest go along at sign-in, once: what was taken off since stays off', async () => {
    const { browser, cart, desk } = open(undefined, {}, guest);
    cart.addCoupon('TEN');
    cart.add(item('mug'));
    await browser.clock.settle();
    desk.become(ann, 'signed-in');
    await browser.clock.settle();
    expect(cart.getState()).toMatchObject({ coupons: ['TEN'], count: 1 });
    cart.removeCoupon('TEN');
    await browser.clock.settle();
    const { cart: again } = open(browser);
    await browser.clock.settle();
    expect(again.getState()).toMatchObject({ coupons: [], count: 1 });
  });

  it('are texts', () => {
    const { cart } = open();
    for (const code of ['', 7, null])
      expect(() => cart.addCoupon(code as string)).toThrow(expect.objectContaining({ code: 'HOLDFAST_USAGE' }));
  });
});

describe('adjustments', () => {
  it('make the total, which is never below nothing', () => {
    const { cart } = open();
    const mug = cart.add(item('mug', 19_99));
    expect(cart.getState()).toMatchObject({ subtotal: 19_99, total: 24_89, adjustments: [{ id: 'delivery' }] });
    cart.setQuantity(mug, 3);
    cart.addCoupon('TEN');
    expect(cart.getState()).toMatchObject({ subtotal: 59_97, adjustments: [{ amount: -6_00 }], total: 53_97 });
    cart.setQuantity(mug, 1);
    cart.addCoupon('GIFT');
    expect(cart.getState()).toMatchObject({ subtotal: 19_99, total: 0 });
  });

  it('are asked for when lines or coupons change, and after a revalidation, and keep their identity', async () => {
    const ask = vi.fn(adjust);
    const { browser, cart } = open(undefined, { adjust: ask, revalidate: async () => [] });
    cart.add(item('mug'));
    const { adjustments } = cart.getState();
    const calls = ask.mock.calls.length;
    await browser.clock.settle();
    expect(ask).toHaveBeenCalledTimes(calls);
    await cart.revalidate();
    expect(ask).toHaveBeenCalledTimes(calls + 1);
    cart.add(item('mug'));
    expect(cart.getState().adjustments).toBe(adjustments);
    expect(ask.mock.lastCall?.[1]).toEqual({ coupons: [], subtotal: 200, currency: 'EUR' });
  });

  it('that fail are none, and are reported; the cart works on', () => {
    const broken = vi.fn((): { id: string; label: string; amount: number }[] => [{ id: 'x', label: 'x', amount: 0.5 }]);
    const { cart, desk } = open(undefined, { adjust: broken });
    const reported = vi.spyOn(desk.tab.platform, 'report').mockImplementation(() => {});
    cart.add(item('mug'));
    broken.mockImplementation(() => {
      throw new Error('no');
    });
    cart.add(item('mug'));
    expect(cart.getState()).toMatchObject({ subtotal: 200, adjustments: [], total: 200 });
    expect(reported.mock.calls.map(([text]) => text)).toContain('cart "cart": adjust threw');
    expect(reported.mock.calls).toHaveLength(2);
  });

  it('that fail are none, also where they were something before', () => {
    const once = vi.fn(adjust);
    const { cart, desk } = open(undefined, { adjust: once });
    vi.spyOn(desk.tab.platform, 'report').mockImplementation(() => {});
    cart.addCoupon('TEN');
    const mug = cart.add(item('mug', 50_00));
    expect(cart.getState().total).toBe(45_00);
    once.mockImplementation(() => {
      throw new Error('no');
    });
    cart.setQuantity(mug, 2);
    expect(cart.getState()).toMatchObject({ adjustments: [], total: 100_00 });
  });
});
