import { HoldfastError } from '../../foundation/errors.ts';
import type { Database, StoreName, Transaction } from '../../platform/database.ts';
import type { FaultStore } from './faults.ts';
import type { Observation, Seen } from './observation.ts';

type Tell = (seen: Seen) => (later: Partial<Observation>) => void;

/** Counts what a transaction puts and removes. */
function counting(inside: Transaction, count: () => void): Transaction {
  const counted =
    <Given extends unknown[]>(work: (...given: Given) => void) =>
    (...given: Given): void => {
      count();
      work(...given);
    };
  return {
    ...inside,
    put: counted(inside.put),
    remove: counted(inside.remove),
    removeRange: counted(inside.removeRange),
  };
}

const fullDisk = (): HoldfastError =>
  new HoldfastError('HOLDFAST_STORAGE', 'IndexedDB refused (QuotaExceededError): the devtools were told to.', {
    cause: Object.assign(new Error('A full disk, by the devtools.'), { name: 'QuotaExceededError' }),
  });

/** Tells of every write and how long it took until it was complete, and refuses where it is told to. */
export function observeDatabase(
  open: (name: string) => Database,
  faults: FaultStore,
  tell: Tell,
  now: () => number,
): (name: string) => Database {
  const write = async <T>(
    stores: readonly StoreName[],
    strict: boolean,
    work: (count: (by: number) => void) => Promise<T>,
  ): Promise<T> => {
    const began = now();
    let keys = 0;
    const say = tell({ kind: 'write', stores, keys, strict, failed: false });
    const end = (failed: boolean): void => say({ keys, failed, took: now() - began });
    try {
      if (faults.getState().full) throw fullDisk();
      const result = await work((by) => {
        keys += by;
      });
      end(false);
      return result;
    } catch (error) {
      end(true);
      throw error;
    }
  };
  return (name) => {
    const database = open(name);
    return {
      ...database,
      put: (store, entries, options) =>
        write([store], options?.strict === true, (count) => {
          count(entries.length);
          return database.put(store, entries, options);
        }),
      transact: (stores, work, options) =>
        write(stores, options?.strict === true, (count) =>
          database.transact(stores, (inside) => work(counting(inside, () => count(1))), options),
        ),
    };
  };
}
