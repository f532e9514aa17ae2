import type { Contents, Value } from '../contents.ts';
import { type Candidate, gatherPromises } from './candidate.ts';

const openDatabase = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open('raw', 1);
    request.onupgradeneeded = () => {
      for (const name of ['values', 'keys']) request.result.createObjectStore(name);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const over = (transaction: IDBTransaction): Promise<unknown> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });

/** How a value is stored, and what else is done in the transaction of one change. */
interface Floor {
  /** Makes or finds what is needed for that. */
  begin?(database: IDBDatabase): Promise<unknown>;
  write(value: Value): unknown;
  read(stored: unknown): unknown;
  beside?(values: IDBObjectStore): void;
}

/** No library: one committed put per change of just what changed, and one `getAll` to restore it. */
function floor({ begin, write, read, beside }: Floor): Candidate {
  let database: IDBDatabase | undefined;
  return {
    async prepare() {
      database = await openDatabase();
      await begin?.(database);
    },
    async open() {
      if (!database) throw new Error('The database is not open.');
      const from = database;
      const objects = from.transaction('values').objectStore('values');
      const [keys, values] = [objects.getAllKeys(), objects.getAll()];
      await over(objects.transaction);
      const contents = new Map<string, Value>();
      const opened = await Promise.all(values.result.map(read));
      for (const [at, key] of keys.result.entries()) contents.set(String(key), opened[at] as Value);
      const saving = gatherPromises();
      const put = async (changed: Contents): Promise<void> => {
        const entries: (readonly [string, unknown])[] = [];
        for (const [key, value] of Object.entries(changed)) {
          contents.set(key, value);
          entries.push([key, write(value)]);
        }
        const isReady = !entries.some(([, stored]) => stored instanceof Promise);
        const ready = isReady
          ? entries
          : await Promise.all(entries.map(async ([key, stored]) => [key, await stored] as const));
        const transaction = from.transaction('values', 'readwrite', { durability: 'relaxed' });
        const stored = transaction.objectStore('values');
        for (const [key, value] of ready) stored.put(value, key);
        if (entries.length === 1) beside?.(stored);
        transaction.commit();
        await over(transaction);
      };
      return {
        fill: (filled) => saving.add(put(filled)),
        change: (key, value) => saving.add(put({ [key]: value })),
        saved: saving.all,
        read: () => Object.fromEntries(contents),
      };
    },
  };
}

const asItIs: Floor = { write: (value) => value, read: (stored) => stored };

/** The least that keeping a change can cost. */
export const raw = floor(asItIs);

/**
 * The same with a question beside the put: whether something stands there that nobody else may have taken away, without which the change
 * would be worth nothing. Whoever writes what changed, and not the whole, has to ask it in the same transaction.
 */
const isThere = (values: IDBObjectStore): void => void values.getKey('a key that another tab may have removed');
export const rawChecked = floor({ ...asItIs, beside: isThere });

/** And sealed besides, with a key that no script can export: no browser does that at once. */
function sealed(): Candidate {
  const [name, uses]: [string, KeyUsage[]] = ['AES-GCM', ['encrypt', 'decrypt']];
  let key: CryptoKey | undefined;
  const keyed = (): CryptoKey => {
    if (!key) throw new Error('There is no key.');
    return key;
  };
  return floor({
    async begin(database) {
      const made = await crypto.subtle.generateKey({ name, length: 256 }, false, uses);
      const keys = database.transaction('keys', 'readwrite').objectStore('keys');
      const found = keys.get('key');
      found.onsuccess = () => {
        key = found.result ?? made;
        if (!found.result) keys.put(made, 'key');
      };
      await over(keys.transaction);
    },
    async write(value) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const text = new TextEncoder().encode(JSON.stringify(value));
      return [iv, await crypto.subtle.encrypt({ name, iv }, keyed(), text)];
    },
    async read(stored) {
      const [iv, bytes] = stored as [Uint8Array<ArrayBuffer>, ArrayBuffer];
      return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name, iv }, keyed(), bytes)));
    },
    beside: isThere,
  });
}
export const rawSealed = sealed();
