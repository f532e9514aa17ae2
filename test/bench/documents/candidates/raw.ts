import type { Contents } from '../contents.ts';
import { type Candidate, gatherPromises } from './candidate.ts';

const openDatabase = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open('raw', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('values');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** The floor, with no library: one put per change of just what changed, and one `getAll` to restore it. */
export const raw: Candidate = {
  async open() {
    const database = await openDatabase();
    const objects = database.transaction('values').objectStore('values');
    const [keys, values] = [objects.getAllKeys(), objects.getAll()];
    await new Promise((resolve, reject) => {
      objects.transaction.oncomplete = resolve;
      objects.transaction.onabort = () => reject(objects.transaction.error);
    });
    const contents = new Map(keys.result.map((key, at) => [String(key), values.result[at]]));
    const saving = gatherPromises();
    const put = (changed: Contents): void => {
      const transaction = database.transaction('values', 'readwrite', { durability: 'relaxed' });
      for (const [key, value] of Object.entries(changed)) {
        contents.set(key, value);
        transaction.objectStore('values').put(value, key);
      }
      transaction.commit();
      saving.add(
        new Promise((resolve, reject) => {
          transaction.oncomplete = resolve;
          transaction.onabort = () => reject(transaction.error);
        }),
      );
    };
    return {
      fill: put,
      change: (key, value) => put({ [key]: value }),
      saved: saving.all,
      read: () => Object.fromEntries(contents),
    };
  },
};
