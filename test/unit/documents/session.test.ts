import { createCart, createDraft, minutes } from 'holdfast';
import { describe, expect, it } from 'vitest';
import { ada, createShop, grace, limits, type OpenTab } from '../../support/world/shop.ts';
import { quantities, steps } from './support.ts';

const documentsOf = ({ session }: OpenTab, personal = true) => ({
  draft: createDraft(session, 'checkout', { steps, secret: ['payment.cvc'], personal }),
  cart: createCart(session, 'cart', { currency: 'EUR' }),
});

describe('documents of a session', () => {
  it("begin as the guest's, go along at sign-in, are seen in every tab, and are gone in every tab after the sign-out", async () => {
    const shop = createShop();
    const tabs = [await shop.open(), await shop.open()] as const;
    const both = [documentsOf(tabs[0], false), documentsOf(tabs[1], false)] as const;
    await shop.browser.clock.settle();
    both[0].cart.add({ sku: 'mug', price: 1250 }, 2);
    both[0].draft.set('contact.email', 'ada@example.com');
    await tabs[0].session.signIn({ name: ada.id });
    await shop.browser.clock.settle();
    both[1].cart.add({ sku: 'mug', price: 1250 });
    await shop.browser.clock.settle();
    for (const { cart, draft } of both) {
      expect(quantities(cart)).toEqual({ mug: 3 });
      expect(draft.get('contact.email')).toBe('ada@example.com');
    }
    for (const each of ['ada@example', '"mug"']) expect(shop.browser.text()).toContain(each);
    const left = tabs[1].session.signOut();
    await shop.browser.clock.settle();
    await left;
    for (const { cart, draft } of both) {
      expect(quantities(cart)).toEqual({});
      expect(draft.get('contact.email')).toBeUndefined();
    }
    expect(shop.browser.text()).not.toMatch(/ada@example|"mug"/);
  });

  it('wait for the same person after the idle limit, and nobody else sees them', async () => {
    const shop = createShop();
    const tab = await shop.signedIn();
    const { cart, draft } = documentsOf(tab);
    await shop.browser.clock.settle();
    cart.add({ sku: 'mug', price: 1250 });
    draft.set('contact.name', 'Ada');
    await shop.browser.clock.advance(limits.idle.timeout + minutes(1));
    expect(tab.session.getState()).toEqual({ status: 'unauthenticated', reason: 'idle', resumable: true });
    expect(quantities(cart)).toEqual({});
    await tab.session.signIn({ name: grace.id });
    await shop.browser.clock.settle();
    expect([quantities(cart), draft.get('contact.name')]).toEqual([{}, undefined]);
    await tab.session.signOut();
    await tab.session.signIn({ name: ada.id });
    await shop.browser.clock.settle();
    expect([quantities(cart), draft.get('contact.name')]).toEqual([{ mug: 1 }, 'Ada']);
  });

  it('are found by a draft that is made after the session began, as when a page is loaded late', async () => {
    const shop = createShop();
    const first = await shop.open();
    documentsOf(first).draft.set('contact.name', 'Ada');
    await shop.browser.clock.settle();
    first.tab.close();
    const tab = await shop.open();
    await tab.session.signIn({ name: ada.id });
    await shop.browser.clock.settle();
    const { draft } = documentsOf(tab);
    await shop.browser.clock.settle();
    expect(draft.get('contact.name')).toBe('Ada');
  });

  it('are nothing to come back for once they were emptied by hand', async () => {
    const shop = createShop();
    const tab = await shop.signedIn();
    const { cart, draft } = documentsOf(tab);
    await shop.browser.clock.settle();
    draft.set('contact.name', 'Ada');
    draft.set('contact.name', undefined);
    cart.remove(cart.add({ sku: 'mug', price: 1250 }));
    await shop.browser.clock.advance(limits.idle.timeout + minutes(1));
    expect(tab.session.getState()).toEqual({ status: 'unauthenticated', reason: 'idle', resumable: false });
  });
});
