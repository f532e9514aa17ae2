import { describe, expect, it } from 'vitest';
import { changeKey } from '../../../src/vault/keys.ts';
import { ann, guest } from '../documents/support.ts';
import {
  changes,
  foldBy,
  inClear,
  journal,
  long,
  openChanged,
  reopened,
  setAside,
  street,
  type,
  wholeOf,
} from './changed.ts';

const turn = (): Promise<void> => new Promise((resume) => void setImmediate(resume));

describe.each([
  { how: 'in clear', options: inClear, letter: 33, ofMany: 85 },
  { how: 'sealed', options: {}, letter: 62, ofMany: 115 },
])('what changed in a text, $how', ({ options, letter, ofMany }) => {
  it(`costs less than ${letter} bytes a letter in a field of 40 characters, key and all, of 20 that are typed on`, async () => {
    const { browser, draft } = await openChanged(options);
    draft.set(street, 'x'.repeat(40));
    await browser.clock.settle();
    const before = browser.databases.written.bytes;
    for (let letters = 1; letters <= 20; letters++) {
      await browser.clock.advance(200);
      draft.set(street, 'x'.repeat(40 + letters));
      await browser.clock.settle();
    }
    expect((browser.databases.written.bytes - before) / 20).toBeLessThan(letter);
  });

  it(`costs less than ${ofMany} bytes a letter in an answer of 2,000 characters, however many are typed`, async () => {
    const { browser, draft } = await openChanged(options);
    draft.set(street, 'x'.repeat(2000));
    await browser.clock.settle();
    const before = { ...browser.databases.written };
    for (let letters = 1; letters <= 300; letters++) {
      await browser.clock.advance(200);
      draft.set(street, 'x'.repeat(2000 + letters));
      await browser.clock.settle();
    }
    const { bytes, values } = browser.databases.written;
    expect(values - before.values).toBe(300);
    expect((bytes - before.bytes) / 300).toBeLessThan(ofMany);
  });

  it('is written whole where another tab has folded the whole that it would stand on', async () => {
    const { browser, desk, draft } = await openChanged(options);
    const there = await foldBy(browser, desk, options);
    draft.set(street, `${long}AB`);
    await browser.clock.settle();
    expect(draft.getState().saved).toBe('saved');
    expect([journal(browser).length, changes(browser)]).toEqual([1, []]);
    expect(there.get(street)).toBe(`${long}AB`);
    expect((await reopened(browser, options)).draft.get(street)).toBe(`${long}AB`);
  });

  it('is lost by a crash only where it was not said to be saved, also between the change and the whole instead of it', async () => {
    const lost = new Set<boolean>();
    for (let turns = 0; turns < 30; turns++) {
      const { browser, desk, draft } = await openChanged(options);
      await foldBy(browser, desk, options);
      draft.set(street, `${long}AB`);
      for (let left = turns; left > 0; left--) await turn();
      const { saved } = draft.getState();
      desk.tab.crash();
      const again = await reopened(browser, options);
      const found = again.draft.get(street);
      expect([`${long}AB`, ...(saved === 'saved' ? [] : [`${long}A`])]).toContain(found);
      expect(again.desk.reported).toEqual([]);
      await reopened(browser, options);
      expect(journal(browser)).toEqual([]);
      lost.add(found !== `${long}AB`);
    }
    expect(lost).toEqual(new Set([true, false]));
  });

  it('waits for room where there is none for the whole instead of it', async () => {
    const { browser, desk, draft } = await openChanged(options);
    await foldBy(browser, desk, options);
    browser.databases.quota = browser.databases.size + 90;
    draft.set(street, `${long}AB`);
    await browser.clock.advance(3000);
    expect(draft.getState().saved).toBe('error');
    expect(String(desk.reported[0]?.[1])).toContain('Storage is full');
    browser.databases.quota = Number.POSITIVE_INFINITY;
    desk.wake();
    await browser.clock.settle();
    expect(draft.getState().saved).toBe('saved');
    expect((await reopened(browser, options)).draft.get(street)).toBe(`${long}AB`);
  });

  it('is set aside with a whole that makes no sense, and no other field with it', async () => {
    const { browser, draft } = await openChanged(options);
    draft.set('contact.name', 'Ann');
    await browser.clock.settle();
    const [[change] = ['']] = changes(browser);
    const whole = wholeOf(browser, change);
    browser.databases.plant('shop', 'journal', whole, '1[nonsense');
    const again = await reopened(browser, options);
    expect([again.draft.get(street), again.draft.get('contact.name')]).toEqual([undefined, 'Ann']);
    expect(String(again.desk.reported[0]?.[1])).toContain('2 stored records that could not be understood');
    expect([setAside(browser).length, journal(browser)]).toEqual([2, []]);
  });

  it('that makes no sense is set aside alone: the whole stands', async () => {
    const { browser } = await openChanged(options);
    const [[change] = ['']] = changes(browser);
    browser.databases.plant('shop', 'journal', change, 'nonsense');
    const again = await reopened(browser, options);
    expect(again.draft.get(street)).toBe(long);
    expect([setAside(browser).length, journal(browser)]).toEqual([1, []]);
  });

  it('counts for nothing where its whole is gone, and is removed without a word', async () => {
    const { browser } = await openChanged(options);
    const [[change] = ['']] = changes(browser);
    browser.databases.plant('shop', 'journal', wholeOf(browser, change), undefined);
    const again = await reopened(browser, options);
    expect([again.draft.get(street), again.desk.reported]).toEqual([undefined, []]);
    expect([setAside(browser), journal(browser)]).toEqual([[], []]);
  });

  it('is joined to nothing where two stays could have written it, since their names begin alike', async () => {
    const { browser } = await openChanged(options);
    const [[change] = ['']] = changes(browser);
    const whole = wholeOf(browser, change);
    const [, value] = journal(browser).find(([key]) => key === whole) ?? [];
    const twin = whole.slice(0, 20) + String.fromCharCode(whole.charCodeAt(20) ^ 1) + whole.slice(21);
    browser.databases.plant('shop', 'journal', twin, value);
    const again = await reopened(browser, options);
    expect([again.draft.get(street), again.desk.reported]).toEqual([long, []]);
    expect([setAside(browser), journal(browser)]).toEqual([[], []]);
  });

  it('is there after an exit, however long the text, also where storage was slow and the tab was killed', async () => {
    for (const length of [100, 6000]) {
      const { browser, desk, draft } = await openChanged(options);
      draft.set(street, 'x'.repeat(length));
      await browser.clock.settle();
      browser.databases.writeDelay = 1000;
      draft.set('contact.name', 'Ann');
      await browser.clock.advance(10);
      draft.set(street, `${'x'.repeat(length)}y`);
      await browser.clock.advance(10);
      desk.exit();
      desk.tab.crash();
      browser.databases.writeDelay = 0;
      const again = await reopened(browser, options);
      expect(again.draft.get(street)).toHaveLength(length + 1);
      expect([again.draft.get('contact.name'), again.desk.reported]).toEqual(['Ann', []]);
      expect(browser.records.contents()).toEqual({});
    }
  });

  it('stands on what is there, when the page goes on after an exit', async () => {
    const { browser, desk, draft } = await openChanged(options);
    draft.set(street, `${long}AB`);
    desk.exit();
    await browser.clock.settle();
    for (const text of [`${long}ABC`, `${long}ABCD`]) await type(browser, draft, text);
    expect(draft.getState().saved).toBe('saved');
    const again = await reopened(browser, options);
    expect([again.draft.get(street), again.desk.reported]).toEqual([`${long}ABCD`, []]);
  });

  it('joins the account with the rest of a guest’s draft, and goes with it at a sign-out', async () => {
    const { browser, desk, draft } = await openChanged({ ...options, afterSignOut: 'wipe' }, guest);
    desk.become(ann, 'signed-in');
    await browser.clock.settle();
    expect([draft.get(street), journal(browser)]).toEqual([`${long}A`, []]);
    draft.set(street, `${long}AB`);
    await browser.clock.advance(50);
    draft.set(street, `${long}ABC`);
    await browser.clock.settle();
    expect(changes(browser)).toHaveLength(1);
    desk.become(null, 'signed-out');
    await browser.clock.settle();
    expect([journal(browser), browser.text().includes('ABC')]).toEqual([[], false]);
  });

  it('is translated with the rest by a newer version, and is over with it', async () => {
    const { browser } = await openChanged(options);
    const next = { ...options, version: 2, migrate: (path: string, value: unknown) => ({ [path]: `${value}!` }) };
    expect((await reopened(browser, next)).draft.get(street)).toBe(`${long}A!`);
    const over = await openChanged({ ...options, ttl: 1000 });
    await over.browser.clock.advance(2000);
    expect((await reopened(over.browser, { ...options, ttl: 1000 })).draft.get(street)).toBeUndefined();
    expect(journal(over.browser)).toEqual([]);
  });
});

it('a change stands on nothing that was closed: what is typed next leaves nothing of it behind', async () => {
  const { browser, draft } = await openChanged({ ...inClear, secret: [] });
  // As a whole, and not as what changed in the one before.
  for (const text of ['something else', `canary ${long}`]) await type(browser, draft, text);
  expect(changes(browser)).toEqual([]);
  draft.reset();
  draft.set(street, long);
  await browser.clock.settle();
  expect(browser.text()).not.toContain('canary');
  await type(browser, draft, `${long}A`);
  expect(changes(browser).length).toBe(1);
});

it('a whole that is written again takes the change before it away', async () => {
  const { browser, draft } = await openChanged(inClear);
  const [[change] = ['']] = changes(browser);
  await type(browser, draft, 'something else');
  expect(journal(browser).map(([key]) => changeKey(key))).toEqual([change]);
  for (const text of [long, `${long}A`]) await type(browser, draft, text);
  expect(changes(browser).map(([key]) => key)).toEqual([change]);
  expect((await reopened(browser, inClear)).draft.get(street)).toBe(`${long}A`);
});
