import type { Entry } from '../platform/database.ts';
import type { Kept } from './contents.ts';
import { ownKey, rootOf } from './keys.ts';
import type { Locker } from './sealed.ts';
import { clearValue, type Parts } from './stored.ts';

/** This stay's own parts of a document, as they stand in the journal. */
export interface OwnEntries {
  /** Which document it is, and what seals it. Until then nothing can be sealed. */
  settle(id: string, locker: Locker): void;
  /** Begins to seal an element that was edited: at an exit it would be too late. */
  touch(element: string): void;
  /** Entries of elements, where nothing has to be waited for; or a promise of them. */
  of(elements: Iterable<string>): readonly Entry[] | Promise<readonly Entry[]>;
  /** The same at an exit, where nothing can be waited for: what isn't sealed yet goes together under a pad. */
  atOnce(elements: Iterable<string>): readonly Entry[];
}

/** One own fragment on its way through sealing. */
interface Sealing {
  readonly fragment: unknown;
  readonly entry: Promise<Entry>;
  done?: Entry;
}

/** `untold` is what keys begin with before it is known which document is stored. */
export function createOwnEntries(kept: Kept, untold: string): OwnEntries {
  const { replica, version } = kept;
  const sealing = new Map<string, Sealing>();
  /** Edited in this turn: a burst of edits is sealed once. */
  let touched = new Set<string>();
  /** By these the elements are called in keys: short, and saying nothing. */
  const numbers = new Map<string, number>();
  let document: readonly [id: string, locker: Locker] | null = null;

  const keyFor = (element: string): string => {
    const at = numbers.get(element) ?? numbers.size;
    numbers.set(element, at);
    return ownKey(document ? rootOf(document[0]) : untold, replica, element, at);
  };
  const isSealed = (element: string): boolean => kept.seals?.(element) ?? false;

  const seal = (element: string): Sealing | null => {
    const fragment = kept.own(element);
    if (!document || fragment === undefined) return null;
    const [, locker] = document;
    const before = sealing.get(element);
    if (before?.fragment === fragment) return before;
    const run = async (): Promise<Entry> => {
      const value = await locker.seal([[element, fragment]], version, replica);
      next.done = [keyFor(element), value];
      return next.done;
    };
    const next: Sealing = { fragment, entry: run() };
    // Whoever writes it hears of it.
    next.entry.catch(() => sealing.get(element) === next && sealing.delete(element));
    sealing.set(element, next);
    return next;
  };
  const clear = (elements: Iterable<string>): Entry[] =>
    [...elements].flatMap((element) => {
      const own = isSealed(element) ? undefined : kept.own(element);
      return own === undefined ? [] : [[keyFor(element), clearValue([[element, own]], version, replica)]];
    });

  return {
    settle(id, locker) {
      document = [id, locker];
    },
    touch(element) {
      if (!isSealed(element)) return;
      if (!touched.size)
        void Promise.resolve().then(() => {
          const names = touched;
          touched = new Set();
          names.forEach(seal);
        });
      touched.add(element);
    },
    of(elements) {
      const names = [...elements];
      const sealed = names.filter(isSealed).flatMap((element) => seal(element)?.entry ?? []);
      const ready = clear(names);
      return sealed.length ? Promise.all(sealed).then((entries) => [...ready, ...entries]) : ready;
    },
    atOnce(elements) {
      const names = new Set(elements);
      const ready = clear(names);
      const late: [element: string, fragment: unknown][] = [];
      for (const element of names) {
        const fragment = kept.own(element);
        if (!isSealed(element) || fragment === undefined) continue;
        const known = sealing.get(element);
        if (known?.done && known.fragment === fragment) ready.push(known.done);
        else late.push([element, fragment]);
      }
      const padded = late.length && document?.[1].sealNow(late satisfies Parts, version, replica);
      return padded ? [...ready, [keyFor('@exit'), padded]] : ready;
    },
  };
}
