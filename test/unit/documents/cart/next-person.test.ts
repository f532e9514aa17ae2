import { createTestBrowser } from 'holdfast/testing';
import { expect, it } from 'vitest';
import { ann, bob, cartOf, item, openDesk } from '../support.ts';

it('whoever comes next has no coupon, no report and nothing withheld of the cart before', async () => {
  const browser = createTestBrowser();
  const desk = openDesk(browser, ann);
  const cart = cartOf(desk, {
    limits: { quantity: 2 },
    revalidate: async (lines) => lines.map(({ key }) => ({ key, price: 120, stock: 1 })),
  });
  await browser.clock.settle();
  cart.add(item('mug'), 5);
  cart.addCoupon('TEN');
  await cart.revalidate();
  expect(cart.getState()).toMatchObject({ coupons: ['TEN'], reports: [{}, {}], count: 1 });
  cart.add(item('pen'), 5);
  expect(cart.getState().withheld).toHaveLength(1);

  desk.become(bob, 'signed-in');
  const nothing = { lines: [], count: 0, total: 0, coupons: [], reports: [], withheld: [] };
  expect(cart.getState()).toMatchObject(nothing);
  await browser.clock.settle();
  expect(cart.getState()).toMatchObject(nothing);
  cart.add(item('mug'), 2);
  expect(cart.getState()).toMatchObject({ count: 2, total: 200, coupons: [], reports: [], withheld: [] });
});
