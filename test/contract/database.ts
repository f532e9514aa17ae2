import { describe, expect, it } from 'vitest';
import type { Database, Transaction } from '../../src/platform/database.ts';
import { itKeepsBytes } from './journal-keys.ts';

/** Opens a database as another tab would: each call is a handle of its own. */
export type OpenUnderTest = (name: string) => Database;

let count = 0;
const newName = (): string => `contract-${Date.now()}-${++count}`;
const storageError = { name: 'HoldfastError', code: 'HOLDFAST_STORAGE' };

export function describeDatabase(
  name: string,
  make: () => { open: OpenUnderTest; createKey(): Promise<unknown> },
): void {
  describe(`database: ${name}`, () => {
    const two = () => {
      const { open, createKey } = make();
      const database = newName();
      return { here: open(database), there: open(database), open, createKey, database };
    };

    it('gives back what was put, to every tab, and undefined for what was not', async () => {
      const { here, there, open, database } = two();
      await here.put('base', [
        ['a/1', { n: 1 }],
        ['a/2', 'two'],
      ]);
      expect(await there.get('base', 'a/1')).toEqual({ n: 1 });
      expect(await there.get('journal', 'a/1')).toBeUndefined();
      expect(await here.get('base', 'a')).toBeUndefined();
      here.close();
      there.close();
      const later = open(database);
      expect(await later.get('base', 'a/2')).toBe('two');
      later.close();
    });

    it('removes what is put as nothing, and answers with the same put whether there is something beside it', async () => {
      const { here } = two();
      await here.put('journal', [
        ['a', 1],
        ['b', 2],
      ]);
      const [entries, asked] = [[['c', 3]] as const, (...beside: string[]) => ({ beside })];
      expect(await here.put('journal', entries, asked('a', 'b', 'c'))).toBe(true);
      expect(await here.put('journal', entries, asked('a', 'other'))).toBe(false);
      expect(await here.put('journal', [['b', undefined]], asked('b'))).toBe(false);
      expect(await here.put('journal', [])).toBe(true);
      expect(await here.range('journal', '')).toEqual([
        ['a', 1],
        ['c', 3],
      ]);
      here.close();
    });

    it('reads a range by prefix, in the order of keys', async () => {
      const { here } = two();
      const keys = ['a/2', 'a/10', 'a/', 'a', 'a0', 'b/1', 'a/é', 'a/\u{1F375}', 'a/1'];
      await here.put(
        'base',
        keys.map((key) => [key, key.length]),
      );
      expect(await here.range('base', 'a/')).toEqual(
        ['a/', 'a/1', 'a/10', 'a/2', 'a/é', 'a/\u{1F375}'].map((key) => [key, key.length]),
      );
      expect(await here.range('base', 'c')).toEqual([]);
      here.close();
    });

    itKeepsBytes(two);

    it('reads of several stores what was there at one moment', async () => {
      const { here, there } = two();
      await here.put('journal', [['a/1', 1]]);
      const read = here.read(['journal', 'base'], async (stored) => {
        const keys = await stored.keys('journal', 'a/');
        return [keys, await stored.get('journal', 'a/1'), await stored.get('base', 'a/1')];
      });
      await there.transact(['journal', 'base'], async ({ put, remove }) => {
        remove('journal', 'a/1');
        put('base', 'a/1', 1);
      });
      expect(await read).toSatisfy(([keys, journal, base]: unknown[]) =>
        String(keys) === 'a/1' ? journal === 1 && base === undefined : journal === undefined && base === 1,
      );
      here.close();
      there.close();
    });

    it('keeps copies', async () => {
      const { here } = two();
      const value = { bytes: new Uint8Array([1, 2]), at: new Date(0), map: new Map([['k', [1]]]) };
      await here.put('base', [['k', value]]);
      value.bytes[0] = 9;
      const read = await here.get('base', 'k');
      expect(read).toEqual({ bytes: new Uint8Array([1, 2]), at: new Date(0), map: new Map([['k', [1]]]) });
      expect(await here.get('base', 'k')).not.toBe(read);
      here.close();
    });

    it('keeps keys that can not be exported', async () => {
      const { here, createKey } = two();
      await here.put('session', [['key', await createKey()]], { strict: true });
      expect(await here.get('session', 'key')).toMatchObject({ extractable: false, type: 'secret' });
      here.close();
    });

    it('refuses what can not be cloned, and keeps nothing of that write', async () => {
      const { here } = two();
      await expect(
        here.put('base', [
          ['good', 1],
          ['bad', () => 1],
        ]),
      ).rejects.toMatchObject(storageError);
      expect(await here.get('base', 'good')).toBeUndefined();
      here.close();
    });

    it('loses no step of 2 × 25 read-modify-writes at once', async () => {
      const { here, there } = two();
      const add = (transaction: Transaction) =>
        transaction.get('session', 'n').then((n) => transaction.put('session', 'n', Number(n ?? 0) + 1));
      await Promise.all(
        [here, there].flatMap((tab) => Array.from({ length: 25 }, () => tab.transact(['session'], add))),
      );
      expect(await here.get('session', 'n')).toBe(50);
      here.close();
      there.close();
    });

    it('sees its own writes inside a transaction over several stores, and answers what the work answers', async () => {
      const { here } = two();
      await here.put('journal', [
        ['p/1', 1],
        ['p/2', 2],
        ['q', 3],
      ]);
      const answer = await here.transact(['journal', 'base'], async (transaction) => {
        for (const [key, value] of await transaction.range('journal', 'p/')) transaction.put('base', key, value);
        transaction.removeRange('journal', 'p/');
        transaction.remove('base', 'p/2');
        return [
          await transaction.range('base', ''),
          await transaction.range('journal', ''),
          await transaction.keys('base', 'p'),
          await transaction.keys('journal', 'p'),
        ];
      });
      expect(answer).toEqual([[['p/1', 1]], [['q', 3]], ['p/1'], []]);
      here.close();
    });

    it('leaves nothing of a transaction whose work fails', async () => {
      const { here } = two();
      await here.put('base', [['k', 'old']]);
      const failing = here.transact(['base', 'journal'], async (transaction) => {
        transaction.put('base', 'k', 'new');
        transaction.put('journal', 'j', 1);
        await transaction.get('base', 'k');
        throw new Error('changed my mind');
      });
      await expect(failing).rejects.toMatchObject({ ...storageError, cause: { message: 'changed my mind' } });
      expect([await here.get('base', 'k'), await here.get('journal', 'j')]).toEqual(['old', undefined]);
      here.close();
    });

    it('ends a transaction in which something else is awaited', async () => {
      const { here } = two();
      const late = here.transact(['base'], async (transaction) => {
        transaction.put('base', 'before', 1);
        await new Promise((resolve) => setTimeout(resolve, 30));
        transaction.put('base', 'after', 2);
      });
      await expect(late).rejects.toMatchObject(storageError);
      expect([await here.get('base', 'before'), await here.get('base', 'after')]).toEqual([1, undefined]);
      here.close();
    });

    it('lets reads of one store through while another is written to', async () => {
      const { here, there } = two();
      await Promise.all([here.get('session', 'k'), there.get('journal', 'k')]);
      const seen: string[] = [];
      let read = false;
      const long = here.transact(['session'], async (transaction) => {
        transaction.put('session', 'k', 1);
        for (let turn = 0; turn < 20_000 && !read; turn++) await transaction.get('session', 'k');
        seen.push('written');
      });
      await there.get('journal', 'k');
      read = true;
      seen.push('read');
      await long;
      expect(seen).toEqual(['read', 'written']);
      here.close();
      there.close();
    });

    it('refuses everything once closed, and completes what was asked before', async () => {
      const { here, there } = two();
      await here.get('base', 'k');
      const put = here.put('base', [['k', 1]]);
      here.close();
      await put.catch(() => {});
      await expect(here.get('base', 'k')).rejects.toMatchObject(storageError);
      await expect(here.put('base', [['k', 2]])).rejects.toMatchObject(storageError);
      await expect(here.transact(['base'], async () => 1)).rejects.toMatchObject(storageError);
      there.close();
    });
  });
}
