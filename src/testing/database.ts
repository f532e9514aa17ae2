import { HoldfastError } from '../foundation/errors.ts';
import type { Database, StoreName, Transaction } from '../platform/database.ts';
import { putAll } from '../platform/put-all.ts';
import type { Disk } from './disk.ts';
import { browserError } from './host.ts';
import type { Life } from './life.ts';
import { type Running, runTransaction } from './transaction.ts';
import { createOrder, type Order } from './transactions.ts';
import type { Turns } from './turns.ts';

export interface DatabaseHub {
  forTab(life: Life): { readonly openDatabase: (name: string) => Database; open(): number };
}

const killed = browserError('AbortError', 'The page is gone.');

/** Databases over one disk. A handle opens at once; what is asked before that waits. */
export function createDatabaseHub(
  disk: Disk,
  turns: Turns,
  after: (ms: number, run: () => void) => () => void,
): DatabaseHub {
  const orders = new Map<string, Order>();
  const orderOf = (name: string): Order => {
    const order = orders.get(name) ?? createOrder();
    orders.set(name, order);
    return order;
  };

  return {
    forTab(life) {
      let handles = 0;

      const openDatabase = (name: string): Database => {
        const home = { disk, order: orderOf(name), stores: disk.stores(name), turns, after };
        let state: 'opening' | 'open' | 'closed' = 'opening';
        let waiting: (() => void)[] = [];
        handles++;
        const opened = (): void => {
          if (state !== 'opening') return;
          state = 'open';
          for (const start of waiting) start();
          waiting = [];
        };
        if (!disk.test.openNever) {
          if (disk.test.openDelay > 0) after(disk.test.openDelay, () => void (life.gone() || opened()));
          else turns.run(() => void (life.gone() || opened()));
        }

        /** `survives`: a committed blind write, which the browser completes when the page closes. A crash leaves nothing half-done. */
        const run = <T>(
          names: readonly StoreName[],
          writing: boolean,
          survives: boolean,
          work: (transaction: Transaction) => Promise<T>,
        ): Promise<T> => {
          if (life.gone()) return new Promise(() => {});
          if (state === 'closed')
            return Promise.reject(refused(browserError('InvalidStateError', 'The database is closed.')));
          const asked = new Promise<T>((resolve, reject) => {
            const start = (): void => {
              const running: Running<T> = runTransaction(home, names, writing, work);
              const forget = life.onEnd((how) => void ((how === 'crashed' || !survives) && running.abort(killed)));
              running.done.finally(forget).then(resolve, (error: unknown) => reject(refused(error)));
            };
            if (state === 'open') start();
            else waiting.push(start);
          });
          return life.pass(asked);
        };

        return {
          get: (store, key) => run([store], false, false, (transaction) => transaction.get(store, key)),
          range: (store, prefix) => run([store], false, false, (transaction) => transaction.range(store, prefix)),
          read: (stores, work) => run(stores, false, false, work),
          async put(store, entries, options) {
            const work = async (inside: Transaction) => putAll(inside, store, entries, options?.beside);
            return (await run([store], true, true, work)).beside();
          },
          transact: (stores, work) => run(stores, true, false, work),
          close() {
            if (state === 'closed') return;
            const unopened = state === 'opening';
            state = 'closed';
            handles--;
            if (unopened) for (const start of waiting) start();
            waiting = [];
          },
        };
      };
      return { openDatabase, open: () => (life.gone() ? 0 : handles) };
    },
  };
}

function refused(cause: unknown): HoldfastError {
  const name = cause instanceof Error ? cause.name : 'no reason given';
  return new HoldfastError('HOLDFAST_STORAGE', `IndexedDB refused (${name}).`, { cause });
}
