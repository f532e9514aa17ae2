import type { TestBrowser } from 'holdfast/testing';
import { rootOf } from '../../../src/vault/keys.ts';
import { ann, cartOf, type Desk, draftOf, openDesk } from '../documents/support.ts';

/** Looked for in everything that is stored. */
export const canary = 'canary-of-ann';
const personal = { personal: true };
/** A draft and a cart, both sealed. */
export const openBoth = (desk: Desk) => ({ draft: draftOf(desk), cart: cartOf(desk, personal) });
export const fill = ({ draft, cart }: ReturnType<typeof openBoth>): void => {
  draft.set('contact.name', canary);
  draft.set('delivery.street', `${canary}-2`);
  cart.add({ sku: canary, price: 100, name: canary, options: { size: canary } }, 2);
};
/** A tab in which both are restored. */
export const opened = async (browser: TestBrowser, as = ann) => {
  const desk = openDesk(browser, as);
  const both = openBoth(desk);
  await browser.clock.settle();
  return { desk, ...both };
};
export const keysOf = (browser: TestBrowser): string[] =>
  (['journal', 'base'] as const).flatMap((store) => browser.databases.entries('shop', store).map(([key]) => key));
/** What the keys of a document of Ann's begin with in the journal. */
export const rootIn = (browser: TestBrowser, document: string): string => {
  const start = `u-ann/${document}/@id/`;
  const id = browser.databases.entries('shop', 'base').find(([key]) => key.startsWith(start))?.[0];
  return rootOf(id?.slice(start.length) ?? '');
};
