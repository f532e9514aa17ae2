import type { Element } from '../elements.ts';
import type { Register } from '../fragment.ts';
import { contentOf, markedRegister, register } from '../register.ts';
import type { Stamp } from '../stamp.ts';
import { type Items, partsOf, seenInField } from './editing.ts';
import { elementOf, type Part, parseElement } from './names.ts';
import { isFields, type PlacedItem } from './reading.ts';
import type { Shelf } from './shelf.ts';

/** What stood in a field or in a part of an item; of an array, and of an item that comes or goes, the items themselves, too. */
export interface Stood {
  readonly value: unknown;
  readonly items: readonly PlacedItem[];
}

/** Names no edit. */
export const never = '-';

/** What an edit of an item changes, so that it can be taken back: one element, from what to what. */
interface ItemChange {
  readonly path: string;
  readonly before: Stood;
  readonly after: Stood;
  readonly base: Stamp;
  readonly stamp: Stamp;
}

export const stood = (value: unknown, items: readonly PlacedItem[] = []): Stood => ({ value, items });

/** An item that was added is taken back by removing it. */
export const additionOf = (path: string, { id, value, at }: PlacedItem): ItemChange => ({
  path: elementOf(path, id, '@gone'),
  before: stood(true),
  after: stood(undefined, [{ id, value, at }]),
  base: never,
  stamp: '',
});

/** What `made`, an edit of `item` as it stands, changes. */
export function changeOf(
  item: PlacedItem,
  [name, made]: readonly [name: string, made: Register],
  after: unknown,
  find: (element: string) => Register | undefined,
): ItemChange {
  const part = parseElement(name)?.[2] ?? '@place';
  const before = part === '@place' ? item.at : part === '@gone' ? undefined : partIn(item, part);
  const items = part === '@gone' ? [item] : [];
  return {
    path: name,
    before: stood(before, items),
    after: stood(after),
    base: find(name)?.[0] ?? '',
    stamp: made[0],
  };
}

/** What stands in a field of an item. */
export const partIn = (item: PlacedItem | undefined, part: Part): unknown =>
  isFields(item?.value) ? item.value[part.slice(1)] : undefined;

/**
 * Which edit stands in an element, as far as taking back is concerned. Others have a say in that:
 * - An array stands until others write into any of its items; what this tab does to these is taken back by itself.
 * - An item that was added, or removed and brought back, is not taken away from under others who have written into it since.
 * - In an item that isn't there, nothing stands: an edit that is taken back brings nothing back that others removed.
 */
export function presentIn(
  shelf: Pick<Shelf, 'item' | 'touchedAt'>,
  element: string,
  found: Register | undefined,
): Stamp {
  const stamp = found?.[0] ?? '';
  const place = parseElement(element);
  const later = (touched: Stamp): Stamp => (touched > stamp ? touched : stamp);
  if (!place) return later(shelf.touchedAt(element));
  const [path, id, part] = place;
  if (part === '@gone') return later(shelf.touchedAt(path, id));
  return shelf.item(path, id) ? stamp : never;
}

/** The edits that put back what stood in an element. Items come back under their ids, in an array as well. */
export function putBack(
  element: string,
  { value, items }: Stood,
  stamp: Stamp,
  replica: string,
  of: (path: string) => Items,
  find: (element: string) => Register | undefined,
  seen: (element: string) => Stamp,
): readonly Element[] {
  const place = parseElement(element);
  if (!place) {
    const byItem = items.length > 0 && items.every((item) => isFields(item.value));
    const whole: Element = [element, markedRegister(stamp, byItem ? [] : value, seen(element))];
    return byItem ? [whole, ...items.flatMap((item) => partsOf(element, item, stamp))] : [whole];
  }
  const [path, id, part] = place;
  if (part.startsWith('.'))
    return [[element, markedRegister(stamp, value, seenInField(of(path), id, part.slice(1), replica))]];
  // Of an item that comes back, what is known stands, as others may have written into it; an array may cover all of that.
  const back = items.flatMap((item) =>
    partsOf(path, { ...item, at: contentOf(find(elementOf(path, id, '@place'))) ?? item.at }, stamp),
  );
  const missing = back.filter(([name]) => parseElement(name)?.[2] === '@place' || !find(name));
  return [[element, register(stamp, value)], ...missing];
}
