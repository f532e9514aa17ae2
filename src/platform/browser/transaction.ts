import { promisifyRequest } from 'idb-keyval';
import type { Entry, StoreName, Transaction } from '../database.ts';

/** A key range of everything that starts with `prefix`: no UTF-16 text that continues it is above U+FFFF. */
const startingWith = (prefix: string): IDBKeyRange => IDBKeyRange.bound(prefix, `${prefix}\uffff`);

/**
 * Large values and blobs stand in files of their own, which a disk can lose. Chromium then fails the read, the transaction with it,
 * and says that the record is irrecoverable.
 */
export const isLost = (error: unknown): boolean => (error as Error | null)?.name === 'NotReadableError';

export const readKeys = async (transaction: IDBTransaction, store: StoreName, prefix: string): Promise<string[]> =>
  (await promisifyRequest(transaction.objectStore(store).getAllKeys(startingWith(prefix)))).map(String);

/** A transaction of the browser, as the library sees it. */
export function inside(transaction: IDBTransaction): Transaction {
  const of = (store: StoreName): IDBObjectStore => transaction.objectStore(store);
  return {
    get: (store, key) => promisifyRequest(of(store).get(key)),
    async range(store, prefix) {
      const [keys, values] = await Promise.all([
        readKeys(transaction, store, prefix),
        promisifyRequest(of(store).getAll(startingWith(prefix))),
      ]);
      return keys.map((key, at): Entry => [key, values[at]]);
    },
    keys: (store, prefix) => readKeys(transaction, store, prefix),
    put: (store, key, value) => void of(store).put(value, key),
    remove: (store, key) => void of(store).delete(key),
    removeRange: (store, prefix) => void of(store).delete(startingWith(prefix)),
  };
}
