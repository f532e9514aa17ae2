import type { TabRecords } from '../tab-records.ts';

export function createBrowserTabRecords(): TabRecords {
  /** What sessionStorage refused to keep, or `null` for what was removed here. */
  const own = new Map<string, string | null>();
  return {
    read(key) {
      const kept = own.get(key);
      if (kept !== undefined) return kept;
      try {
        return sessionStorage.getItem(key);
      } catch {
        return null;
      }
    },
    write(key, value) {
      try {
        if (value === null) sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, value);
        own.delete(key);
      } catch {
        own.set(key, value);
      }
    },
  };
}
