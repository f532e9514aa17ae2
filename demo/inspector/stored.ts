/** One stored thing: what it is called, how many bytes, and what can be seen of it. */
export interface StoredItem {
  readonly key: string;
  readonly bytes: number;
  readonly look: string;
}

export interface StoredPlace {
  readonly name: string;
  readonly items: readonly StoredItem[];
}

const shorten = (text: string): string => (text.length > 90 ? `${text.slice(0, 90)}…` : text);

/** Bytes in a value, at least, and whether a person could read them. */
function weigh(value: unknown): { bytes: number; readable: boolean } {
  if (value instanceof ArrayBuffer) return { bytes: value.byteLength, readable: false };
  if (ArrayBuffer.isView(value)) return { bytes: value.byteLength, readable: false };
  if (value instanceof CryptoKey) return { bytes: 0, readable: false };
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value).map(([name, inner]) => ({ name, ...weigh(inner) }));
    return {
      bytes: parts.reduce((sum, part) => sum + part.bytes + (Array.isArray(value) ? 0 : part.name.length), 0),
      readable: parts.every((part) => part.readable),
    };
  }
  return { bytes: new TextEncoder().encode(String(value)).length, readable: true };
}

/** Sealed bytes are shown as what they are, never opened. */
const describe = (_name: string, value: unknown): unknown => {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return `‹${value.byteLength} sealed bytes›`;
  if (value instanceof CryptoKey) return `‹${value.algorithm.name} key${value.extractable ? '' : ', can’t be read'}›`;
  return value;
};

function lookAt(key: IDBValidKey, value: unknown): StoredItem {
  return {
    key: String(key),
    bytes: weigh(value).bytes,
    look: shorten(JSON.stringify(value, describe) ?? String(value)),
  };
}

/** Reads `localStorage`, the synchronous half. */
export function readLocal(): StoredPlace {
  const items: StoredItem[] = [];
  for (const key of Object.keys(localStorage).sort()) {
    const value = localStorage.getItem(key) ?? '';
    items.push({ key, bytes: weigh(key).bytes + weigh(value).bytes, look: shorten(value) });
  }
  return { name: 'localStorage', items };
}

export const settled = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function readStore(database: IDBDatabase, name: string): Promise<StoredPlace> {
  const store = database.transaction(name, 'readonly').objectStore(name);
  const [keys, values] = await Promise.all([
    settled(store.getAllKeys()),
    settled(store.getAll() as IDBRequest<unknown[]>),
  ]);
  return { name: `${database.name} / ${name}`, items: keys.map((key, turn) => lookAt(key, values[turn])) };
}

/** Reads every store of every database of this origin. Only databases that exist are opened, and none is kept open. */
async function readDatabases(): Promise<readonly StoredPlace[]> {
  const places: StoredPlace[] = [];
  for (const { name } of await indexedDB.databases()) {
    if (name === undefined) continue;
    const database = await settled(indexedDB.open(name));
    try {
      for (const store of database.objectStoreNames) places.push(await readStore(database, store));
    } finally {
      database.close();
    }
  }
  return places;
}

/** Everything that this origin keeps in the browser and script can see. What refuses to be read says so. */
export async function readStored(): Promise<readonly StoredPlace[]> {
  const refused = (name: string, error: unknown): StoredPlace => ({
    name,
    items: [{ key: 'can’t be read', bytes: 0, look: String(error) }],
  });
  const local = ((): StoredPlace => {
    try {
      return readLocal();
    } catch (error) {
      return refused('localStorage', error);
    }
  })();
  const databases = await readDatabases().catch((error: unknown) => [refused('IndexedDB', error)]);
  return [local, ...databases];
}
