import { HoldfastError, isHoldfastError } from '../foundation/errors.ts';
import type { Entry } from '../platform/database.ts';
import { announce } from './announcing.ts';
import { hasFile } from './codec.ts';
import { shadowPrefix, writtenBy } from './keys.ts';
import type { Batch, OwnEntries } from './own-entries.ts';
import { createPump } from './pump.ts';
import { full, isFull } from './room.ts';
import { shadowed, writeShadow } from './shadow.ts';
import type { Standing } from './standing.ts';

/** Stores a stay's own edits: one transaction after the other, each with everything that was edited since. */
export interface Writer {
  /** Whether anything isn't stored yet. */
  busy(): boolean;
  /** What isn't stored yet, unsealed. */
  waiting(): readonly Entry[];
  /** `element` was edited and waits to be written. */
  touch(element: string): void;
  /** Resolves when everything that was touched before is stored, or could not be. */
  write(): Promise<void>;
  /** Writes what isn't stored yet, without waiting for anything. */
  exit(): void;
}

const present = (entries: readonly Entry[]): readonly Entry[] => entries.filter(([, value]) => value !== undefined);

export function createWriter(standing: Standing, own: OwnEntries, edited: Iterable<string>): Writer {
  const { host, partition, kept, again, over } = standing;
  const { document } = kept;
  const isOwn = writtenBy(kept.replica);
  const ours = (key: string): boolean => key.startsWith(shadowPrefix(document)) && isOwn(key);
  const dirty = new Set(edited);
  const flying = new Set<string>();
  /** What was put last. */
  let flown: Pick<Batch, 'entries' | 'keys'> = { entries: [], keys: [] };

  const put = async (elements: readonly string[]): Promise<void> => {
    const strict = elements.includes('@closed');
    const asked = own.of(elements);
    const batch = 'then' in asked ? await asked : asked;
    flown = batch;
    if (over()) return;
    if (await host.database().put('journal', batch.entries, { strict, beside: batch.beside })) return batch.stored();
    // Somebody has folded a whole, and what changed in it says nothing without.
    batch.failed();
    await put(elements);
  };
  /** Stores what flies: files apart and last, so that nothing waits for their bytes, or for one that can't be read any more. */
  const putAll = async (): Promise<void> => {
    const withFiles = new Set([...flying].filter((element) => hasFile(kept.own(element))));
    for (const files of [false, true]) {
      const elements = [...flying].filter((element) => withFiles.has(element) === files);
      if (!elements.length || over()) continue;
      await again(() => put(elements)).catch((cause: unknown) => {
        if (!files || isHoldfastError(cause)) throw cause;
        const text = `"${document}" holds a file that can't be read any more. Choose it again.`;
        throw new HoldfastError('HOLDFAST_STORAGE', text, { cause });
      });
      for (const element of elements) flying.delete(element);
      // A closing takes others along, which no key says.
      if (!over()) announce(standing, elements.includes('@closed') ? null : flown.keys);
    }
  };

  return {
    busy: () => dirty.size + flying.size > 0,
    waiting: () => [...new Set([...dirty, ...flying])].map((element) => [element, kept.own(element)]),
    touch(element) {
      dirty.add(element);
      own.touch(element);
    },
    write: createPump(async () => {
      if (standing.id() === null || standing.newer() || over() || !dirty.size) return;
      for (const element of dirty) flying.add(element);
      dirty.clear();
      try {
        await putAll();
        if (over()) return;
        standing.recover();
      } catch (error) {
        for (const element of flying) dirty.add(element);
        standing.degrade('error', isFull(error) ? full(document, flown.entries, error) : error);
      }
      flying.clear();
      kept.changed();
      // What was edited meanwhile has asked for the next run itself.
    }),
    exit() {
      if (over() || standing.newer() || !(dirty.size + flying.size)) return;
      const { entries, keys } = own.atOnce([...dirty, ...flying]);
      if (!entries.length) return;
      writeShadow(host, partition.id, ours, shadowed(document, present(entries)));
      if (standing.id() === null) return;
      host
        .database()
        .put('journal', entries)
        .then(
          () => writeShadow(host, partition.id, ours),
          () => {},
        );
      // There may be no later. Whoever hears of it reads behind this transaction, and only what it has stored.
      announce(standing, keys);
    },
  };
}
