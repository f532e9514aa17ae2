import type { Records } from '../records.ts';

export function createBrowserRecords(): Records {
  /** What localStorage refused to keep, or `null` for what was removed here. */
  const own = new Map<string, string | null>();
  return {
    read(key) {
      const kept = own.get(key);
      if (kept !== undefined) return kept;
      try {
        return localStorage.getItem(key);
      } catch {
        return null;
      }
    },
    write(key, value) {
      try {
        if (value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, value);
        own.delete(key);
        return true;
      } catch {
        own.set(key, value);
        return false;
      }
    },
    subscribe(listener) {
      const onStorage = (event: StorageEvent): void => listener(event.key);
      window.addEventListener('storage', onStorage);
      return () => window.removeEventListener('storage', onStorage);
    },
  };
}
