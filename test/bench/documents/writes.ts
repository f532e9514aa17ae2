import { keySize, structuredSize } from './structured-size.ts';

/** What a page has written. Bytes stay 0 where they aren't weighed, since weighing costs time itself. */
export interface Written {
  bytes: number;
  /** Transactions that wrote; each record of localStorage counts as one. */
  transactions: number;
}

/** Sees all writing of a page to IndexedDB and localStorage, whoever does it, and hears of each end before its library. */
export interface WriteWatch {
  /** Resolves when something was written since this call, and nothing is on its way any more. */
  settled(patience?: number): Promise<void>;
  /** When the last write ended, by `performance.now()`. */
  lastAt(): number;
  /** Resolves when nothing has been written for `ms`. */
  quiet(ms: number): Promise<void>;
  /** What was written since it was last asked for. */
  take(): Written;
}

/** One turn of the event loop, without a timer: browsers slow those down that follow one another. */
const { port1, port2 } = new MessageChannel();
const turn = (): Promise<void> =>
  new Promise((done) => {
    port1.onmessage = () => done();
    port2.postMessage(null);
  });

const nativeTimeout = setTimeout;

/** What localStorage keeps of a text: a byte for each character where all fit into one, otherwise two. */
const recordSize = (text: string): number => structuredSize(text) - structuredSize('');

export function watchWrites(weigh: boolean): WriteWatch {
  let written: Written = { bytes: 0, transactions: 0 };
  let pending = 0;
  let ends = 0;
  let lastAt = 0;
  let heard: () => void = () => undefined;
  const end = (): void => {
    ends++;
    lastAt = performance.now();
    heard();
  };

  const counted = new WeakSet<IDBTransaction>();
  const weighed = (value: unknown, request: IDBRequest<IDBValidKey>): IDBRequest<IDBValidKey> => {
    if (weigh) {
      written.bytes += structuredSize(value);
      // Only then it is known, where the store itself gives it or finds it in the value.
      request.addEventListener('success', () => {
        written.bytes += keySize(request.result);
      });
    }
    return request;
  };
  const note = (transaction: IDBTransaction): void => {
    if (counted.has(transaction)) return;
    counted.add(transaction);
    written.transactions++;
    pending++;
    const over = (): void => {
      pending--;
      end();
    };
    // Before any listener that comes later, and before a handler: the first to be added is called first.
    transaction.addEventListener('complete', over);
    transaction.addEventListener('abort', over);
  };
  const { put, add, delete: remove, clear } = IDBObjectStore.prototype;
  Object.assign(IDBObjectStore.prototype, {
    put(this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
      note(this.transaction);
      return weighed(value, key === undefined ? put.call(this, value) : put.call(this, value, key));
    },
    add(this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
      note(this.transaction);
      return weighed(value, key === undefined ? add.call(this, value) : add.call(this, value, key));
    },
    delete(this: IDBObjectStore, which: IDBValidKey | IDBKeyRange) {
      note(this.transaction);
      return remove.call(this, which);
    },
    clear(this: IDBObjectStore) {
      note(this.transaction);
      return clear.call(this);
    },
  });
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function watched(key, value) {
    setItem.call(this, key, value);
    written.transactions++;
    if (weigh) written.bytes += recordSize(key) + recordSize(value);
    end();
  };

  return {
    async settled(patience = 10_000) {
      const before = ends;
      while (ends === before || pending > 0) {
        const late = nativeTimeout(() => heard(), patience);
        const seen = ends;
        await new Promise<void>((resolve) => {
          heard = resolve;
        });
        clearTimeout(late);
        if (seen === ends) throw new Error(`Nothing was written within ${patience} ms of a change.`);
        await turn();
      }
    },
    lastAt: () => lastAt,
    async quiet(ms) {
      for (let before = -1; before !== ends || pending > 0; ) {
        before = ends;
        await new Promise((resolve) => nativeTimeout(resolve, ms));
      }
    },
    take() {
      const taken = written;
      written = { bytes: 0, transactions: 0 };
      return taken;
    },
  };
}
