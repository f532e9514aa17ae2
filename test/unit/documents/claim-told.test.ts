import { type ClaimPolicy, createCart, createDraft, type Session, seconds } from 'holdfast';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { createShop } from '../../support/world/shop.ts';

const rope = { sku: 'rope', price: 100 };
const steps = { note: z.object({ text: z.string() }) };

/** Ada's account holds a lamp, if anything. A guest does `work`, and signs in as Ada in one of two tabs; answers what both were told. */
async function told(
  work: (cart: ReturnType<typeof createCart>) => void,
  { claim = 'sum', account = true }: { claim?: ClaimPolicy; account?: boolean } = {},
): Promise<unknown[]> {
  const shop = createShop();
  const { settle } = shop.browser.clock;
  const events: unknown[] = [];
  const cartOf = (session: Session<unknown>, afterSignOut: 'seal' | 'wipe' = 'seal') => {
    session.on('claimed', (event) => events.push(event));
    return createCart(session, 'cart', { currency: 'EUR', claim, afterSignOut });
  };
  const a = await shop.signedIn();
  const cart = cartOf(a.session);
  if (account) cart.add({ sku: 'lamp', price: 200 });
  await settle();
  void a.session.signOut();
  await settle();
  cartOf((await shop.open()).session);
  work(cart);
  await settle();
  const signingIn = a.session.signIn({ name: 'ada' });
  await shop.browser.clock.advance(seconds(1));
  await signingIn;
  void a.session.signOut();
  await settle();
  return events;
}

it.each<[ClaimPolicy, boolean, boolean]>([
  ['sum', true, true],
  ['keep-guest', true, true],
  ['keep-account', false, true],
  ['keep-account', true, false],
])(
  'a guest’s cart under %s, into a cart with something in it (%s), tells once that it joined (%s)',
  async (claim, account, joined) => {
    const events = await told((cart) => cart.add(rope), { claim, account });
    expect(events).toEqual([{ document: 'cart', joined }]);
  },
);

it('one that was emptied again tells nothing, nor does one that stays with the guest', async () => {
  const emptied = (cart: ReturnType<typeof createCart>): void => {
    cart.add(rope);
    cart.clear();
  };
  expect(await told(emptied, { claim: 'keep-account' })).toEqual([]);
  expect(await told((cart) => cart.add(rope), { claim: 'none' })).toEqual([]);
});

it('what was typed before storage answered is told of with what was stored', async () => {
  const shop = createShop();
  const before = await shop.open();
  createDraft(before.session, 'note', { steps }).set('note.text', 'stored');
  await shop.browser.clock.settle();
  before.tab.close();
  shop.browser.databases.openDelay = 1000;
  const { session } = await shop.open();
  const events: unknown[] = [];
  session.on('claimed', (event) => events.push(event));
  createDraft(session, 'note', { steps }).set('note.text', 'typed');
  const signingIn = session.signIn({ name: 'ada' });
  await shop.browser.clock.advance(seconds(5));
  await signingIn;
  expect(events).toEqual([{ document: 'note', joined: true }]);
});
