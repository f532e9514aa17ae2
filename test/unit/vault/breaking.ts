import { createTestBrowser } from 'holdfast/testing';
import { expect, vi } from 'vitest';
import { openBrowserDatabase } from '../../../src/platform/browser/database.ts';
import { type DocumentOwner, documentHost } from '../../../src/vault/host.ts';
import { ann, draftOf, openDesk } from '../documents/support.ts';

/** IndexedDB whose connections break as they do in browsers. */
export interface Breaking {
  /** How often it was opened. */
  readonly opened: number;
  /** From here on the connections that are open now fail in this way; a new one works. */
  breakConnections(how: (db: IDBDatabase) => void): void;
  /** The same for every connection from here on. */
  breakAll(how: (db: IDBDatabase) => void): void;
}

/** Takes the place of `indexedDB` until globals are given back. */
export function breakIndexedDb(): Breaking {
  const real = indexedDB;
  const connections: IDBDatabase[] = [];
  let always: (db: IDBDatabase) => void = () => {};
  vi.stubGlobal('indexedDB', {
    open(name: string, version?: number) {
      const request = real.open(name, version);
      request.addEventListener('success', () => {
        connections.push(request.result);
        always(request.result);
      });
      return request;
    },
  });
  return {
    get opened() {
      return connections.length;
    },
    breakConnections: (how) => connections.forEach(how),
    breakAll(how) {
      always = how;
      connections.forEach(how);
    },
  };
}

/** The browser is about to close the connection: no transaction can begin. */
export const closing = (db: IDBDatabase): void => {
  db.transaction = () => {
    throw new DOMException('The database connection is closing.', 'InvalidStateError');
  };
};

/** Every commit ends in an abort, for this reason or for none. */
export const aborting =
  (reason: string | null) =>
  (db: IDBDatabase): void => {
    const begin = db.transaction.bind(db);
    db.transaction = (...asked) => {
      const transaction = begin(...asked);
      if (reason !== null) Object.defineProperty(transaction, 'error', { value: new DOMException('Failed.', reason) });
      transaction.commit = () => transaction.abort();
      return transaction;
    };
  };

/** The connection is gone, and the page is told. */
export const losing = (db: IDBDatabase): void => {
  db.close();
  db.onclose?.(new Event('close'));
};

/** The file of one record is lost: whoever reads it, alone or with others, fails with the whole transaction, as in Chromium. */
export const losingRecord =
  (lost: string, store: string) =>
  (db: IDBDatabase): void => {
    const begin = db.transaction.bind(db);
    db.transaction = (...asked) => {
      const transaction = begin(...asked);
      const open = transaction.objectStore.bind(transaction);
      transaction.objectStore = (name) => {
        const objects = open(name);
        const failing = <Given>(read: (given: Given) => IDBRequest, within: (given: Given) => boolean) => {
          return (given: Given) => {
            if (!within(given)) return read.call(objects, given);
            const error = new DOMException('Data lost.', 'NotReadableError');
            const request = { error, onerror: null } as IDBRequest;
            queueMicrotask(() => {
              request.onerror?.(new Event('error'));
              transaction.abort();
            });
            return request;
          };
        };
        if (name !== store) return objects;
        const at = store === 'journal' ? Uint8Array.from(lost, (sign) => sign.charCodeAt(0)) : lost;
        objects.get = failing(objects.get, (key) => IDBKeyRange.only(at).includes(key));
        objects.getAll = failing(objects.getAll as (given: unknown) => IDBRequest, (range) =>
          (range as IDBKeyRange).includes(at),
        ) as typeof objects.getAll;
        const { getAllRecords } = objects as { getAllRecords?: (asked: { readonly query: IDBKeyRange }) => IDBRequest };
        if (getAllRecords)
          Object.assign(objects, { getAllRecords: failing(getAllRecords, ({ query }) => query.includes(at)) });
        return objects;
      };
      return transaction;
    };
  };

let count = 0;

/** A draft over IndexedDB itself. The same name opens the same database. */
export function openOver(name = `vault-${++count}`, partition = ann) {
  const browser = createTestBrowser();
  const desk = openDesk(browser, partition);
  const database = openBrowserDatabase(name);
  const owner: DocumentOwner = { [documentHost]: { ...desk[documentHost], database: () => database } };
  return { name, browser, desk, database, draft: draftOf({ ...desk, ...owner }) };
}

/** Waits for IndexedDB itself, which takes its time on a busy machine. */
export const eventually = <T>(look: () => T | Promise<T>): Promise<T> => vi.waitFor(look, { timeout: 20_000 });

export const untilSaved = (draft: { getState(): { saved: string } }): Promise<void> =>
  eventually(() => expect(draft.getState().saved).toBe('saved'));
