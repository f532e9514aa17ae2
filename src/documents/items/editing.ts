import type { Element } from '../elements.ts';
import { latest } from '../elements.ts';
import { type Register, register } from '../fragment.ts';
import { markedRegister, seenIn } from '../register.ts';
import { type Stamp, spreadOf } from '../stamp.ts';
import { elementOf, type Part } from './names.ts';
import { positionBetween } from './position.ts';
import { editedAt, idOf, isFields, itemsOfWhole, type Parts, type PlacedItem } from './reading.ts';

/** An array as it stands: what was last set as a whole, what is known of items beside that, and what both come to. */
export interface Items {
  readonly path: string;
  readonly whole: Register | undefined;
  readonly parts: ReadonlyMap<string, Parts>;
  readonly list: readonly PlacedItem[];
}

type Tick = (after: Stamp) => Stamp;

/** A stamp above everything that is known of an item, and of the array that would cover it. */
const above = ({ whole, parts }: Items, id: string, tick: Tick): Stamp => {
  const own = parts.get(id);
  return tick(latest([...(whole ? [whole] : []), ...(own?.gone ? [own.gone] : []), [own ? editedAt(own) : '']]));
};

/** An item as parts, all of one stamp. */
export const partsOf = (
  path: string,
  { id, value, at }: Pick<PlacedItem, 'id' | 'value'> & { readonly at: unknown },
  stamp: Stamp,
): (readonly [name: string, edit: Register])[] => [
  [elementOf(path, id, '@place'), register(stamp, at)],
  ...(isFields(value) ? Object.entries(value) : []).flatMap(([name, part]): [string, Register][] =>
    part === undefined ? [] : [[elementOf(path, id, `.${name}`), register(stamp, part)]],
  ),
];

/**
 * An item that so far is only in the whole array becomes parts of its own with its first edit, so that it can outlive that array.
 * They bear the array's stamp: two tabs that do it make the same, and cover nothing of each other.
 */
function detached({ path, whole, parts }: Items, id: string): Element[] {
  const base = parts.get(id)?.place ? undefined : itemsOfWhole(whole).get(id);
  return base && whole ? partsOf(path, base, whole[0]) : [];
}

function edit(items: Items, id: string, part: Part, made: Register): Element[] {
  const name = elementOf(items.path, id, part);
  return [[name, made], ...detached(items, id).filter(([other]) => other !== name)];
}

/** A position at index `to` of `list`, or at its end. Where two items stand at the very same place, behind both. */
function positionIn(list: readonly PlacedItem[], to: number, sign: string): string {
  let at = Math.min(to, list.length);
  const before = list[at - 1]?.at ?? null;
  while (before !== null && list[at]?.at === before) at += 1;
  return positionBetween(before, list[at]?.at ?? null, sign);
}

/** Three digits that tell tabs apart. */
const signOf = (stamp: Stamp): string => spreadOf(stamp).toString(36).padStart(3, '0');

/** `stamp` must be above all of the array's: it also names the item. */
export function addItem(
  items: Items,
  value: object,
  at: number,
  stamp: Stamp,
): readonly [item: PlacedItem, edits: Element[]] {
  const item = { id: idOf(stamp), value, at: positionIn(items.list, at, signOf(stamp)) };
  return [item, [...partsOf(items.path, item, stamp)]];
}

/** Up to where somebody has seen the field of an item who has it before the eyes. */
export function seenInField({ whole, parts }: Items, id: string, field: string, replica: string): Stamp {
  const own = parts.get(id)?.fields.get(field);
  if (own) return seenIn(own, replica);
  return (itemsOfWhole(whole).has(id) && whole?.[0]) || '';
}

/** `over` is up to where its writer has seen what others wrote into it. The first edit answered is the one that was asked for. */
export const setField = (items: Items, id: string, field: string, value: unknown, over: Stamp, tick: Tick): Element[] =>
  edit(items, id, `.${field}`, markedRegister(above(items, id, tick), value, over));

/** The first edit answered is the one that was asked for. */
export function moveItem(items: Items, id: string, to: number, tick: Tick): Element[] {
  const others = items.list.filter((item) => item.id !== id);
  const stamp = above(items, id, tick);
  return edit(items, id, '@place', register(stamp, positionIn(others, to, signOf(stamp))));
}

export const removeItem = (items: Items, id: string, tick: Tick): Element[] => [
  [elementOf(items.path, id, '@gone'), register(above(items, id, tick), true)],
];
