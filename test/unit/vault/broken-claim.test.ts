import { createTestBrowser } from 'holdfast/testing';
import { afterEach, expect, it, vi } from 'vitest';
import { ann, draftOf, guest, openDesk } from '../documents/support.ts';
import { breakIndexedDb, eventually, losingRecord, openOver, untilSaved } from './breaking.ts';

afterEach(() => vi.unstubAllGlobals());

const aside = [['durable', expect.objectContaining({ code: 'HOLDFAST_DISCARDED' })]];

it("a record of the account's that the disk has lost stops no claim of what the guest has in its place", async () => {
  const indexed = breakIndexedDb();
  const first = openOver();
  await untilSaved(first.draft);
  first.draft.set('contact.name', 'Ann');
  await untilSaved(first.draft);
  first.database.close();
  const second = openOver(first.name);
  await untilSaved(second.draft);
  await eventually(async () => expect(await second.database.range('journal', '')).toEqual([]));
  const lost = (await second.database.range('base', '')).find(([key]) => !key.includes('@'))?.[0] ?? '';
  second.database.close();

  const { name, desk, database, draft } = openOver(first.name, guest);
  await untilSaved(draft);
  draft.set('contact.name', 'Guest');
  await untilSaved(draft);
  indexed.breakAll(losingRecord(lost, 'base'));
  desk.become(ann, 'signed-in');
  await untilSaved(draft);
  expect(draft.get('contact.name')).toBe('Guest');
  await eventually(async () => expect(await database.range('journal', '')).toEqual([]));
  expect(desk.reported).toEqual(aside);
  database.close();
  vi.unstubAllGlobals();
  const again = openOver(name);
  await untilSaved(again.draft);
  expect(again.draft.get('contact.name')).toBe('Guest');
});

it("a record of the account's that makes no sense is set aside and said, and the guest's stands in its place", async () => {
  for (const personal of [false, true]) {
    const browser = createTestBrowser();
    draftOf(openDesk(browser, ann), { personal }).set('contact.name', 'Ann');
    await browser.clock.settle();
    browser.reopen();
    draftOf(openDesk(browser, ann), { personal });
    await browser.clock.settle();
    const base = () => browser.databases.entries('shop', 'base').filter(([key]) => !key.includes('@'));
    const [[key] = ['']] = base();
    const rubbish = personal ? Uint8Array.of(49, 100, 1, 2, 3).buffer : '1rubbish';
    browser.databases.plant('shop', 'base', key, rubbish);
    browser.reopen();

    const desk = openDesk(browser, guest);
    const draft = draftOf(desk, { personal });
    draft.set('contact.name', 'Guest');
    await browser.clock.settle();
    desk.become(ann, 'signed-in');
    await browser.clock.settle();
    expect([draft.getState().saved, draft.get('contact.name')]).toEqual(['saved', 'Guest']);
    expect(desk.reported).toEqual(aside);
    expect(base().map(([, each]) => each)).toContainEqual(rubbish);
    browser.reopen();
    const again = draftOf(openDesk(browser, ann), { personal });
    await browser.clock.settle();
    expect(again.get('contact.name')).toBe('Guest');
    expect(browser.databases.entries('shop', 'journal')).toEqual([]);
  }
});
