import { keep } from '../keep.ts';
import { type Entry, entryOf, losersOf, overOf } from '../register.ts';
import { replicaOf } from '../stamp.ts';
import type { Items } from './editing.ts';
import { parseElement } from './names.ts';
import { editedAt, removedAt } from './reading.ts';
import type { Shelf } from './shelf.ts';

/**
 * What somebody wrote into a field of an item that is gone with all others, since the array was set as a whole later by somebody who
 * had not seen that; newest first. What the array that lost itself held is offered with that.
 */
export function coveredIn({ whole, parts }: Items, id: string, field: string): readonly Entry[] {
  const own = parts.get(id);
  const register = own?.fields.get(field);
  if (!whole || !own || !register || removedAt(own) > editedAt(own)) return [];
  const arrays = new Set(losersOf(whole).map(([stamp]) => stamp));
  const isUnseen = ([stamp]: Entry): boolean =>
    stamp > overOf(whole) && replicaOf(stamp) !== replicaOf(whole[0]) && !arrays.has(stamp);
  return [entryOf(register), ...losersOf(register)].filter(isUnseen);
}

/** Where a conflict of an item's field is, and what lost there. */
interface Found<Lost> {
  readonly path: string;
  readonly id: string;
  readonly field: string;
  readonly values: readonly Lost[];
}

/** What lost in fields of items, in the order of these, and then in those that were lost themselves. What didn't change keeps its identity. */
export function createItemConflicts<Lost>(
  shelf: Pick<Shelf, 'of' | 'item'>,
): (byElement: Readonly<Record<string, readonly Lost[]>>) => readonly Found<Lost>[] {
  const nothing: readonly Found<Lost>[] = [];
  let known = new Map<string, Found<Lost>>();
  let last = nothing;
  return (byElement) => {
    const elements = Object.keys(byElement);
    if (!elements.length) {
      last = nothing;
      return last;
    }
    const before = known;
    known = new Map();
    const found: (readonly [at: number, conflict: Found<Lost>])[] = [];
    // Sorted first, so that fields of one item, and items that are gone, stand in one order in every tab.
    for (const element of elements.sort()) {
      const [path, id, part] = parseElement(element) ?? ['', '', '@gone'];
      const item = shelf.item(path, id);
      const made = { path, id, field: part.slice(1), values: byElement[element] ?? [] };
      const was = before.get(element);
      const conflict = was ? keep(was, made) : made;
      known.set(element, conflict);
      found.push([item ? shelf.of(path).list.indexOf(item) : Number.MAX_SAFE_INTEGER, conflict]);
    }
    const order = ([at, one]: (typeof found)[number], [to, other]: (typeof found)[number]): number =>
      one.path === other.path ? at - to : one.path < other.path ? -1 : 1;
    last = keep(
      last,
      found.sort(order).map(([, conflict]) => conflict),
    );
    return last;
  };
}
