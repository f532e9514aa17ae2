import { createStore } from 'idb-keyval';
import { type Clock, systemClock } from '../clock.ts';
import type { Store } from '../store.ts';

interface Entry {
  readonly value: string;
  readonly endsAt: number | null;
}

export interface IndexedDbStoreOptions {
  /** The name of the database. All tabs that use the same name see the same state. */
  readonly name: string;
  readonly clock?: Pick<Clock, 'now'>;
}

/**
 * The state of a backend that runs inside pages, shared by all tabs of an origin.
 *
 * Each operation reads and writes within one transaction, and the browser runs writing transactions of all tabs one
 * after another: that is the lock. A Web Lock around it would add nothing but a way to hang, since a tab that is frozen
 * while holding one stops the server of every other tab.
 */
export function createIndexedDbStore({ name, clock = systemClock }: IndexedDbStoreOptions): Store {
  const inTransaction = createStore(name, 'entries');

  const isOver = ({ endsAt }: Entry, now: number): boolean => endsAt !== null && endsAt <= now;

  /** Whatever gets an end throws out what has ended, so that a visitor's database doesn't fill with dead sessions. */
  function sweep(entries: IDBObjectStore, now: number): void {
    const request: IDBRequest<IDBCursorWithValue | null> = entries.openCursor();
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return;
      if (isOver(cursor.value, now)) cursor.delete();
      cursor.continue();
    };
  }

  /** Reads what is live, and writes `next` where `decide` names one: `undefined` takes the entry away. */
  function step<Answer>(
    key: string,
    mode: IDBTransactionMode,
    decide: (current: Entry | undefined, now: number) => { answer: Answer; next?: Entry | undefined },
  ): Promise<Answer> {
    return inTransaction(
      mode,
      (entries) =>
        new Promise((resolve, reject) => {
          const { transaction } = entries;
          const request: IDBRequest<Entry | undefined> = entries.get(key);
          request.onsuccess = () => {
            const now = clock.now();
            const stored = request.result;
            const outcome = decide(stored && !isOver(stored, now) ? stored : undefined, now);
            if ('next' in outcome) {
              if (outcome.next === undefined) entries.delete(key);
              else entries.put(outcome.next, key);
              if (typeof outcome.next?.endsAt === 'number') sweep(entries, now);
            }
            transaction.oncomplete = () => resolve(outcome.answer);
          };
          transaction.onabort = transaction.onerror = () => reject(transaction.error ?? request.error);
        }),
    );
  }

  const entry = (value: string, now: number, ttl: number | undefined): Entry => ({
    value,
    endsAt: ttl === undefined ? null : now + ttl,
  });

  return {
    get: (key) => step(key, 'readonly', (current) => ({ answer: current?.value })),

    set: (key, value, { ttl } = {}) =>
      step(key, 'readwrite', (_, now) => ({ answer: undefined, next: entry(value, now, ttl) })),

    compareAndSet: (key, expected, next, { ttl } = {}) =>
      step(key, 'readwrite', (current, now) => {
        if (current?.value !== expected) return { answer: false };
        return { answer: true, next: next === undefined ? undefined : entry(next, now, ttl) };
      }),

    peek: (key, length) => step(key, 'readonly', (current) => ({ answer: current?.value.slice(0, length) })),

    swap: (key, beginning, next, { ttl } = {}) =>
      step(key, 'readwrite', (current, now) => {
        if (!current?.value.startsWith(beginning)) return { answer: false };
        return { answer: true, next: entry(next, now, ttl) };
      }),

    increment: (key, { ttl } = {}) =>
      step(key, 'readwrite', (current, now) => {
        const answer = Number(current?.value ?? 0) + 1;
        const next = current ? { ...current, value: String(answer) } : entry('1', now, ttl);
        return { answer, next };
      }),

    spend: (key, { now, every, burst }) =>
      step(key, 'readwrite', (current, clockNow) => {
        const whole = Math.max(Number(current?.value ?? 0), now) + every;
        const rest = whole - now - every * burst;
        return rest > 0 ? { answer: rest } : { answer: 0, next: entry(String(whole), clockNow, whole - now) };
      }),

    delete: (key) => step(key, 'readwrite', () => ({ answer: undefined, next: undefined })),
  };
}
