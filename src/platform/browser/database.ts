import { promisifyRequest } from 'idb-keyval';
import { HoldfastError } from '../../foundation/errors.ts';
import type { Database, Entry, StoreName, Transaction } from '../database.ts';

const stores: readonly StoreName[] = ['journal', 'base', 'session'];

/** A key range of everything that starts with `prefix`: no UTF-16 text that continues it is above U+FFFF. */
const startingWith = (prefix: string): IDBKeyRange => IDBKeyRange.bound(prefix, `${prefix}\uffff`);

/** Opens `holdfast:<name>` when first needed, and again after the browser closed it. */
export function openBrowserDatabase(name: string): Database {
  let opening: Promise<IDBDatabase> | undefined;
  let closed = false;
  /** What was asked for before the close is still answered. */
  let begun: Promise<unknown> = Promise.resolve();

  const forget = (): void => {
    opening = undefined;
  };
  const open = async (): Promise<IDBDatabase> => {
    if (closed) throw new Error('closed');
    opening ??= connect(name, forget);
    opening.catch(forget);
    return opening;
  };

  /** A connection can die between two transactions (storage cleared, browser update): one new one is tried. */
  const beginNow = async (
    names: readonly StoreName[],
    mode: IDBTransactionMode,
    strict = false,
  ): Promise<IDBTransaction> => {
    const start = (db: IDBDatabase): IDBTransaction =>
      db.transaction([...names], mode, { durability: strict ? 'strict' : 'relaxed' });
    try {
      return start(await open());
    } catch (error) {
      if (closed || (error as Error).name !== 'InvalidStateError') throw error;
      forget();
      return start(await open());
    }
  };
  const begin: typeof beginNow = (...asked) => {
    const beginning = beginNow(...asked);
    begun = Promise.allSettled([begun, beginning]).then(() => undefined);
    return beginning;
  };

  const read = <T>(store: StoreName, work: (transaction: Transaction) => Promise<T>): Promise<T> =>
    refusing(begin([store], 'readonly').then((transaction) => work(inside(transaction))));
  const transact: Database['transact'] = (names, work, options) =>
    refusing(
      begin(names, 'readwrite', options?.strict).then(async (transaction) => {
        const done = promisifyRequest(transaction);
        try {
          const result = await work(inside(transaction));
          // Without `commit` the browser waits for one more turn, which a closing page doesn't get.
          transaction.commit();
          await done;
          return result;
        } catch (error) {
          done.catch(() => {});
          try {
            // A value that can't be cloned: all of the entries or none.
            transaction.abort();
          } catch {
            // It ended by itself; the first error says why.
          }
          throw transaction.error ?? error;
        }
      }),
    );

  return {
    get: (store, key) => read(store, ({ get }) => get(store, key)),
    range: (store, prefix) => read(store, ({ range }) => range(store, prefix)),
    put: (store, entries, options) =>
      transact(
        [store],
        async ({ put }) => {
          for (const [key, value] of entries) put(store, key, value);
        },
        options,
      ),
    transact,
    close() {
      closed = true;
      void begun.then(() => opening?.then((db) => db.close()).catch(() => {}));
    },
  };
}

async function connect(name: string, onLost: () => void): Promise<IDBDatabase> {
  const request = indexedDB.open(`holdfast:${name}`, 1);
  request.onupgradeneeded = () => {
    for (const store of stores) request.result.createObjectStore(store);
  };
  const db = await promisifyRequest(request);
  db.onclose = onLost;
  // Never stand in the way of another tab with a newer version.
  db.onversionchange = () => {
    db.close();
    onLost();
  };
  return db;
}

const readRange = async (objects: IDBObjectStore, prefix: string): Promise<Entry[]> => {
  const range = startingWith(prefix);
  const [keys, values] = await Promise.all([
    promisifyRequest(objects.getAllKeys(range)),
    promisifyRequest(objects.getAll(range)),
  ]);
  return keys.map((key, at) => [String(key), values[at]]);
};

function inside(transaction: IDBTransaction): Transaction {
  const of = (store: StoreName): IDBObjectStore => transaction.objectStore(store);
  return {
    get: (store, key) => promisifyRequest(of(store).get(key)),
    range: (store, prefix) => readRange(of(store), prefix),
    put: (store, key, value) => void of(store).put(value, key),
    remove: (store, key) => void of(store).delete(key),
    removeRange: (store, prefix) => void of(store).delete(startingWith(prefix)),
  };
}

async function refusing<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (cause) {
    throw new HoldfastError(
      'HOLDFAST_STORAGE',
      `IndexedDB refused (${(cause as Error | null)?.name ?? 'no reason given'}).`,
      { cause },
    );
  }
}
