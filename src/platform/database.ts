/**
 * - `journal`: blind puts of living tabs. Nothing long ever touches it, or writes at exit would be lost behind it.
 * - `base`: what was folded, and marks.
 * - `session`: what is decided under locks. Apart from the others, so that a refresh never waits for a document.
 */
export type StoreName = 'journal' | 'base' | 'session';

/**
 * Key and value. Keys are texts whose parts are separated by `/`, in the journal bytes: signs of up to 255, any other is refused. Values are what
 * structured cloning can carry.
 */
export type Entry = readonly [key: string, value: unknown];

/** The inside of one transaction. Await nothing else in it: it would end. */
export interface Transaction {
  get(store: StoreName, key: string): Promise<unknown>;
  /** All entries whose key starts with `prefix`, ordered by key. One record that the disk has lost fails it. */
  range(store: StoreName, prefix: string): Promise<Entry[]>;
  /** The same without the values: whatever they are, this can be read. */
  keys(store: StoreName, prefix: string): Promise<string[]>;
  put(store: StoreName, key: string, value: unknown): void;
  /** Whether there is anything under a key: asked for now, and answered when the transaction is complete. */
  has(store: StoreName, key: string): () => boolean;
  remove(store: StoreName, key: string): void;
  removeRange(store: StoreName, prefix: string): void;
}

/** As much of it as changes nothing. */
export type Snapshot = Pick<Transaction, 'get' | 'range' | 'keys'>;

/** One IndexedDB database of a session. Every promise rejects with a `HoldfastError` of code `HOLDFAST_STORAGE`. */
export interface Database {
  get(store: StoreName, key: string): Promise<unknown>;
  /** All entries whose key starts with `prefix`, ordered by key. A record that the disk has lost stands there as `undefined`, and takes no other along. */
  range(store: StoreName, prefix: string): Promise<Entry[]>;
  /** Reads several stores as they were at one moment. One record that the disk has lost fails it. */
  read<T>(stores: readonly StoreName[], work: (snapshot: Snapshot) => Promise<T>): Promise<T>;
  /**
   * Blind puts in one committed transaction; `undefined` removes. Resolves when it is complete, not before. Usable at exit: everything
   * is asked for synchronously once the database is open. Answers whether there is something under each of the keys `beside`, by then;
   * nothing waits for that.
   */
  put(
    store: StoreName,
    entries: readonly Entry[],
    options?: { strict?: boolean; beside?: readonly string[] },
  ): Promise<boolean>;
  /** A read-modify-write over several stores that no other tab can come between. */
  transact<T>(
    stores: readonly StoreName[],
    work: (transaction: Transaction) => Promise<T>,
    options?: { strict?: boolean },
  ): Promise<T>;
  /** What was asked before is still answered. */
  close(): void;
}
