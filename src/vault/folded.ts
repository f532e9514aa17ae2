import type { Kept } from './contents.ts';
import { keyOf } from './keys.ts';
import { type Joined, pageKey, paginate } from './pages.ts';
import type { Reading } from './reading.ts';
import { clearValue, packParts } from './stored.ts';

/** What is to stand in the base for an element, or for a page of them; `undefined` when nothing is left of it. */
export interface Folded {
  readonly elements: readonly string[];
  readonly key: string;
  readonly value: unknown;
}

const stored = async ({ locker }: Reading, kept: Kept, parts: readonly Joined[], replica = ''): Promise<unknown> => {
  const packing = [packParts(parts, replica), kept.version] as const;
  return kept.seals?.(parts[0]?.[0] ?? '') ? locker.seal(...packing) : clearValue(...packing);
};

/**
 * Joined and sealed before the transaction, since nothing else can be awaited in it. `replicaFor`: in whose key it will stand where
 * it can't stand under its own.
 */
export async function foldElement(
  reading: Reading,
  kept: Kept,
  element: string,
  replicaFor?: (key: string) => string,
): Promise<Folded> {
  const joined = reading.contents.all(element);
  const key = keyOf(reading.prefix, kept.seals?.(element) ? await reading.locker.place(element) : element);
  return {
    elements: [element],
    key,
    value: joined === undefined ? joined : await stored(reading, kept, [[element, joined]], replicaFor?.(key)),
  };
}

/** Many at once, in pages as far as they fit, each under a new `name`. */
export async function foldElements(
  reading: Reading,
  kept: Kept,
  elements: readonly string[],
  name: () => string,
): Promise<Folded[]> {
  const joined = elements.map((element): Joined => [element, reading.contents.all(element)]);
  const gone = joined.filter(([, fragment]) => fragment === undefined);
  const kinds = [true, false].map((sealed) =>
    paginate(joined.filter((each) => each[1] !== undefined && (kept.seals?.(each[0]) ?? false) === sealed)),
  );
  const foldPage = async (page: readonly Joined[]): Promise<Folded> => ({
    elements: page.map(([element]) => element),
    key: pageKey(reading.prefix, name()),
    value: await stored(reading, kept, page),
  });
  return Promise.all([
    ...kinds.flatMap(({ pages }) => pages.map(foldPage)),
    ...[...gone, ...kinds.flatMap(({ alone }) => alone)].map(([element]) => foldElement(reading, kept, element)),
  ]);
}
