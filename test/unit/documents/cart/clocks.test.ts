import { createTestBrowser } from 'holdfast/testing';
import { expect, it } from 'vitest';
import { ann, cartOf, item, openDesk, quantities } from '../support.ts';

const hour = 3_600_000;

/** Three mugs, set by a clock that was an hour ahead. */
const openLater = async () => {
  const browser = createTestBrowser();
  browser.clock.setWall(hour);
  const before = cartOf(openDesk(browser, ann));
  before.setQuantity(before.add(item('mug')), 3);
  await browser.clock.settle();
  browser.reopen();
  browser.clock.setWall(-hour);
  const cart = cartOf(openDesk(browser, ann));
  await browser.clock.settle();
  return { browser, cart, mug: cart.getState().lines[0]?.key ?? '' };
};

it('a price is the one that was added last, also after a clock that was far ahead', async () => {
  const { cart } = await openLater();
  cart.add(item('mug', 120));
  expect(cart.getState().lines).toMatchObject([{ price: 120, quantity: 4, total: 480 }]);
});

it('a quantity is the one that was set last, also after a clock that was far ahead', async () => {
  const { cart, mug } = await openLater();
  cart.setQuantity(mug, 1);
  expect(quantities(cart)).toEqual({ mug: 1 });
});

it('what was bought is gone, also where a clock that was far ahead had set it', async () => {
  const { browser, cart } = await openLater();
  expect(await cart.checkout(() => 'bought')).toMatchObject({ outcome: 'submitted' });
  expect(quantities(cart)).toEqual({});
  await browser.clock.settle();
  browser.reopen();
  const again = cartOf(openDesk(browser, ann));
  await browser.clock.settle();
  expect(quantities(again)).toEqual({});
});

it('what is refused is undone, also where a clock that was far ahead had set it', async () => {
  const { cart, mug } = await openLater();
  const refused = cart.attempt(
    (edits) => edits.setQuantity(mug, 9),
    async () => Promise.reject(new Error('sold out')),
  );
  await expect(refused).rejects.toThrow('sold out');
  expect(quantities(cart)).toEqual({ mug: 3 });
});
