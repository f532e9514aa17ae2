import type { Records } from '../records.ts';

/** Texts in one of the browser's two storages, or, as far as that refuses, in memory. It may refuse to be looked up at all. */
export function keepIn(storage: () => Storage): Pick<Records, 'read' | 'write'> {
  /** What it refused to keep, or `null` for what was removed here. */
  const own = new Map<string, string | null>();
  return {
    read(key) {
      const kept = own.get(key);
      if (kept !== undefined) return kept;
      try {
        return storage().getItem(key);
      } catch {
        return null;
      }
    },
    write(key, value) {
      try {
        if (value === null) storage().removeItem(key);
        else storage().setItem(key, value);
        own.delete(key);
        return true;
      } catch {
        own.set(key, value);
        return false;
      }
    },
  };
}
