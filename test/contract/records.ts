import { describe, expect, it } from 'vitest';
import type { Records } from '../../src/platform/records.ts';

/** The records of two documents of one origin. `clear` is somebody who clears all of them from there. */
export interface RecordsUnderTest {
  readonly here: Records;
  readonly there: Records;
}

let count = 0;
const newKey = (): string => `contract-${Date.now()}-${++count}`;

export function describeRecords(name: string, make: () => Promise<RecordsUnderTest>): void {
  describe(`records: ${name}`, () => {
    it('is read at once by every document', async () => {
      const { here, there } = await make();
      const key = newKey();
      expect(here.read(key)).toBeNull();
      expect(here.write(key, 'one')).toBe(true);
      expect([here.read(key), there.read(key)]).toEqual(['one', 'one']);
      expect(there.write(key, null)).toBe(true);
      expect([here.read(key), there.read(key)]).toEqual([null, null]);
    });

    it('tells the other documents of each change, and never the writer', async () => {
      const { here, there } = await make();
      const key = newKey();
      const heard: { here: string[]; there: string[] } = { here: [], there: [] };
      // Events of earlier tests may still be under way.
      const own = (list: string[]) => (k: string | null) => void (k?.startsWith(key) && list.push(k));
      const undo = [here.subscribe(own(heard.here)), there.subscribe(own(heard.there))];
      here.write(key, 'one');
      here.write(key, 'one');
      here.write(key, null);
      here.write(key, null);
      here.write(`${key}-end`, '');
      expect(heard.there).toEqual([]);
      await expect.poll(() => heard.there).toEqual([key, key, `${key}-end`]);
      expect(heard.here).toEqual([]);
      for (const stop of undo) stop();
      here.write(`${key}-end`, null);
    });

    it('is silent after unsubscribing', async () => {
      const { here, there } = await make();
      const key = newKey();
      const heard: string[] = [];
      const stop = there.subscribe((k) => void (k === key && heard.push('stopped')));
      const stopOther = there.subscribe((k) => void (k === key && heard.push('other')));
      stop();
      here.write(key, 'one');
      await expect.poll(() => heard).toEqual(['other']);
      stopOther();
      here.write(key, null);
    });
  });
}
