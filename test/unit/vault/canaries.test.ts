import { createSettings } from 'holdfast';
import { createTestBrowser } from 'holdfast/testing';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { ownKey } from '../../../src/vault/keys.ts';
import { randomTag } from '../../../src/vault/tag.ts';
import { ann, bob, cartOf, draftOf, openDesk } from '../documents/support.ts';
import { rootIn } from './sealed-documents.ts';

const schema = z.object({ nick: z.string(), tags: z.array(z.string()) });

/** One tab with one of each, all sealed. */
const openAll = (browser: ReturnType<typeof createTestBrowser>, who = ann) => {
  const desk = openDesk(browser, who);
  const draft = draftOf(desk, { afterSignOut: 'seal' });
  const cart = cartOf(desk, { personal: true, afterSignOut: 'seal' });
  const defaults = { nick: '', tags: [] as string[] };
  const own = createSettings(desk, 'own', { schema, defaults, sets: ['tags'], personal: true, afterSignOut: 'seal' });
  return { desk, draft, cart, own };
};

it('nothing that somebody typed stands anywhere: no loser, no history, no quarantine, no receipt, no secret', async () => {
  const browser = createTestBrowser();
  const [a, b] = [openAll(browser), openAll(browser)];
  await browser.clock.settle();
  const search = (when: string): void => {
    expect(browser.text().match(/.{0,40}canary.{0,40}/)?.[0], when).toBeUndefined();
    const told = [a, b].map(({ desk: { reported, announced } }) => [
      reported.map(([, error]) => String(error)),
      announced,
    ]);
    expect(JSON.stringify(told), when).not.toContain('canary');
  };
  const exit = (): void => {
    for (const { desk } of [a, b]) desk.exit();
  };

  a.draft.set('contact.name', 'canary-of-a');
  b.draft.set('contact.name', 'canary-of-b');
  exit();
  search('two values, at an exit');
  await browser.clock.settle();
  expect(Object.keys(a.draft.getState().conflicts)).toEqual(['contact.name']);
  search('a conflict');

  a.draft.set('payment.cvc', '§canary§');
  a.draft.set('payment.holder', 'canary-holder');
  await browser.clock.advance(2000);
  a.draft.set('payment.cvc', 'canary-cvc');
  exit();
  expect([a.draft.undo(), a.draft.undo(), a.draft.redo()]).toEqual([true, true, true]);
  exit();
  await browser.clock.settle();
  search('a history, and a secret in it');

  a.cart.add({ sku: 'canary-sku', price: 1, name: 'canary-name', options: { of: 'canary' } });
  a.cart.addCoupon('canary-coupon');
  a.own.set('nick', 'canary-nick');
  b.own.add('tags', 'canary-tag');
  exit();
  await browser.clock.settle();
  search('lines, coupons and settings');

  const elsewhere = ownKey(rootIn(browser, 'checkout'), randomTag(a.desk.tab.platform.crypto), 'contact.name', 0);
  const broken = Uint8Array.of(...new TextEncoder().encode('1d'), ...new Uint8Array(40)).buffer;
  browser.databases.plant('shop', 'journal', elsewhere, broken);
  browser.reopen();
  const c = openAll(browser);
  await browser.clock.settle();
  expect(c.desk.reported.map(([, error]) => String(error))).toEqual([expect.stringContaining('set aside')]);
  search('a quarantine');

  c.draft.set('contact.email', 'canary@example.com');
  c.draft.set('contact.name', 'canary-name');
  c.draft.set('delivery.street', 'canary-street');
  c.draft.set('payment.holder', 'canary-holder');
  c.draft.set('payment.cvc', 'can');
  const handed: unknown[] = [];
  const submitting = c.draft.submit(({ values }) => void handed.push(values));
  const checkout = c.cart.checkout(() => 'canary-order');
  await browser.clock.settle();
  expect(await submitting).toMatchObject({ outcome: 'submitted' });
  expect(await checkout).toMatchObject({ outcome: 'submitted', result: 'canary-order' });
  expect(JSON.stringify(handed)).toContain('canary-street');
  search('receipts');

  c.desk.become(bob, 'ended');
  await browser.clock.settle();
  search('under the next person');
  expect([c.draft.getState().values.contact, c.cart.getState().lines, c.own.getState().values.nick]).toEqual([
    {},
    [],
    '',
  ]);
});
