import { createTestBrowser } from 'holdfast/testing';
import { expect, it } from 'vitest';
import { openBrowserDatabase } from '../../../src/platform/browser/database.ts';
import { type DocumentOwner, documentHost, type Partition, type PartitionCause } from '../../../src/vault/host.ts';
import { ann, cartOf, draftOf, guest, item, openDesk, quantities } from '../documents/support.ts';
import { eventually } from './breaking.ts';

/** The same stories over IndexedDB itself instead of its double. */
const open = (partition: Partition) => {
  const desk = openDesk(createTestBrowser(), partition);
  const database = openBrowserDatabase('shop');
  const owner: DocumentOwner = { [documentHost]: { ...desk[documentHost], database: () => database } };
  const [draft, cart] = [draftOf({ ...desk, ...owner }), cartOf({ ...desk, ...owner })];
  return { draft, cart, database, become: (next: Partition, cause: PartitionCause) => desk.become(next, cause) };
};
const saved = async (...documents: { getState(): { saved: string } }[]): Promise<void> =>
  eventually(() => expect(documents.map((each) => each.getState().saved)).toEqual(documents.map(() => 'saved')));

it('keeps, claims and wipes in IndexedDB', async () => {
  const first = open(guest);
  await saved(first.draft, first.cart);
  first.draft.set('contact.name', 'Ann');
  first.cart.add(item('mug'), 2);
  await saved(first.draft, first.cart);
  first.database.close();

  const second = open(guest);
  await saved(second.draft, second.cart);
  expect(second.draft.get('contact.name')).toBe('Ann');
  second.become(ann, 'signed-in');
  await saved(second.draft, second.cart);
  expect([second.draft.get('contact.name'), quantities(second.cart)]).toEqual(['Ann', { mug: 2 }]);
  second.become(guest, 'signed-out');
  await saved(second.draft, second.cart);
  const left = [...(await second.database.range('base', '')), ...(await second.database.range('journal', ''))];
  expect(left.map(([key]) => key.replace(/@id\/.*/, '@id/'))).toEqual([
    'guest/cart/@id/',
    'guest/checkout/@id/',
    'guest/checkout/@key/',
  ]);
  second.database.close();
});

it('reads the same where a browser has no request for keys and values together', async () => {
  const objects: IDBObjectStore & { getAllRecords?: unknown } = IDBObjectStore.prototype;
  const { getAllRecords } = objects;
  // No document is open: what belongs to none would be removed.
  const database = openBrowserDatabase('elsewhere');
  const key = String.fromCharCode(129, 0, 255, 7);
  await database.put('journal', [[key, 'a']]);
  await database.put('base', [['a/b/', new ArrayBuffer(2)]]);
  const read = () => Promise.all([database.range('journal', key.slice(0, 3)), database.range('base', 'a/')]);
  const together = await read();
  delete objects.getAllRecords;
  try {
    expect([await read(), typeof getAllRecords]).toEqual([together, 'function']);
    expect(together).toEqual([[[key, 'a']], [['a/b/', new ArrayBuffer(2)]]]);
  } finally {
    Object.assign(objects, { getAllRecords });
    database.close();
  }
});
