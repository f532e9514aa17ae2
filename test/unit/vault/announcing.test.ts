import { createCart, createDraft } from 'holdfast';
import { createTestBrowser, type TestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { documentHost } from '../../../src/vault/host.ts';
import { createShop } from '../../support/world/shop.ts';
import {
  ann,
  bothCarts,
  cartOf,
  type Desk,
  draftOf,
  fill,
  guest,
  item,
  openDesk,
  quantities,
  steps,
  sum,
} from '../documents/support.ts';

const reads = ({ databases: { transactions, read } }: TestBrowser) => ({
  transactions: transactions.reading,
  values: read.values,
});
/** What everybody reads while `work` is done. */
const readBy = async (browser: TestBrowser, work: () => void) => {
  const before = reads(browser);
  work();
  await browser.clock.settle();
  const after = reads(browser);
  return { transactions: after.transactions - before.transactions, values: after.values - before.values };
};
const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** The same document in two tabs, which say what they hear of each other. */
const openTwo = async <Opened>(open: (desk: Desk) => Opened) => {
  const browser = createTestBrowser();
  const one = openDesk(browser, ann);
  const here = open(one);
  await browser.clock.settle();
  const other = openDesk(browser, ann);
  const there = open(other);
  await browser.clock.settle();
  return { browser, one, other, here, there };
};
const setAny = (draft: ReturnType<typeof draftOf>, path: string, value: unknown): void =>
  (draft.set as (path: string, value: unknown) => void)(path, value);
/** What the other tab has to read where one record changed: that. Which document it is stands in a key. */
const oneRecord = { transactions: 1, values: 1 };
/** Where it is a change, the whole with it. */
const oneChange = { transactions: 1, values: 2 };

describe('what a tab stored is read by another one', () => {
  it('record by record: an edit in a draft of 5,000 fields reads one or two values of them, not 5,000', async () => {
    const { browser, here, there } = await openTwo((desk) => draftOf(desk, { personal: false }));
    for (let at = 0; at < 5000; at++) setAny(here, `contact.f${at}`, at);
    await browser.clock.settle();
    expect(await readBy(browser, () => setAny(here, 'contact.f7', 'seven'))).toEqual(oneChange);
    expect(await readBy(browser, () => setAny(there, 'contact.f8', 'eight'))).toEqual(oneRecord);
    expect(await readBy(browser, () => setAny(there, 'contact.f8', 'eighth'))).toEqual(oneChange);
    for (const draft of [here, there])
      expect(draft.getState().values.contact).toMatchObject({ f0: 0, f7: 'seven', f8: 'eighth', f4999: 4999 });
  }, 60_000);

  it.each([
    ['sealed', true],
    ['in clear', false],
  ])('record by record, of lines that are new to it as well, %s', async (_how, personal) => {
    const { browser, here, there } = await openTwo((desk) => cartOf(desk, { personal }));
    here.add(item('mug'));
    await browser.clock.settle();
    for (const [sku, cost] of [
      ['mug', oneChange],
      ['cup', oneRecord],
      ['cup', oneChange],
    ] as const)
      expect([sku, await readBy(browser, () => here.add(item(sku)))]).toEqual([sku, cost]);
    expect(quantities(there)).toEqual({ mug: 2, cup: 2 });
  });

  it('in one go, where so much changed in one transaction that it is quicker', async () => {
    const { browser, one, here, there } = await openTwo((desk) => draftOf(desk));
    const edit = (fields: number): void => {
      for (let at = 0; at < fields; at++) setAny(here, `contact.f${at}`, fields);
    };
    await readBy(browser, () => edit(64));
    await readBy(browser, () => edit(65));
    expect(one.keys.map((said) => said?.length)).toEqual([64, undefined]);
    expect(there.get('contact.f64' as 'contact.name')).toBe(65);
  });

  it('in one go after a closing, which takes more along than its own record', async () => {
    const { browser, one, here, there } = await openTwo((desk) => draftOf(desk, { secret: [] }));
    fill(here);
    await browser.clock.settle();
    await here.submit(() => {});
    await browser.clock.settle();
    expect(one.keys.at(-1)).toBeUndefined();
    expect(there.getState()).toMatchObject({ values: { contact: {} }, submitted: here.getState().submitted });
  });

  it('in one go where somebody has folded it meanwhile, or the key is unknown', async () => {
    const { browser, one, other, here, there } = await openTwo((desk) => draftOf(desk));
    here.set('contact.name', 'A');
    await browser.clock.settle();
    other.deaf = true;
    here.set('contact.name', 'Ann');
    await browser.clock.settle();
    other.deaf = false;
    draftOf(openDesk(browser, ann)); // folds
    await browser.clock.settle();
    expect(there.get('contact.name')).toBe('A');
    await readBy(browser, () => one[documentHost].announce('checkout', one.keys[0]));
    expect(there.get('contact.name')).toBe('Ann');
    expect((await readBy(browser, () => one[documentHost].announce('checkout', ['nobody7']))).values).toBeGreaterThan(
      2,
    );
  });

  it('together, what is announced while it reads', async () => {
    const { browser, one, here, there } = await openTwo((desk) => draftOf(desk));
    for (const path of ['contact.name', 'contact.email', 'delivery.street'] as const) {
      here.set(path, path);
      await browser.clock.settle();
    }
    const keys = [...one.keys];
    expect(keys).toHaveLength(3);
    const cost = await readBy(browser, () => {
      for (const said of keys) one[documentHost].announce('checkout', said);
    });
    expect(cost).toEqual({ transactions: 1, values: 3 });
    const before = reads(browser).transactions;
    one[documentHost].announce('checkout', keys[0]);
    await turn();
    await turn(); // it reads
    for (let times = 0; times < 10; times++) for (const said of keys) one[documentHost].announce('checkout', said);
    await browser.clock.settle();
    expect(reads(browser).transactions - before).toBe(2);
    expect(there.get('delivery.street')).toBe('delivery.street');
  });

  it('whenever it comes, also while the document is being opened', async () => {
    for (let turns = 0; turns < 40; turns++) {
      const browser = createTestBrowser();
      const here = draftOf(openDesk(browser, ann));
      await browser.clock.settle();
      const there = draftOf(openDesk(browser, ann));
      for (let left = turns; left > 0; left--) await turn();
      here.set('contact.name', 'Ann');
      await browser.clock.settle();
      expect([turns, there.get('contact.name')]).toEqual([turns, 'Ann']);
    }
  });

  it('also where it comes between the reading and its answer', async () => {
    const { browser, here } = await openTwo((desk) => draftOf(desk));
    const late = openDesk(browser, ann);
    const host = late[documentHost];
    const real = host.database();
    let answer = (): void => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const read: typeof real.read = async (...asked) => {
      const found = await real.read(...asked);
      await answered;
      return found;
    };
    const there = draftOf(Object.assign(late, { [documentHost]: { ...host, database: () => ({ ...real, read }) } }));
    await browser.clock.settle();
    here.set('contact.name', 'Ann');
    await browser.clock.settle();
    expect(there.getState().saved).toBe('restoring');
    answer();
    await browser.clock.settle();
    expect(there.get('contact.name')).toBe('Ann');
  });

  it('and not where its document is gone: who hears of one learns that from it', async () => {
    const browser = await bothCarts();
    const desks = [openDesk(browser, guest), openDesk(browser, guest), openDesk(browser, guest)] as const;
    const [cart, writing, hearing] = [cartOf(desks[0]), cartOf(desks[1]), cartOf(desks[2])];
    await browser.clock.settle();
    desks[1].deaf = true;
    desks[2].deaf = true;
    desks[0].become(ann, 'signed-in');
    await browser.clock.settle();
    expect(quantities(cart)).toEqual(sum);
    desks[2].deaf = false;
    writing.add(item('S1'));
    await browser.clock.settle();
    expect(quantities(hearing)).toEqual({});
  });
});

describe('the message between tabs', () => {
  it('names no field, no line and no content, be it sealed, clear or secret', async () => {
    const shop = createShop();
    const [one, other] = [await shop.signedIn(), await shop.open()];
    const documents = [one, other].map(({ session }) => ({
      sealed: createDraft(session, 'sealed', { steps, secret: ['payment.cvc'] }),
      clear: createDraft(session, 'clear', { steps, secret: ['payment.cvc'], personal: false }),
      cart: createCart(session, 'cart', { currency: 'EUR' }),
    }));
    await shop.browser.clock.settle();
    const [here, there] = documents;
    for (const draft of [here?.sealed, here?.clear]) if (draft) fill(draft);
    here?.cart.add({ sku: 'canary-sku', options: { engraving: 'canary-text' }, price: 100 });
    await shop.browser.clock.settle();
    expect(there?.clear.get('contact.name')).toBe('Ann');
    expect(there?.cart.getState().count).toBe(1);
    const sent = JSON.stringify(shop.browser.messages.sent);
    expect(sent).toMatch(/"keys":\["/);
    expect(sent).not.toMatch(/canary|contact|delivery|street|payment|cvc|§§§|ann@example/i);
  });

  it('goes out at an exit before it is known to be stored: there may be no later, and nobody reads what is not', async () => {
    const shop = createShop();
    const [one, other] = [await shop.open(), await shop.open()];
    const [here, there] = [one, other].map(({ session }) => createDraft(session, 'checkout', { steps }));
    await shop.browser.clock.settle();
    here?.set('contact.name', 'Ann');
    one.tab.close();
    await shop.browser.clock.settle();
    expect(there?.get('contact.name')).toBe('Ann');
  });
});
