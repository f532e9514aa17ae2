import { createCart, type Session } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { createShop, type OpenTab } from '../../support/world/shop.ts';

const cartOf = (session: Session<unknown>) => createCart(session, 'cart', { currency: 'EUR' });

async function signIn({ session }: OpenTab, settle: () => Promise<void>): Promise<void> {
  const signingIn = session.signIn({ name: 'ada' });
  await settle();
  await signingIn;
}

describe('signing out', () => {
  it('on a page that knows no cart leaves none for the next page', async () => {
    const { browser, signedIn, open } = createShop();
    const { settle } = browser.clock;
    const a = await signedIn();
    cartOf(a.session).add({ sku: 'rope', price: 100 });
    await settle();
    a.tab.close();
    const b = await open();
    void b.session.signOut();
    await settle();
    const c = await open();
    const cart = cartOf(c.session);
    await signIn(c, settle);
    await settle();
    expect(cart.getState().lines).toEqual([]);
    expect(browser.text()).not.toContain('rope');
  });

  it('empties the cart, also when the same person signs in again at once', async () => {
    const { browser, signedIn } = createShop();
    const { settle } = browser.clock;
    const a = await signedIn();
    const cart = cartOf(a.session);
    cart.add({ sku: 'rope', price: 100 });
    await settle();
    a.session.join({ beforeEnd: () => new Promise(() => {}) });
    void a.session.signOut();
    await signIn(a, () => browser.clock.advance(1000));
    expect(a.status()).toBe('authenticated');
    expect(cart.getState().lines).toEqual([]);
  });

  it('is over for whatever joined before the next signing-in begins', async () => {
    const { browser, signedIn } = createShop();
    const a = await signedIn();
    const told: string[] = [];
    a.session.join({
      beforeEnd: () => new Promise(() => {}),
      ended: () => void told.push('ended'),
      signedIn: () => void told.push('signed in'),
    });
    void a.session.signOut();
    await signIn(a, () => browser.clock.advance(1000));
    expect(told).toEqual(['ended', 'signed in']);
  });
});
