import { keep } from '../keep.ts';
import { parseElement } from './names.ts';
import type { Shelf } from './shelf.ts';

/** Where a conflict of an item's field is, and what lost there. */
interface Found<Lost> {
  readonly path: string;
  readonly id: string;
  readonly field: string;
  readonly values: readonly Lost[];
}

/** What lost in fields of items, of those items that are there, in their order. What didn't change keeps its identity. */
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
    for (const element of elements) {
      const [path, id, part] = parseElement(element) ?? ['', '', '@gone'];
      const item = shelf.item(path, id);
      if (!item) continue;
      const made = { path, id, field: part.slice(1), values: byElement[element] ?? [] };
      const was = before.get(element);
      const conflict = was ? keep(was, made) : made;
      known.set(element, conflict);
      found.push([shelf.of(path).list.indexOf(item), conflict]);
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
