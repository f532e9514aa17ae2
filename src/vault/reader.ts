import type { Entry } from '../platform/database.ts';
import { most } from './announcing.ts';
import { deviceKey, identityPrefix, readId } from './identity.ts';
import { changeKey, rootOf, wholeKey } from './keys.ts';
import { accountKeys } from './opening.ts';
import { createPump } from './pump.ts';
import { type OpenedBefore, readEntries, takeEntries } from './reading.ts';
import type { Locker } from './sealed.ts';
import type { Standing } from './standing.ts';

/** Joins what other tabs have stored since the document was opened. */
export interface Reader {
  /** What opens the document's values from here on. */
  settle(locker: Locker): void;
  /**
   * Reads what was put under these keys, or everything. What is asked for while it reads goes together into the next
   * reading.
   */
  read(keys?: readonly string[]): Promise<void>;
}

export function createReader(standing: Standing): Reader {
  const { host, partition, kept, prefix, over } = standing;
  const opened: OpenedBefore = new Map();
  let locker: Locker | null = null;
  /** What the next reading is to read; null: everything. */
  let asked: Set<string> | null = new Set();

  const take = (entries: readonly Entry[], by: Locker) => {
    const place = { prefix, document: kept.document, id: standing.id(), epoch: partition.epoch, version: kept.version };
    return takeEntries(entries, place, kept, by, opened);
  };

  /** Answers false where more must be read than that. */
  const readSome = async (keys: readonly string[], by: Locker): Promise<boolean> => {
    const root = rootOf(standing.id() ?? '');
    // What changed in a whole is read together with it.
    const wholes = keys.map((key) => wholeKey(root + key) ?? root + key);
    const changes = new Set(keys.flatMap((key) => wholeKey(root + key) ?? []).map(changeKey));
    const wanted = new Set([...wholes, ...changes]);
    const [id, ...read] = await host
      .database()
      .read(['base', 'journal'], (stored) =>
        Promise.all([
          readId(stored, prefix),
          ...Array.from(wanted, async (key): Promise<Entry> => [key, await stored.get('journal', key)]),
        ]),
      );
    if (id !== standing.id()) return false;
    if (over()) return true;
    const found = read.filter(([key, value]) => value !== undefined || !changes.has(key));
    const verdicts = await take(found, by);
    if (over()) return true;
    kept.changed();
    // One that is missing was folded meanwhile, and makes no sense here.
    return verdicts.every((verdict) => typeof verdict !== 'string');
  };

  const readAll = async (by: Locker): Promise<void> => {
    by.take(await accountKeys(host, partition, kept));
    const { id, journal, base } = await readEntries(host.database(), prefix, standing.id());
    if (over()) return;
    if (id !== standing.id()) return kept.lost();
    const apart = [identityPrefix(prefix), deviceKey(prefix)];
    const fragments = base.filter(([key]) => !apart.some((start) => key.startsWith(start)));
    const verdicts = await take([...fragments, ...journal], by);
    if (over()) return;
    // What was folded since is under another key.
    const present = new Set([...base, ...journal].map(([key]) => key));
    for (const key of opened.keys()) if (!present.has(key)) opened.delete(key);
    standing.found({ newer: verdicts.includes('newer'), waiting: verdicts.includes('waiting') });
    kept.changed();
  };

  const run = createPump(async () => {
    const keys = asked && [...asked];
    asked = new Set();
    if (!locker || over()) return;
    try {
      // Whatever is wrong with one of them is found out where all are read.
      const done = keys && (await readSome(keys, locker).catch(() => false));
      if (!done && !over()) await readAll(locker);
    } catch (error) {
      standing.degrade('error', error);
    }
  });
  return {
    settle(by) {
      locker = by;
    },
    read(keys) {
      for (const key of keys ?? []) asked?.add(key);
      if (!keys || (asked && asked.size > most)) asked = null;
      return run();
    },
  };
}
