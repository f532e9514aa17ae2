import { describe, expect, it } from 'vitest';
import type { Platform } from '../../src/platform/platform.ts';

export function describeTabRecords(name: string, make: () => Platform): void {
  describe(`records of a tab: ${name}`, () => {
    it('are read back at once, until they are removed', () => {
      const { tabRecords } = make();
      const key = `contract-${Date.now()}`;
      expect(tabRecords.read(key)).toBeNull();
      tabRecords.write(key, 'one');
      tabRecords.write(key, 'two');
      expect(tabRecords.read(key)).toBe('two');
      tabRecords.write(key, null);
      expect(tabRecords.read(key)).toBeNull();
    });

    it('are none of the records that all tabs share', () => {
      const { tabRecords, records } = make();
      const key = `contract-shared-${Date.now()}`;
      tabRecords.write(key, 'one');
      expect(records.read(key)).toBeNull();
      tabRecords.write(key, null);
    });
  });
}
