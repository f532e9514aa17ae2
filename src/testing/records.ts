import type { Records } from '../platform/records.ts';
import type { Life } from './life.ts';
import type { Turns } from './turns.ts';

/** localStorage of a {@link TestBrowser}, as a test sees it. */
export interface TestRecords {
  /** While true, reading finds nothing and writing is refused, as with blocked cookies. */
  refuse: boolean;
  /** Writes that changed something, over all tabs. */
  readonly writes: number;
  /** What is stored now. */
  contents(): Record<string, string>;
  /** Writes from outside any tab: every tab hears of it. `null` removes. */
  plant(key: string, value: string | null): void;
  /** Somebody clears the site's data. */
  clear(): void;
}

export interface RecordsHub {
  readonly test: TestRecords;
  forTab(life: Life): { readonly records: Records; listeners(): number };
  /** The browser was killed: what was written in the last `ms` milliseconds never reached the disk. */
  lose(ms: number): void;
}

interface Reader {
  readonly life: Life;
  readonly listeners: Set<(key: string | null) => void>;
}

export function createRecordsHub(turns: Turns, now: () => number): RecordsHub {
  const stored = new Map<string, string>();
  const readers = new Set<Reader>();
  /** What each write replaced, so that a kill can take it back. */
  let replaced: { readonly at: number; readonly key: string; readonly was: string | null }[] = [];
  let writes = 0;

  const put = (key: string, value: string | null): void => {
    if (value === null) stored.delete(key);
    else stored.set(key, value);
  };
  const announce = (key: string | null, writer: Reader | null): void => {
    for (const reader of readers) {
      if (reader === writer) continue;
      turns.run(() =>
        reader.life.deliverHint(() => {
          for (const listener of [...reader.listeners]) listener(key);
        }),
      );
    }
  };
  /** As in browsers, writing what stands there already is no change. */
  const change = (key: string, value: string | null, writer: Reader | null): void => {
    const was = stored.get(key) ?? null;
    if (was === value) return;
    replaced.push({ at: now(), key, was });
    put(key, value);
    writes++;
    announce(key, writer);
  };

  const test: TestRecords = {
    refuse: false,
    get writes() {
      return writes;
    },
    contents: () => Object.fromEntries(stored),
    plant: (key, value) => change(key, value, null),
    clear() {
      stored.clear();
      replaced = [];
      announce(null, null);
    },
  };
  return {
    test,
    forTab(life) {
      const reader: Reader = { life, listeners: new Set() };
      const own = new Map<string, string | null>();
      readers.add(reader);
      life.onEnd(() => void readers.delete(reader));
      return {
        records: {
          read(key) {
            const kept = own.get(key);
            if (kept !== undefined) return kept;
            return test.refuse ? null : (stored.get(key) ?? null);
          },
          write(key, value) {
            if (life.gone()) return false;
            if (test.refuse) {
              own.set(key, value);
              return false;
            }
            own.delete(key);
            change(key, value, reader);
            return true;
          },
          subscribe(listener) {
            const listening = (key: string | null): void => listener(key);
            reader.listeners.add(listening);
            return () => void reader.listeners.delete(listening);
          },
        },
        listeners: () => (life.gone() ? 0 : reader.listeners.size),
      };
    },
    lose(ms) {
      const since = now() - ms;
      while (replaced.length > 0 && replaced[replaced.length - 1]!.at >= since) {
        const { key, was } = replaced.pop()!;
        put(key, was);
      }
    },
  };
}
