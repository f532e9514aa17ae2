import type { Records } from '../records.ts';
import { keepIn } from './keep-in.ts';

export function createBrowserRecords(): Records {
  return {
    ...keepIn(() => localStorage),
    subscribe(listener) {
      const onStorage = (event: StorageEvent): void => listener(event.key);
      window.addEventListener('storage', onStorage);
      return () => window.removeEventListener('storage', onStorage);
    },
  };
}
