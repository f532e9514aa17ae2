import { createTestBrowser } from 'holdfast/testing';
import { expect, it } from 'vitest';
import { ann, cartOf, draftOf, fill, item, openDesk } from './support.ts';

it('a tab that dies between the answer of the server and the clearing leaves all of it, to be handed over under the same key', async () => {
  const browser = createTestBrowser();
  const desk = openDesk(browser, ann);
  const [draft, cart] = [draftOf(desk), cartOf(desk)];
  fill(draft);
  cart.add(item('mug'), 2);
  await browser.clock.settle();
  const keys: string[] = [];
  const answered = ({ key }: { readonly key: string }): void => {
    keys.push(key);
    // From here on nothing reaches the disk.
    browser.databases.writeDelay = 60_000;
  };
  await draft.submit(answered);
  browser.databases.writeDelay = 0;
  await cart.checkout(answered);
  expect([draft.getState().submitted, cart.getState().lines]).toEqual([expect.anything(), []]);
  desk.tab.crash();
  browser.databases.writeDelay = 0;

  const next = openDesk(browser, ann);
  const again = [draftOf(next), cartOf(next)] as const;
  await browser.clock.settle();
  expect(again[0].get('contact.name')).toBe('Ann');
  expect(again[1].getState().lines).toMatchObject([{ sku: 'mug', quantity: 2 }]);
  again[0].set('payment.cvc', '§§§');
  await again[0].submit(({ key }) => void keys.push(key));
  await again[1].checkout(({ key }) => void keys.push(key));
  expect(keys.slice(2)).toEqual(keys.slice(0, 2));
});
