import type { Entry } from '../platform/database.ts';
import { shadowPrefix, wholeKey } from './keys.ts';
import { readHead, type Stored } from './stored.ts';

/** Finds among stored entries the wholes that changes belong to. */
export interface Wholes {
  /** What the value under `key` is a change of. Null where it is no change, `gone` where its whole isn't there or makes no sense. */
  of(key: string): Stored | 'gone' | null;
  /** Where among the entries that stands, if it is there. */
  at(key: string): number | undefined;
}

export function createWholes(entries: readonly Entry[], document: string): Wholes {
  let places: ReadonlyMap<string, number> | null = null;
  const placeOf = (key: string): number | undefined => {
    places ??= new Map(entries.map(([each], at) => [each, at]));
    return places.get(key);
  };
  const shadow = shadowPrefix(document);
  const at = (key: string): number | undefined => {
    const whole = wholeKey(key);
    if (whole === null) return undefined;
    // What an exit left of a change in the shadow belongs to a whole of the journal.
    return placeOf(whole.startsWith(shadow) ? whole.slice(shadow.length) : whole);
  };
  return {
    at,
    of(key) {
      if (wholeKey(key) === null) return null;
      const [, value] = entries[at(key) ?? -1] ?? [];
      const head = readHead(value);
      return head ? [value, head] : 'gone';
    },
  };
}
