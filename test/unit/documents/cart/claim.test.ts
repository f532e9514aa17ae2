import { createTestBrowser } from 'holdfast/testing';
import { expect, it } from 'vitest';
import type { Cart } from '../../../../src/documents/cart/face.ts';
import type { ClaimPolicy } from '../../../../src/documents/cart/options.ts';
import { ann, cartOf, guest, item, openDesk, quantities } from '../support.ts';

/** What an account is left with that joins a guest's cart. */
const claimed = async (claim: ClaimPolicy, account: (cart: Cart) => void, visit: (cart: Cart) => void, ahead = 0) => {
  const browser = createTestBrowser();
  browser.clock.setWall(ahead);
  account(cartOf(openDesk(browser, ann), { claim }));
  await browser.clock.settle();
  browser.reopen();
  browser.clock.setWall(-ahead);
  await browser.clock.advance(1000);
  const desk = openDesk(browser, guest);
  const cart = cartOf(desk, { claim });
  await browser.clock.settle();
  visit(cart);
  await browser.clock.settle();
  desk.become(ann, 'signed-in');
  await browser.clock.settle();
  return [quantities(cart), cart.getState().coupons];
};

it('what a guest set joins as that many, and sets nothing of the account', async () => {
  const visit = (cart: Cart) => void cart.setQuantity(cart.add(item('mug'), 2), 3);
  expect(await claimed('sum', (cart) => void cart.setQuantity(cart.add(item('mug')), 5), visit)).toEqual([
    { mug: 8 },
    [],
  ]);
});

it('a cart from which everything was removed is an empty one, into which a guest’s goes', async () => {
  const emptied = (cart: Cart) => void cart.remove(cart.add(item('mug')));
  const visit = (cart: Cart) => void cart.add(item('pen'), 2);
  expect(await claimed('keep-account', emptied, visit)).toEqual([{ pen: 2 }, []]);
});

it('a guest’s cart from which everything was removed replaces nothing', async () => {
  const emptied = (cart: Cart) => void cart.remove(cart.add(item('mug')));
  expect(await claimed('keep-guest', (cart) => void cart.add(item('pen'), 2), emptied)).toEqual([{ pen: 2 }, []]);
});

it('coupons go with the cart that they were put into', async () => {
  const account = (cart: Cart) => void cart.add(item('pen'));
  const visit = (cart: Cart) => [cart.add(item('mug')), cart.addCoupon('TEN')];
  expect(await claimed('keep-account', account, visit)).toEqual([{ pen: 1 }, []]);
  expect(await claimed('keep-guest', account, visit)).toEqual([{ mug: 1 }, ['TEN']]);
  const withCoupons = (cart: Cart) => [cart.add(item('pen')), cart.addCoupon('FIVE'), cart.addCoupon('TEN')];
  expect(await claimed('keep-guest', withCoupons, visit)).toEqual([{ mug: 1 }, ['TEN']]);
  expect(await claimed('sum', withCoupons, visit)).toEqual([{ mug: 1, pen: 1 }, ['FIVE', 'TEN']]);
});

it('a guest’s cart replaces also what a clock that was far ahead had set', async () => {
  const ahead = 3_600_000;
  const account = (cart: Cart) => [cart.setQuantity(cart.add(item('pen')), 5), cart.addCoupon('FIVE')];
  const visit = (cart: Cart) => void cart.add(item('mug'));
  expect(await claimed('keep-guest', account, visit, ahead)).toEqual([{ mug: 1 }, []]);
});
