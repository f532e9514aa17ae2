import type { TestBrowser } from 'holdfast/testing';
import { expect } from 'vitest';
import type { Database } from '../../../src/platform/database.ts';
import { putAll } from '../../../src/platform/put-all.ts';
import { documentHost, type Partition } from '../../../src/vault/host.ts';
import { type Desk, openDesk } from '../documents/support.ts';

const fullDisk = (): DOMException => new DOMException('The disk is full.', 'QuotaExceededError');

/** A disk that is full for whatever puts anything: a browser doesn't reckon with what the same transaction removes. */
export interface Fullness {
  full: boolean;
}

/** A tab over such a disk. */
export const openFull = (browser: TestBrowser, disk: Fullness, partition: Partition): Desk => {
  const desk = openDesk(browser, partition);
  const host = desk[documentHost];
  const real = host.database();
  const transact: Database['transact'] = (stores, work, options) =>
    real.transact(
      stores,
      async (transaction) => {
        let puts = 0;
        const put: typeof transaction.put = (...given) => {
          puts++;
          transaction.put(...given);
        };
        const result = await work({ ...transaction, put });
        if (puts && disk.full) throw fullDisk();
        return result;
      },
      options,
    );
  const database: Database = {
    ...real,
    transact,
    async put(store, entries, options) {
      const put = transact([store], async (inside) => putAll(inside, store, entries, options?.beside), options);
      return (await put).beside();
    },
  };
  return Object.assign(desk, { [documentHost]: { ...host, database: () => database } });
};

/** Keys of what is stored that begin so. */
export const stored = (browser: TestBrowser, start: string): string[] =>
  (['journal', 'base'] as const)
    .flatMap((store) => browser.databases.entries('shop', store).map(([key]) => key))
    .filter((key) => key.startsWith(start));

/** What is reported where there is none. */
export const noRoom = [
  'volatile',
  expect.objectContaining({ cause: expect.objectContaining({ name: 'QuotaExceededError' }) }),
];
