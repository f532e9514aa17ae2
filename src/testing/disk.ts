import type { Entry, StoreName } from '../platform/database.ts';
import { isFile } from '../vault/codec.ts';
import { bytesOf } from '../vault/data.ts';
import { browserError, copyOf, decodeText } from './host.ts';

/** IndexedDB of a {@link TestBrowser}, as a test sees it. Settings may be changed at any moment. */
export interface TestDatabases {
  /** While true, opening a database never answers. */
  openNever: boolean;
  /** How long opening takes, in milliseconds of the clock. @default 0 */
  openDelay: number;
  /** How long each writing transaction takes to complete, in milliseconds of the clock. @default 0 */
  writeDelay: number;
  /** Bytes that fit; a transaction that puts more is aborted with `QuotaExceededError`, one that only removes never. @default Infinity */
  quota: number;
  /** Aborts the next `count` transactions with `error`, or without any (`null`). @default an UnknownError */
  failNext(count: number, error?: Error | null): void;
  /** Transactions that were begun: those that could write, and those that could not. */
  readonly transactions: { readonly writing: number; readonly reading: number };
  /** Values that were put, and their approximate size in bytes, over all transactions. */
  readonly written: { readonly values: number; readonly bytes: number };
  /** Values that were read, over all transactions. */
  readonly read: { readonly values: number };
  /** Approximate size of everything stored, in bytes. */
  readonly size: number;
  /** Names of the databases. */
  names(): string[];
  /** All of one store, ordered by key. */
  entries(database: string, store: StoreName): Entry[];
  /** Stores something from outside any tab, e.g. something corrupt. `undefined` removes. */
  plant(database: string, store: StoreName, key: string, value: unknown): void;
  /** Somebody clears the site's data. */
  clear(): void;
}

export type Stores = Readonly<Record<StoreName, Map<string, unknown>>>;

/** What is stored, and what goes wrong with it. */
export interface Disk {
  readonly test: TestDatabases;
  stores(database: string): Stores;
  /** Puts a copy, or removes (`undefined`), and returns the way to take it back. */
  change(stores: Stores, store: StoreName, key: string, value: unknown): () => void;
  /** Counts values that are read. */
  look(values: number): void;
  /** Counts a transaction and answers how it fails, if it does; `null`: without a reason. */
  begin(writing: boolean): Error | null | undefined;
  /** Every text that stands anywhere in storage, keys and bytes included. */
  text(): string;
}

const byKey = (a: Entry, b: Entry): number => (a[0] < b[0] ? -1 : 1);

export function entriesOf(values: ReadonlyMap<string, unknown>, prefix: string): Entry[] {
  return [...values].filter(([key]) => key.startsWith(prefix)).sort(byKey);
}

export function createDisk(): Disk {
  const databases = new Map<string, Stores>();
  const transactions = { writing: 0, reading: 0 };
  const written = { values: 0, bytes: 0 };
  const read = { values: 0 };
  let size = 0;
  let failures: (Error | null)[] = [];

  const stores = (name: string): Stores => {
    const found = databases.get(name) ?? { journal: new Map(), base: new Map(), session: new Map() };
    databases.set(name, found);
    return found;
  };
  const set = (values: Map<string, unknown>, key: string, value: unknown): void => {
    size -= values.has(key) ? key.length + sizeOf(values.get(key)) : 0;
    size += value === undefined ? 0 : key.length + sizeOf(value);
    if (value === undefined) values.delete(key);
    else values.set(key, value);
  };

  const test: TestDatabases = {
    openNever: false,
    openDelay: 0,
    writeDelay: 0,
    quota: Number.POSITIVE_INFINITY,
    failNext(count, error = browserError('UnknownError', 'Internal error.')) {
      failures = Array.from({ length: count }, () => error);
    },
    transactions,
    written,
    read,
    get size() {
      return size;
    },
    names: () => [...databases.keys()],
    entries: (name, store) => entriesOf(databases.get(name)?.[store] ?? new Map(), ''),
    plant: (name, store, key, value) => set(stores(name)[store], key, copyOf(value)),
    clear() {
      for (const { journal, base, session } of databases.values())
        for (const map of [journal, base, session]) map.clear();
      size = 0;
    },
  };
  return {
    test,
    stores,
    change(of, store, key, value) {
      const values = of[store];
      const was = values.get(key);
      const copy = copyOf(value);
      if (value !== undefined) {
        written.values++;
        written.bytes += key.length + sizeOf(copy);
      }
      set(values, key, copy);
      return () => set(values, key, was);
    },
    look(values) {
      read.values += values;
    },
    begin(writing) {
      transactions[writing ? 'writing' : 'reading']++;
      return failures.shift();
    },
    text: () =>
      [...databases]
        .flatMap(([name, of]) => [name, ...Object.values(of).map((values) => textOf([...values]))])
        .join('\n'),
  };
}

/** Approximate size in bytes: texts count one a character, numbers eight. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.byteLength;
  if (isFile(value)) return bytesOf(value);
  if (typeof value !== 'object' || value === null) return 8;
  return childrenOf(value).reduce<number>((sum, child) => sum + sizeOf(child), 0);
}

/** Everything readable in `value`, a line each. Bytes are read in every way in which a text may hide in them. */
export function textOf(value: unknown): string {
  if (value instanceof ArrayBuffer) return textOf(new Uint8Array(value));
  if (value instanceof Uint8Array) return textsOf(value);
  if (ArrayBuffer.isView(value)) return textOf(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Error) return `${value}\n${textOf(value.cause)}`;
  return childrenOf(value).map(textOf).join('\n');
}

/** As Latin-1, as UTF-16 whose every other byte is 0, and as UTF-8. */
function textsOf(bytes: Uint8Array): string {
  const latin1 = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return [latin1, latin1.replaceAll('\0', ''), decodeText(new Uint8Array(bytes))].join('\n');
}

function childrenOf(value: object): unknown[] {
  if (value instanceof Map) return [...value].flat();
  if (value instanceof Set || Array.isArray(value)) return [...value];
  return Object.entries(value).flat();
}
