import { promisifyRequest } from 'idb-keyval';
import { HoldfastError } from '../../foundation/errors.ts';
import type { Database, Entry, StoreName, Transaction } from '../database.ts';
import { putAll } from '../put-all.ts';
import { inside, isLost, readKeys } from './transaction.ts';

const stores: readonly StoreName[] = ['journal', 'base', 'session'];

/**
 * Opens `holdfast:<name>` when first needed, and again after the browser closed or broke the connection.
 *
 * One database for all stores, though engines (Chromium 156, Firefox 153) let a put wait for a long transaction on any of its
 * stores: a second database for the journal would let it through, but folds, claims and wipes move fragments between journal and
 * base in one step, and would be cut in two. What a waiting put costs: nothing in Chromium, which completes it also when its page
 * closes; in Firefox a close while another tab's transaction runs loses it (0 of 6), and the shadow has it. So: no long transactions.
 */
export function openBrowserDatabase(name: string): Database {
  let opening: Promise<IDBDatabase> | undefined;
  let live: IDBDatabase | undefined;
  let closed = false;
  /** What was asked for before the close is still answered. */
  let begun: Promise<unknown> = Promise.resolve();

  /** The next transaction gets a new connection. What was begun on this one may still end well. */
  const leave = (db: IDBDatabase): void => {
    db.close();
    if (db === live) live = opening = undefined;
  };
  const open = async (): Promise<IDBDatabase> => {
    if (closed) throw new Error('closed');
    opening ??= connect(name, leave).then(
      (db) => {
        live = db;
        return db;
      },
      (error: unknown) => {
        opening = undefined;
        throw error;
      },
    );
    return opening;
  };

  /**
   * Over a connection that is open it begins at once: nothing has to be waited for at an exit. One can die between two transactions
   * (storage cleared, browser update): one new one is tried.
   */
  const begin = (
    names: readonly StoreName[],
    mode: IDBTransactionMode,
    strict = false,
  ): IDBTransaction | Promise<IDBTransaction> => {
    const start = (db: IDBDatabase): IDBTransaction =>
      db.transaction([...names], mode, { durability: strict ? 'strict' : 'relaxed' });
    const startOrRenew = (db: IDBDatabase): IDBTransaction | Promise<IDBTransaction> => {
      try {
        return start(db);
      } catch (error) {
        if (closed || !isBroken(error)) throw error;
        leave(db);
        return open().then(start);
      }
    };
    const beginning = live && !closed ? startOrRenew(live) : open().then(startOrRenew);
    if (beginning instanceof Promise) begun = Promise.allSettled([begun, beginning]).then(() => undefined);
    return beginning;
  };
  /** Why it failed. Where that may be the connection's fault, whoever tries again gets a new one. */
  const reasonOf = (transaction: IDBTransaction, error: unknown): unknown => {
    if (isLost(error)) return error;
    const reason = transaction.error ?? error;
    if (isBroken(reason)) leave(transaction.db);
    return reason;
  };

  const reading = async <T>(
    names: readonly StoreName[],
    work: (transaction: IDBTransaction) => Promise<T>,
  ): Promise<T> => {
    const transaction = await begin(names, 'readonly');
    try {
      return await work(transaction);
    } catch (error) {
      throw reasonOf(transaction, error);
    }
  };
  const get = (store: StoreName, key: string): Promise<unknown> =>
    reading([store], (transaction) => inside(transaction).get(store, key));
  /** One lost record fails the transaction of whoever reads it: each is read in a transaction of its own. */
  const readApart = async (store: StoreName, prefix: string): Promise<Entry[]> => {
    const keys = await reading([store], (transaction) => readKeys(transaction, store, prefix));
    const one = async (key: string): Promise<Entry> => {
      try {
        return [key, await get(store, key)];
      } catch (error) {
        if (!isLost(error)) throw error;
        return [key, undefined];
      }
    };
    return Promise.all(keys.map(one));
  };
  const range = async (store: StoreName, prefix: string): Promise<Entry[]> => {
    try {
      return await reading([store], (transaction) => inside(transaction).range(store, prefix));
    } catch (error) {
      if (isLost(error)) return readApart(store, prefix);
      throw error;
    }
  };
  /** Commits what `work` asks for. */
  const writing = async <T>(
    names: readonly StoreName[],
    work: (transaction: Transaction) => T | Promise<T>,
    strict?: boolean,
  ): Promise<T> => {
    const beginning = begin(names, 'readwrite', strict);
    const transaction = beginning instanceof Promise ? await beginning : beginning;
    const done = promisifyRequest(transaction);
    try {
      const working = work(inside(transaction));
      const result = working instanceof Promise ? await working : working;
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
      throw reasonOf(transaction, error);
    }
  };

  return {
    get: (store, key) => refusing(get(store, key)),
    range: (store, prefix) => refusing(range(store, prefix)),
    read: (names, work) => refusing(reading(names, (transaction) => work(inside(transaction)))),
    async put(store, entries, { strict, beside } = {}) {
      const work = (inside: Transaction) => putAll(inside, store, entries, beside);
      return (await refusing(writing([store], work, strict))).beside();
    },
    transact: (names, work, options) => refusing(writing(names, work, options?.strict)),
    close() {
      closed = true;
      void begun.then(() => opening?.then((db) => db.close()).catch(() => {}));
    },
  };
}

/** A transaction that ended without a reason, and errors that say nothing about what was asked. */
const isBroken = (error: unknown): boolean =>
  error === null || ['InvalidStateError', 'UnknownError'].includes((error as Error).name);

async function connect(name: string, leave: (db: IDBDatabase) => void): Promise<IDBDatabase> {
  const request = indexedDB.open(`holdfast:${name}`, 1);
  request.onupgradeneeded = () => {
    for (const store of stores) request.result.createObjectStore(store);
  };
  const db = await promisifyRequest(request);
  db.onclose = () => leave(db);
  // Never stand in the way of another tab with a newer version.
  db.onversionchange = () => leave(db);
  return db;
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
