import type { Element } from '../elements.ts';
import { latest } from '../elements.ts';
import type { Register } from '../fragment.ts';
import { replicaOf, type Stamp } from '../stamp.ts';
import { type Items, partsOf, setField } from './editing.ts';
import type { PlacedItem } from './reading.ts';

/** An item as somebody saw it who edits it, and when the array was set in which it came. */
export interface SeenItem {
  readonly item: PlacedItem;
  readonly since: Stamp;
}

/**
 * The edits of a field of an item that isn't there any more: they bring it back, whole. Of one that was removed everything is known. One
 * that came in an array, and went with that, only who saw it still knows: what nobody has written since bears the stamp of that
 * array, so it covers no edit of anybody. The first edit answered is the one that was asked for.
 */
export function bringBack(
  items: Items,
  { item, since }: SeenItem,
  field: string,
  value: unknown,
  over: Stamp,
  tick: (after: Stamp) => Stamp,
  find: (element: string) => Register | undefined,
): Element[] {
  const edits = setField(items, item.id, field, value, over, tick);
  const made = new Set(edits.map(([name]) => name));
  const rest = since ? partsOf(items.path, item, since) : [];
  return [...edits, ...rest.filter(([name]) => !made.has(name) && !find(name))];
}

/** Whether an item that isn't there was taken away by others: they removed it, or set the array without it. */
export function isTaken({ whole, parts }: Items, id: string, replica: string): boolean {
  return replicaOf(latest([parts.get(id)?.gone ?? [''], whole ?? ['']])) !== replica;
}
