import type { Element } from '../elements.ts';
import type { Register } from '../fragment.ts';
import { justAfter, type Stamp } from '../stamp.ts';
import { partsOf } from './editing.ts';
import { parseElement } from './names.ts';
import type { PlacedItem } from './reading.ts';
import type { Shelf } from './shelf.ts';

/** Items of which one field was edited while they were handed over, in this tab or another one. */
export interface Late {
  /** The draft was closed at `stamp`: takes note of the items that it held. */
  closed(stamp: Stamp): void;
  /**
   * What an item that outlived the closing is short of: the edit of one field is later than that, and all others are known. They
   * begin the next draft with it, each barely later than the closing, so that they cover no edit of anybody.
   */
  complete(changed: Iterable<string>): readonly Element[];
  clear(): void;
}

export function createLate(
  shelf: Pick<Shelf, 'item' | 'lists'>,
  find: (element: string) => Register | undefined,
  secret: ReadonlySet<string>,
  replica: () => string,
): Late {
  const items = new Map<string, Map<string, PlacedItem>>();
  /** Those of secret arrays: nobody else edits them, so they are forgotten as soon as they were looked at. */
  let fleeting: readonly string[] = [];
  let at: Stamp = '';
  return {
    closed(stamp) {
      at = stamp;
      items.clear();
      for (const [path, list] of shelf.lists())
        if (list.length) items.set(path, new Map(list.map((item) => [item.id, item])));
      fleeting = [...items.keys()].filter((path) => secret.has(path));
    },
    complete(changed) {
      const edits: Element[] = [];
      if (!items.size) return edits;
      for (const name of changed) {
        const [path, id] = parseElement(name) ?? ['', ''];
        const known = items.get(path);
        const item = known?.get(id);
        if (!item || !shelf.item(path, id)) continue;
        known?.delete(id);
        const stamp = justAfter(at, replica());
        edits.push(...partsOf(path, item, stamp).filter(([part]) => !find(part)));
      }
      for (const path of fleeting) items.delete(path);
      return edits;
    },
    clear() {
      items.clear();
    },
  };
}
