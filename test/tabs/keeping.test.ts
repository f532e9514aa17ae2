import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEngines } from '../support/browsers.ts';
import {
  addFirst,
  eventually,
  everythingStored,
  fieldValue,
  goToDelivery,
  inCart,
  openShop,
  openTab,
  type Shop,
  savedStatus,
  signIn,
  signOut,
  visit,
  whoIs,
} from './shop.ts';
import { tellInBrowser } from './stage.ts';

describe.each(await readEngines())('work in $name', (engine) => {
  const story = it.skipIf(engine.missing !== undefined);
  let shop: Shop;

  // One for each story: an account keeps what was done in it, whatever the browser.
  beforeEach(async () => {
    shop = await openShop();
  });
  afterEach(() => shop.close());

  const inBrowser = (tell: Parameters<typeof tellInBrowser>[1]): Promise<void> => tellInBrowser(engine, tell);

  story('is there again after a reload and after the browser was killed', () =>
    inBrowser(async (browser, reborn) => {
      const tab = await openTab(browser, shop.at(''));
      await signIn(tab, 'ada');
      await visit(tab, '', 'Things');
      await addFirst(tab);
      await addFirst(tab);
      await eventually(() => inCart(tab)).toBe(2);
      await visit(tab, 'checkout', 'Checkout');
      await tab.type('[name="contact.name"]', 'Ada Lovelace');
      await tab.type('[name="contact.email"]', 'ada@example.com');
      await tab.click('form button[type="submit"]');
      await eventually(() => tab.text('h2')).toBe('Delivery');
      await tab.type('[name="delivery.street"]', '12 St James Square');
      await eventually(() => savedStatus(tab)).toBe('saved');

      await tab.reload();
      await eventually(() => fieldValue(tab, 'delivery.street')).toBe('12 St James Square');
      expect(await tab.text('h2')).toBe('Delivery');
      await eventually(() => inCart(tab)).toBe(2);

      await tab.type('[name="delivery.city"]', 'London');
      await eventually(() => savedStatus(tab)).toBe('saved');
      await browser.kill();
      const next = reborn(await browser.reopen());
      // The cookie of the session died with the browser; what was saved waits for the same person.
      const again = await openTab(next, shop.at('checkout'));
      await signIn(again, 'ada');
      await visit(again, 'checkout', 'Checkout');
      await eventually(() => fieldValue(again, 'delivery.city')).toBe('London');
      expect(await fieldValue(again, 'delivery.street')).toBe('12 St James Square');
      await eventually(() => inCart(again)).toBe(2);
    }),
  );

  story('of two tabs in one cart adds up', () =>
    inBrowser(async (browser) => {
      const one = await openTab(browser, shop.at(''));
      await signIn(one, 'ada');
      await visit(one, '', 'Things');
      const two = await openTab(browser, shop.at(''), 'Ada');
      await Promise.all(
        [one, two].map((tab) =>
          tab.run(() => {
            const button = document.querySelector<HTMLButtonElement>('article.product form button[type="submit"]');
            for (let time = 0; time < 20; time++) button?.click();
          }),
        ),
      );
      for (const tab of [one, two]) await eventually(() => inCart(tab)).toBe(40);
      const three = await openTab(browser, shop.at('cart'), 'Ada');
      await eventually(() => inCart(three)).toBe(40);
    }),
  );

  story('of a guest joins the account once, and the next person sees nothing of it', () =>
    inBrowser(async (browser) => {
      const tab = await openTab(browser, shop.at(''));
      await addFirst(tab);
      await addFirst(tab);
      await addFirst(tab);
      await eventually(() => inCart(tab)).toBe(3);
      await signIn(tab, 'ada');
      await eventually(() => inCart(tab)).toBe(3);
      const other = await openTab(browser, shop.at('cart'), 'Ada');
      await eventually(() => inCart(other)).toBe(3);
      await tab.reload();
      await eventually(() => inCart(tab)).toBe(3);
      await visit(tab, 'checkout', 'Checkout');
      await tab.type('[name="contact.name"]', 'canary-of-ada');
      await eventually(() => savedStatus(tab)).toBe('saved');

      await signOut(other);
      await eventually(() => whoIs(tab)).toBe('');
      await signIn(other, 'grace');
      await eventually(() => whoIs(tab)).toBe('Grace');
      for (const { text, run } of [tab, other]) {
        expect(await text('body')).not.toContain('canary-of-ada');
        expect(await run(() => [...document.querySelectorAll('input')].map(({ value }) => value).join())).not.toContain(
          'canary-of-ada',
        );
      }
      expect(await inCart(tab)).toBe(0);
      expect(await inCart(other)).toBe(0);
    }),
  );

  story('leaves no secret in any store, and nothing at all after signing out', () =>
    inBrowser(async (browser) => {
      const tab = await openTab(browser, shop.at(''));
      await signIn(tab, 'ada');
      await goToDelivery(tab, 'canary-name');
      for (const [field, value] of Object.entries({
        street: 'Quay 1',
        postcode: '1000',
        city: 'Ghent',
        country: 'Belgium',
      }))
        await tab.type(`[name="delivery.${field}"]`, value);
      await tab.click('[name="delivery.way"]');
      await tab.click('form button[type="submit"]');
      await eventually(() => tab.text('h2')).toBe('Payment');
      await tab.type('[name="payment.cardNumber"]', '4242424242424242');
      await tab.type('[name="payment.expiry"]', '08/31');
      await tab.type('[name="payment.cvc"]', '737');
      await eventually(() => savedStatus(tab)).toBe('saved');

      const stored = await everythingStored(tab);
      for (const sealed of ['canary-name', '08/31', 'Ghent', 'delivery.city']) expect(stored).not.toContain(sealed);
      for (const secret of ['4242424242424242', '737\n', 'correct horse']) expect(`${stored}\n`).not.toContain(secret);
      expect(stored).toMatch(/u-[0-9a-f]{32}\/checkout\//);

      await signOut(tab);
      await eventually(() => whoIs(tab)).toBe('');
      await eventually(async () => /u-[0-9a-f]{32}\//.test(await everythingStored(tab))).toBe(false);
    }),
  );
});
