import type { Entry, StoreName, Transaction } from '../platform/database.ts';
import { type Disk, entriesOf, type Stores } from './disk.ts';
import { browserError, copyOf } from './host.ts';
import type { Job, Order } from './transactions.ts';
import type { Turns } from './turns.ts';

/** What a transaction needs of its surroundings. */
export interface TransactionHome {
  readonly disk: Disk;
  readonly order: Order;
  readonly stores: Stores;
  readonly turns: Turns;
  /** Time outside the tabs. */
  readonly after: (ms: number, run: () => void) => () => void;
}

/** A transaction under way. */
export interface Running<T> {
  /** Settles when it is complete or aborted. */
  readonly done: Promise<T>;
  abort(error: unknown): void;
}

/**
 * As IndexedDB does it: a transaction lives as long as requests follow one another without anything else being awaited,
 * becomes visible and resolves when complete, and leaves nothing when aborted.
 */
export function runTransaction<T>(
  home: TransactionHome,
  names: readonly StoreName[],
  writing: boolean,
  work: (transaction: Transaction) => Promise<T>,
): Running<T> {
  const { disk, turns, stores } = home;
  const undos: (() => void)[] = [];
  let requests = 0;
  let sizeBefore = 0;
  let stage: 'waiting' | 'active' | 'committing' | 'over' = 'waiting';
  let outcome: Promise<T> | undefined;
  let settle: { resolve: (value: Promise<T>) => void; reject: (error: unknown) => void };
  const done = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });

  const abort = (error: unknown): void => {
    if (stage === 'over') return;
    stage = 'over';
    for (const undo of undos.reverse()) undo();
    home.order.leave(job);
    settle.reject(error);
  };
  const complete = (): void => {
    if (stage === 'over' || !outcome) return;
    stage = 'over';
    home.order.leave(job);
    settle.resolve(outcome);
  };
  const commitWhenIdle = (): void =>
    turns.run(() => {
      if (stage !== 'active' || requests > 0) return;
      stage = 'committing';
      if (disk.test.size > Math.max(disk.test.quota, sizeBefore))
        return abort(browserError('QuotaExceededError', 'The quota has been exceeded.'));
      const delay = writing ? disk.test.writeDelay : 0;
      if (delay > 0) home.after(delay, complete);
      else turns.run(complete);
    });
  const guard = (store: StoreName, key: string): void => {
    if (store === 'journal' && /[^\0-\xff]/.test(key))
      throw new RangeError('A key of the journal has a sign above 255.');
    if (stage !== 'active')
      throw browserError('TransactionInactiveError', 'The transaction has ended: something else was awaited in it.');
    if (!names.includes(store)) throw browserError('NotFoundError', `The transaction is not over "${store}".`);
  };
  const request = <R>(store: StoreName, key: string, read: () => R): Promise<R> =>
    new Promise((resolve) => {
      guard(store, key);
      requests++;
      const result = read();
      turns.run(() => {
        requests--;
        if (stage !== 'active') return;
        resolve(result);
        commitWhenIdle();
      });
    });
  const change = (store: StoreName, key: string, value: unknown): void => {
    guard(store, key);
    undos.push(disk.change(stores, store, key, value));
  };

  const transaction: Transaction = {
    get: (store, key) =>
      request(store, key, () => {
        disk.look(1);
        return copyOf(stores[store].get(key));
      }),
    range: (store, prefix) =>
      request(store, prefix, () => {
        const found = entriesOf(stores[store], prefix);
        disk.look(found.length);
        return found.map(([key, value]): Entry => [key, copyOf(value)]);
      }),
    keys: (store, prefix) => request(store, prefix, () => entriesOf(stores[store], prefix).map(([key]) => key)),
    put: change,
    has(store, key) {
      guard(store, key);
      const found = stores[store].has(key);
      return () => found;
    },
    remove: (store, key) => change(store, key, undefined),
    removeRange(store, prefix) {
      guard(store, prefix);
      for (const [key] of entriesOf(stores[store], prefix)) change(store, key, undefined);
    },
  };
  const job: Job = {
    stores: names,
    writing,
    start: () =>
      turns.run(() => {
        if (stage === 'over') return;
        const failure = disk.begin(writing);
        if (failure !== undefined) return abort(failure);
        stage = 'active';
        sizeBefore = disk.test.size;
        outcome = (async () => work(transaction))();
        outcome.catch(abort);
        commitWhenIdle();
      }),
  };
  home.order.enter(job);
  return { done, abort };
}
