import { createCart, minutes } from 'holdfast';
import { expect, it } from 'vitest';
import { createShop } from '../../support/world/shop.ts';

/** Somebody's cart, beside a part of the application that doesn't finish in time. */
async function stage() {
  const shop = createShop();
  const a = await shop.signedIn();
  const cart = createCart(a.session, 'cart', { currency: 'EUR' });
  cart.add({ sku: 'lamp', price: 200 });
  const told: string[] = [];
  a.session.on('ended', () => told.push(`event, ${cart.getState().count} in the cart`));
  a.session.join({
    beforeEnd: () => new Promise(() => {}),
    ended: () => told.push(`participant, ${cart.getState().count} in the cart`),
  });
  await shop.browser.clock.settle();
  return { ...shop, a, cart, told };
}

it('documents stay their person’s for half a second after an end, and what is put into them then goes with them', async () => {
  const { browser, a, cart, told } = await stage();
  void a.session.signOut();
  expect([a.status(), cart.getState().count]).toEqual(['unauthenticated', 1]);
  cart.add({ sku: 'rope', price: 100 });
  await browser.clock.advance(499);
  expect(told).toEqual(['event, 1 in the cart']);
  await browser.clock.advance(2);
  expect(told).toEqual(['event, 1 in the cart', 'participant, 0 in the cart']);
  expect(browser.text()).not.toContain('rope');
});

it('also where they are kept: it waits for the same person, and no guest finds it', async () => {
  const { browser, a, cart } = await stage();
  await browser.clock.advance(minutes(15));
  expect([a.status(), cart.getState().count]).toEqual(['unauthenticated', 1]);
  cart.add({ sku: 'rope', price: 100 });
  await browser.clock.advance(501);
  expect(cart.getState().count).toBe(0);
  const signingIn = a.session.signIn({ name: 'ada' });
  await browser.clock.advance(1);
  await signingIn;
  expect(
    cart
      .getState()
      .lines.map(({ sku }) => sku)
      .toSorted(),
  ).toEqual(['lamp', 'rope']);
});
