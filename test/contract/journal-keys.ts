import { expect, it } from 'vitest';
import type { Database } from '../../src/platform/database.ts';

const storageError = { name: 'HoldfastError', code: 'HOLDFAST_STORAGE' };

/** What the journal makes of its keys, which are bytes. */
export function itKeepsBytes(open: () => { readonly here: Database }): void {
  it('keeps any bytes as keys of the journal, in their order, and reads and removes those that begin so and no others', async () => {
    const { here } = open();
    const all = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte));
    const starts = ['', 'a', 'a\xff', 'a\xff\xff', '\xfe\xff', '\xff', '\xff\xff', '\0', '\0\0'];
    const keys = starts.flatMap((start) => [start, ...all.map((sign) => start + sign)]).filter((key) => key);
    const sorted = [...new Set(keys)].sort((a, b) => (a < b ? -1 : 1));
    await here.put(
      'journal',
      keys.toReversed().map((key) => [key, key]),
    );
    for (const start of [...starts, '\x80', 'b']) {
      const under = sorted.filter((key) => key.startsWith(start));
      expect(await here.range('journal', start)).toEqual(under.map((key) => [key, key]));
    }
    await here.transact(['journal'], async ({ removeRange }) => removeRange('journal', 'a\xff'));
    const left = sorted.filter((key) => !key.startsWith('a\xff'));
    expect(await here.transact(['journal'], ({ keys }) => keys('journal', ''))).toEqual(left);
    expect([await here.get('journal', 'a\xfe'), await here.get('journal', 'a\xff')]).toEqual(['a\xfe', undefined]);
    here.close();
  });

  it('refuses a key of the journal that bytes can not say, rather than take it for another one', async () => {
    const { here } = open();
    await here.put('journal', [['a/1', 'kept']]);
    const odd = 'a/\u0131';
    await expect(
      here.put('journal', [
        ['a/2', 'with it'],
        [odd, 'odd'],
      ]),
    ).rejects.toMatchObject(storageError);
    await expect(here.get('journal', odd)).rejects.toMatchObject(storageError);
    await expect(here.range('journal', odd)).rejects.toMatchObject(storageError);
    await expect(here.transact(['journal'], async ({ remove }) => remove('journal', odd))).rejects.toMatchObject(
      storageError,
    );
    await expect(
      here.transact(['journal'], async ({ removeRange }) => removeRange('journal', odd)),
    ).rejects.toMatchObject(storageError);
    expect(await here.range('journal', '')).toEqual([['a/1', 'kept']]);
    await here.put('base', [[odd, 'of the other store']]);
    expect(await here.get('base', odd)).toBe('of the other store');
    here.close();
  });
}
