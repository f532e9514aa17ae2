import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import type { CartEdits } from '../../../../src/documents/cart/face.ts';
import { ann, bob, cartOf, item, openDesk, quantities } from '../support.ts';

const open = async () => {
  const browser = createTestBrowser();
  const desk = openDesk(browser, ann);
  const cart = cartOf(desk);
  const other = cartOf(openDesk(browser, ann));
  await browser.clock.settle();
  const mug = cart.add(item('mug'), 3);
  await browser.clock.settle();
  /** Changes the cart, lets others do something meanwhile, and refuses. */
  const refuse = async (change: (edits: CartEdits) => unknown, meanwhile: () => unknown = () => {}): Promise<void> => {
    const { promise, reject } = Promise.withResolvers<never>();
    const attempt = cart.attempt(change, () => promise);
    await browser.clock.settle();
    meanwhile();
    await browser.clock.settle();
    reject(new Error('sold out'));
    await expect(attempt).rejects.toThrow('sold out');
    await browser.clock.settle();
    expect(quantities(other)).toEqual(quantities(cart));
  };
  return { browser, desk, cart, other, mug, refuse };
};

describe('an attempt', () => {
  it('counts at once, hands on what the change answered, and stays when the server agrees', async () => {
    const { cart, mug } = await open();
    const attempt = cart.attempt(
      (edits) => edits.add(item('mug'), 2),
      async (key) => [key, cart.line(mug)?.quantity],
    );
    expect(quantities(cart)).toEqual({ mug: 5 });
    expect(await attempt).toEqual([mug, 5]);
    expect(quantities(cart)).toEqual({ mug: 5 });
  });

  it.each<[string, (cart: CartEdits, mug: string) => unknown, (cart: CartEdits, mug: string) => unknown, number]>([
    ['an addition', (cart) => cart.add(item('mug'), 2), () => {}, 3],
    ['an addition, of which others took one', (cart) => cart.add(item('mug'), 2), (cart, mug) => cart.subtract(mug), 2],
    ['an addition, to which others added', (cart) => cart.add(item('mug'), 2), (cart) => cart.add(item('mug'), 4), 7],
    [
      'an addition, after which others set',
      (cart) => cart.add(item('mug')),
      (cart, mug) => cart.setQuantity(mug, 9),
      9,
    ],
    ['a subtraction', (cart, mug) => cart.subtract(mug, 2), () => {}, 3],
    ['a subtraction, after others took', (cart, mug) => cart.subtract(mug), (cart, mug) => cart.subtract(mug), 2],
    ['a subtraction, after others set', (cart, mug) => cart.subtract(mug), (cart, mug) => cart.setQuantity(mug, 7), 7],
    ['a setting up', (cart, mug) => cart.setQuantity(mug, 8), () => {}, 3],
    ['a setting up, after others added', (cart, mug) => cart.setQuantity(mug, 8), (cart) => cart.add(item('mug')), 4],
    ['a setting up, after others took', (cart, mug) => cart.setQuantity(mug, 8), (cart, mug) => cart.subtract(mug), 2],
    ['a setting down', (cart, mug) => cart.setQuantity(mug, 1), () => {}, 3],
    [
      'a setting, after others set',
      (cart, mug) => cart.setQuantity(mug, 1),
      (cart, mug) => cart.setQuantity(mug, 6),
      6,
    ],
    ['a removal', (cart, mug) => cart.remove(mug), () => {}, 3],
    ['a removal, after others added', (cart, mug) => cart.remove(mug), (cart) => cart.add(item('mug'), 2), 5],
    ['clearing', (cart) => cart.clear(), () => {}, 3],
    [
      'several changes',
      (cart, mug) => [cart.add(item('mug'), 4), cart.subtract(mug, 5), cart.setQuantity(mug, 9), cart.add(item('mug'))],
      (cart) => cart.add(item('mug'), 2),
      5,
    ],
  ])('that is refused takes exactly its change back: %s', async (_, change, meanwhile, left) => {
    const { cart, other, mug, refuse } = await open();
    await refuse(
      (edits) => change(edits, mug),
      () => meanwhile(other, mug),
    );
    expect(quantities(cart)).toEqual({ mug: left });
  });

  it('that is refused takes back a setting to the setting before it', async () => {
    const { cart, other, mug, refuse } = await open();
    cart.setQuantity(mug, 6);
    cart.subtract(mug);
    await refuse(
      (edits) => edits.setQuantity(mug, 2),
      () => other.add(item('mug')),
    );
    expect(quantities(cart)).toEqual({ mug: 6 });
  });

  it('within another takes only its own change along, and what is changed after it is the outer one’s again', async () => {
    const { cart, refuse } = await open();
    await refuse((edits) => {
      void cart.attempt(
        (inner) => inner.add(item('pen')),
        async () => {},
      );
      edits.add(item('mug'), 2);
    });
    expect(quantities(cart)).toEqual({ mug: 3, pen: 1 });
  });

  it('that is refused leaves no line, no price and no coupon behind', async () => {
    const { cart, other, refuse } = await open();
    await refuse((edits) => [
      edits.add(item('pen')),
      edits.add(item('mug', 250)),
      edits.addCoupon('TEN'),
      edits.removeCoupon('none'),
    ]);
    expect(cart.getState()).toMatchObject({ lines: [{ sku: 'mug', price: 100, quantity: 3 }], coupons: [] });
    cart.addCoupon('TEN');
    await refuse(
      (edits) => edits.removeCoupon('TEN'),
      () => {},
    );
    expect(other.getState().coupons).toEqual(['TEN']);
    await refuse(
      (edits) => edits.addCoupon('FIVE'),
      () => {
        other.removeCoupon('FIVE');
        other.addCoupon('FIVE');
      },
    );
    expect(cart.getState().coupons).toEqual(['TEN', 'FIVE']);
  });

  it('that is refused leaves the price that others gave meanwhile', async () => {
    const { cart, other, refuse } = await open();
    await refuse(
      (edits) => edits.add(item('mug', 250)),
      () => other.add(item('mug', 300)),
    );
    expect(cart.getState().lines).toMatchObject([{ price: 300, quantity: 4 }]);
  });

  it('that is refused leaves a price that was said again meanwhile, here or in another tab', async () => {
    for (const elsewhere of [false, true]) {
      const { cart, other, refuse } = await open();
      await refuse(
        (edits) => edits.add(item('mug', 250)),
        () => (elsewhere ? other : cart).add(item('mug', 250)),
      );
      for (const each of [cart, other])
        expect(each.getState().lines).toMatchObject([{ sku: 'mug', price: 250, quantity: 4 }]);
    }
  });

  it('that is refused after it was bought changes nothing', async () => {
    const { cart, refuse } = await open();
    await refuse(
      (edits) => edits.add(item('mug')),
      () => void cart.checkout(() => 'bought'),
    );
    expect(cart.getState()).toMatchObject({ lines: [], submitted: {} });
  });

  it('that is refused when somebody else’s cart is open leaves that alone', async () => {
    const { browser, desk, cart } = await open();
    const { promise, reject } = Promise.withResolvers<never>();
    const attempt = cart.attempt(
      (edits) => edits.add(item('mug')),
      () => promise,
    );
    desk.become(bob, 'ended');
    await browser.clock.settle();
    cart.add(item('mug'), 5);
    await browser.clock.settle();
    reject(new Error('late'));
    await expect(attempt).rejects.toThrow('late');
    expect(cart.getState().saved).toBe('saved');
    expect(quantities(cart)).toEqual({ mug: 5 });
  });

  it('whose change throws, or isn’t done when it returns, leaves nothing', async () => {
    const { cart } = await open();
    const never = () => Promise.reject(new Error('asked'));
    const half = (edits: CartEdits) => {
      edits.add(item('mug'));
      edits.add(item('mug'), -1);
    };
    await expect(cart.attempt(half, never)).rejects.toThrow('whole number');
    await expect(cart.attempt(async (edits) => edits.add(item('mug')), never)).rejects.toThrow('synchronous');
    expect(quantities(cart)).toEqual({ mug: 3 });
  });
});
