import { promisifyRequest } from 'idb-keyval';
import type { Entry, StoreName, Transaction } from '../database.ts';

/**
 * Keys of the journal are written at every edit. Browsers keep a text with two bytes for each sign, and bytes as they are; so there
 * keys are bytes.
 */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    // Cut off, it would be the key of something else.
    if (sign > 255) throw new RangeError('A key of the journal has a sign above 255.');
    bytes[at] = sign;
  }
  return bytes;
}
const toKey = (store: StoreName, text: string): IDBValidKey => (store === 'journal' ? bytesOf(text) : text);
const fromKey = (key: IDBValidKey): string =>
  typeof key === 'string' ? key : String.fromCharCode(...new Uint8Array(key as ArrayBuffer));

/** A key range of everything that starts with `prefix`: no UTF-16 text that continues it is above U+FFFF. */
function startingWith(store: StoreName, prefix: string): IDBKeyRange {
  if (store !== 'journal') return IDBKeyRange.bound(prefix, `${prefix}\uffff`);
  // No key is empty.
  const lower = bytesOf(prefix || '\0');
  // The first bytes behind all that begin so: the last one that can be raised is, and what follows it is gone.
  const upper = bytesOf(prefix.replace(/\xff+$/, ''));
  const last = upper.at(-1);
  if (last === undefined) return IDBKeyRange.lowerBound(lower);
  upper[upper.length - 1] = last + 1;
  return IDBKeyRange.bound(lower, upper, false, true);
}

/**
 * Large values and blobs stand in files of their own, which a disk can lose. Chromium then fails the read, the transaction with it,
 * and says that the record is irrecoverable.
 */
export const isLost = (error: unknown): boolean => (error as Error | null)?.name === 'NotReadableError';

export const readKeys = async (transaction: IDBTransaction, store: StoreName, prefix: string): Promise<string[]> =>
  (await promisifyRequest(transaction.objectStore(store).getAllKeys(startingWith(store, prefix)))).map(fromKey);

/** Keys and values in one request, which not every browser has. */
type Records = (asked: {
  readonly query: IDBKeyRange;
}) => IDBRequest<readonly { readonly key: IDBValidKey; readonly value: unknown }[]>;

async function readRange(
  objects: IDBObjectStore & { readonly getAllRecords?: Records },
  query: IDBKeyRange,
): Promise<Entry[]> {
  if (objects.getAllRecords)
    return (await promisifyRequest(objects.getAllRecords({ query }))).map(({ key, value }) => [fromKey(key), value]);
  const [keys, values] = await Promise.all([
    promisifyRequest(objects.getAllKeys(query)),
    promisifyRequest(objects.getAll(query)),
  ]);
  return keys.map((key, at): Entry => [fromKey(key), values[at]]);
}

/** A transaction of the browser, as the library sees it. */
export function inside(transaction: IDBTransaction): Transaction {
  const of = (store: StoreName): IDBObjectStore => transaction.objectStore(store);
  return {
    get: (store, key) => promisifyRequest(of(store).get(toKey(store, key))),
    range: (store, prefix) => readRange(of(store), startingWith(store, prefix)),
    keys: (store, prefix) => readKeys(transaction, store, prefix),
    put: (store, key, value) => void of(store).put(value, toKey(store, key)),
    has(store, key) {
      // Nobody is told of it: that would cost every edit a turn more. To count would take a cursor, and twice as long.
      const asked = of(store).getKey(toKey(store, key));
      return () => asked.result !== undefined;
    },
    remove: (store, key) => void of(store).delete(toKey(store, key)),
    removeRange: (store, prefix) => void of(store).delete(startingWith(store, prefix)),
  };
}
