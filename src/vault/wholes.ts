import type { Entry } from '../platform/database.ts';
import { applyChange } from './change.ts';
import { applyFormerChange } from './former-change.ts';
import { changeKey, isChangeKey, isJournalKey, shadowPrefix, wholeKey } from './keys.ts';
import { type Base, readHead, type Stored } from './stored.ts';

/** Finds among stored entries the wholes that changes belong to. */
export interface Wholes {
  /**
   * What the value under `key` is a change of. Null where it is no change, `gone` where its whole isn't there or makes no sense, or
   * where two could be it.
   */
  of(key: string): Base | 'gone' | null;
  /** Where among the entries that stands, if it is there. */
  at(key: string): number | undefined;
}

/** By the key of a whole and by that of its changes, where it stands among the entries; -1 where that could be two. */
function placesOf(entries: readonly Entry[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [at, [key]] of entries.entries()) {
    if (!isJournalKey(key) || isChangeKey(key)) continue;
    const change = changeKey(key);
    places.set(key, at).set(change, places.has(change) ? -1 : at);
  }
  return places;
}

export function createWholes(entries: readonly Entry[], document: string): Wholes {
  const shadow = shadowPrefix(document);
  let places: ReadonlyMap<string, number> | null = null;
  const at = (key: string): number | undefined => {
    if (!isChangeKey(key)) return undefined;
    places ??= placesOf(entries);
    // What an exit left of a change in the shadow belongs to a whole of the journal.
    const inJournal = key.startsWith(shadow) ? key.slice(shadow.length) : key;
    return places.get(wholeKey(inJournal) ?? inJournal);
  };
  return {
    at,
    of(key) {
      if (!isChangeKey(key)) return null;
      const [whole, value] = entries[at(key) ?? -1] ?? [];
      const head = readHead(value);
      if (whole === undefined || !head) return 'gone';
      return { key: whole, stored: [value, head], apply: wholeKey(key) ? applyFormerChange : applyChange };
    },
  };
}

/** A value with what it says of itself, or, where it is a change, its whole. Null where it makes no sense. */
export function readStored(key: string, value: unknown, base: Base | 'gone' | null): Stored | null {
  if (!isChangeKey(key) || wholeKey(key) !== null) {
    const head = readHead(value);
    return head && [value, head];
  }
  const isSealed = value instanceof ArrayBuffer;
  if (!isSealed && typeof value !== 'string') return null;
  if (!base || base === 'gone') return [value, { version: 0, by: null, padded: false, length: 0 }];
  const [, { version, by, padded }] = base.stored;
  return isSealed === (by !== null) && !padded ? [value, { version, by, padded, length: 0 }] : null;
}
