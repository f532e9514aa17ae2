import { createTestBrowser, type TestBrowser } from 'holdfast/testing';
import { expect, it } from 'vitest';
import { createDraft } from '../../../src/documents/draft/draft.ts';
import { paginate } from '../../../src/vault/pages.ts';
import { ann, guest, openDesk, steps } from '../documents/support.ts';

const open = (browser: TestBrowser, as = ann, personal = false) => {
  const desk = openDesk(browser, as);
  const draft = createDraft(desk, 'wide', { steps, personal });
  return { desk, draft, set: draft.set as (path: string, value: unknown) => void };
};
/** Sets so many fields and closes the tab. */
const leave = async (browser: TestBrowser, count: number, as = ann, personal = false): Promise<void> => {
  const { set } = open(browser, as, personal);
  await browser.clock.settle();
  for (let at = 0; at < count; at++) set(`contact.f${at}`, `value ${at}.`);
  await browser.clock.settle();
  browser.reopen();
};
/** What is open again, after it was folded. */
const reopen = async (browser: TestBrowser, as = ann, personal = false) => {
  browser.reopen();
  const opened = open(browser, as, personal);
  await browser.clock.settle();
  return opened;
};
const base = (browser: TestBrowser): readonly (readonly [string, unknown])[] =>
  browser.databases.entries('shop', 'base').filter(([key]) => !key.includes('@'));

it('what is folded at once stands together, up to 64 in a page and evenly, and a few stay alone', async () => {
  for (const [fields, records] of [
    [15, 15],
    [16, 1],
    [64, 1],
    [70, 2],
    [200, 4],
    [400, 7],
    [208, 4],
  ] as const) {
    const browser = createTestBrowser();
    await leave(browser, fields);
    const { draft } = await reopen(browser);
    expect(base(browser)).toHaveLength(records);
    expect(Object.keys(draft.getState().values.contact)).toHaveLength(fields);
  }
});

it('what comes one by one stands together when there is a page of it', async () => {
  const browser = createTestBrowser();
  for (let at = 0; at < 66; at++) {
    const { set } = await reopen(browser);
    set(`contact.f${at}`, `value ${at}.`);
    await browser.clock.settle();
  }
  await reopen(browser);
  expect(base(browser).length).toBeLessThan(5);
});

it('a page is written anew when something in it has changed, and nothing old stays in it', async () => {
  const browser = createTestBrowser();
  await leave(browser, 40);
  const { set } = await reopen(browser);
  const [[before] = ['']] = base(browser);
  set('contact.f7', 'another');
  await browser.clock.settle();
  await reopen(browser);
  expect(base(browser)).toHaveLength(1);
  expect(base(browser)[0]?.[0]).not.toBe(before);
  expect(browser.text()).not.toContain('value 7.');
  expect(browser.text()).toContain('another');
});

it('a page of which only a part makes sense is set aside, said, and the part that does is kept', async () => {
  const browser = createTestBrowser();
  await leave(browser, 40);
  await reopen(browser);
  const [[key, value] = ['', '']] = base(browser);
  // A register without a moment.
  browser.databases.plant('shop', 'base', key, String(value).replace(/"0[0-9a-z]{12}/, '"'));
  const { desk, draft } = await reopen(browser);
  expect(Object.keys(draft.getState().values.contact)).toHaveLength(39);
  expect(desk.reported.map(([, error]) => String(error))).toEqual([expect.stringContaining('had 1 stored records')]);
  const again = await reopen(browser);
  expect(Object.keys(again.draft.getState().values.contact)).toHaveLength(39);
  expect(again.desk.reported).toEqual([]);
  expect(base(browser).filter(([at]) => at.includes('/!'))).toHaveLength(1);
});

it('a page that another tab folds at the same time is folded by one of them, and both show everything', async () => {
  for (const personal of [false, true]) {
    const browser = createTestBrowser();
    await leave(browser, 40, ann, personal);
    await reopen(browser, ann, personal);
    browser.reopen();
    const writer = open(browser, ann, personal);
    await browser.clock.settle();
    for (let at = 0; at < 20; at++) writer.set(`contact.f${at}`, `again ${at}.`);
    await browser.clock.settle();
    writer.desk.tab.crash();
    const tabs = [open(browser, ann, personal), open(browser, ann, personal)];
    await browser.clock.settle();
    for (const { draft } of tabs) expect(Object.values(draft.getState().values.contact).join()).toContain('again 19.');
    expect(base(browser)).toHaveLength(1);
    expect(browser.databases.entries('shop', 'journal')).toEqual([]);
  }
});

it("a claim that puts a field beside the account's page leaves one record of it", async () => {
  const browser = createTestBrowser();
  await leave(browser, 40);
  await reopen(browser);
  browser.reopen();
  const { desk, draft, set } = open(browser, guest);
  await browser.clock.advance(1000);
  set('contact.f7', 'the guest’s');
  await browser.clock.settle();
  desk.become(ann, 'signed-in');
  await browser.clock.settle();
  const shown = (draft.getState().values.contact as Readonly<Record<string, unknown>>)['f7'];
  expect(shown).toBe('the guest’s');
  expect(base(browser)).toHaveLength(1);
  expect(browser.text().split('"contact.f7"')).toHaveLength(2);
});

it("a guest's page of which only a part makes sense joins the account's as far as it does, and the rest is set aside there", async () => {
  const browser = createTestBrowser();
  await leave(browser, 40, guest);
  await reopen(browser, guest);
  const [[key, value] = ['', '']] = base(browser);
  browser.databases.plant('shop', 'base', key, String(value).replace(/"0[0-9a-z]{12}/, '"'));
  browser.reopen();
  const { desk, draft } = open(browser, guest);
  desk.become(ann, 'signed-in');
  await browser.clock.settle();
  expect(Object.keys(draft.getState().values.contact)).toHaveLength(39);
  expect(desk.reported.map(([, error]) => String(error))).toEqual([expect.stringContaining('had 1 stored records')]);
  const aside = browser.databases.entries('shop', 'base').filter(([at]) => at.includes('/!'));
  expect(aside.map(([at]) => at.split('/')[0])).toEqual(['u-ann']);
});

it('everything that was closed leaves its page', async () => {
  const browser = createTestBrowser();
  await leave(browser, 40);
  const { draft } = await reopen(browser);
  draft.reset();
  await browser.clock.settle();
  expect(base(browser)).toEqual([]);
  expect(browser.text()).not.toContain('value');
});

it('whatever counts as data goes into a page; long texts stand alone, and a page stays small', () => {
  expect(paginate(Array.from({ length: 20 }, (_, at) => [`f${at}`, BigInt(at)])).alone).toEqual([]);
  const texts = (length: number, count: number) =>
    Array.from({ length: count }, (_, at) => [`f${at}`, 'x'.repeat(length)] as const);
  expect(paginate(texts(5000, 70))).toMatchObject({ pages: [], alone: { length: 70 } });
  const { pages, alone } = paginate(texts(4000, 70));
  expect(pages.map(({ length }) => length)).toEqual(Array.from({ length: 8 }, () => 8));
  expect(alone).toHaveLength(6);
});
