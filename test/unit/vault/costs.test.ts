import { createDraft } from 'holdfast';
import { createTestBrowser, type TestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createShop } from '../../support/world/shop.ts';
import { ann, cartOf, type Desk, item, openDesk, steps } from '../documents/support.ts';

const counts = ({ databases: { transactions, written } }: TestBrowser) => ({
  writing: transactions.writing,
  reading: transactions.reading,
  values: written.values,
  bytes: written.bytes,
});
/** What `work` costs. */
const costOf = async (browser: TestBrowser, work: () => void) => {
  const before = counts(browser);
  work();
  await browser.clock.settle();
  const after = counts(browser);
  return Object.fromEntries(Object.entries(after).map(([name, count]) => [name, count - before[name as 'bytes']]));
};
const draftOf = (desk: Desk) => createDraft(desk, 'wide', { steps, personal: false });

/** Ann's draft of so many fields, closed before anything was folded. */
const leave = async (fields: number): Promise<TestBrowser> => {
  const browser = createTestBrowser();
  const draft = draftOf(openDesk(browser, ann));
  await browser.clock.settle();
  const set = draft.set as (path: string, value: unknown) => void;
  for (let i = 0; i < fields; i++) set(`contact.f${i}`, `value ${i}`);
  await browser.clock.settle();
  browser.reopen();
  return browser;
};

describe('what a document costs', () => {
  it('grows in a straight line with its fields when it is restored: each is read once, and folded once, many in a page', async () => {
    for (const fields of [640, 5000]) {
      const browser = await leave(fields);
      const cost = await costOf(browser, () => void draftOf(openDesk(browser, ann)));
      expect(cost['writing']).toBe(Math.ceil(fields / 64));
      expect(cost['reading']).toBeLessThanOrEqual(4);
      expect(cost['values']).toBeLessThan(fields / 64 + 16);
      browser.reopen();
      const folded = await costOf(browser, () => void draftOf(openDesk(browser, ann)));
      expect(folded).toMatchObject({ writing: 0, values: 0 });
    }
  });

  it('does not grow with its fields when one is edited', async () => {
    const spent = [];
    for (const fields of [10, 2000]) {
      const browser = await leave(fields);
      const draft = draftOf(openDesk(browser, ann));
      await browser.clock.settle();
      spent.push(await costOf(browser, () => draft.set('contact.name', 'Ann')));
    }
    expect(spent[1]).toEqual(spent[0]);
    expect(spent[0]).toMatchObject({ writing: 1, reading: 0, values: 1 });
  });

  it('does not grow with the lines of a cart when one is added', async () => {
    const spent = [];
    for (const lines of [10, 10_000]) {
      const browser = createTestBrowser();
      const cart = cartOf(openDesk(browser, ann));
      await browser.clock.settle();
      for (let i = 0; i < lines; i++) cart.add(item(`sku-${100_000 + i}`));
      await browser.clock.settle();
      const { bytes = 0, ...cost } = await costOf(browser, () => cart.add(item('another')));
      // How many lines this tab has touched shows in its key.
      expect(bytes).toBeLessThan(200);
      spent.push(cost);
    }
    expect(spent[1]).toEqual(spent[0]);
    expect(spent[0]).toMatchObject({ writing: 1, reading: 0, values: 1 });
  }, 60_000);

  it('is less than 2,000 bytes for every keystroke in a form of 60 fields', async () => {
    const browser = await leave(60);
    const draft = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    for (let i = 0; i < 50; i++) {
      const { bytes } = await costOf(browser, () => draft.set('contact.name', 'y'.repeat(40 + (i % 2))));
      expect(bytes).toBeLessThan(300);
    }
  });
});

it('a change in one of five tabs is one message, no further write, and seen in all of them 50 ms after it was saved', async () => {
  const shop = createShop();
  const { browser } = shop;
  const drafts = [];
  for (let tab = 0; tab < 5; tab++) drafts.push(createDraft((await shop.open()).session, 'checkout', { steps }));
  await browser.clock.settle();
  const [draft] = drafts;
  const sent = browser.messages.sent.length;
  const before = counts(browser);
  draft?.set('contact.name', 'Ann');
  while (draft?.getState().saved !== 'saved') await new Promise((resume) => setImmediate(resume));
  await browser.clock.advance(50);
  expect(drafts.map((each) => each.get('contact.name'))).toEqual(drafts.map(() => 'Ann'));
  expect(browser.messages.sent.length - sent).toBe(1);
  expect(counts(browser).writing - before.writing).toBe(1);
});
