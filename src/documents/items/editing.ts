import type { Element } from '../elements.ts';
import { latest } from '../elements.ts';
import { type Register, register } from '../fragment.ts';
import type { Stamp } from '../stamp.ts';
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

const partsOf = (path: string, id: string, stamp: Stamp, value: unknown, at: unknown): Element[] => [
  [elementOf(path, id, '@place'), register(stamp, at)],
  ...(isFields(value) ? Object.entries(value) : []).flatMap(([name, part]): Element[] =>
    part === undefined ? [] : [[elementOf(path, id, `.${name}`), register(stamp, part)]],
  ),
];

/**
 * An item that so far is only in the whole array becomes parts of its own with its first edit, so that it can outlive that array.
 * They bear the array's stamp: two tabs that do it make the same, and cover nothing of each other.
 */
function detached({ path, whole, parts }: Items, id: string): Element[] {
  const base = parts.get(id)?.place ? undefined : itemsOfWhole(whole).get(id);
  return base && whole ? partsOf(path, id, whole[0], base.value, base.at) : [];
}

function edit(items: Items, id: string, part: Part, value: unknown, tick: Tick): Element[] {
  const name = elementOf(items.path, id, part);
  const made: Element = [name, register(above(items, id, tick), value)];
  return [...detached(items, id).filter(([other]) => other !== name), made];
}

/** A position at index `to` of `list`, or at its end. Where two items stand at the very same place, behind both. */
function positionIn(list: readonly PlacedItem[], to: number, sign: string): string {
  const at = Math.min(to, list.length);
  const before = list[at - 1]?.at ?? null;
  const after = list.slice(at).find((item) => before === null || item.at > before)?.at ?? null;
  return positionBetween(before, after, sign);
}

/** The last digits of a stamp tell tabs apart. */
const signOf = (stamp: Stamp): string => stamp.slice(-3);

/** `stamp` must be above all of the array's: it also names the item. */
export function addItem(
  items: Items,
  value: object,
  at: number,
  stamp: Stamp,
): readonly [id: string, edits: Element[]] {
  const id = idOf(stamp);
  return [id, partsOf(items.path, id, stamp, value, positionIn(items.list, at, signOf(stamp)))];
}

export const setField = (items: Items, id: string, field: string, value: unknown, tick: Tick): Element[] =>
  edit(items, id, `.${field}`, value, tick);

export function moveItem(items: Items, id: string, to: number, tick: Tick): Element[] {
  const others = items.list.filter((item) => item.id !== id);
  return edit(items, id, '@place', positionIn(others, to, signOf(tick(''))), tick);
}

export const removeItem = (items: Items, id: string, tick: Tick): Element[] => [
  [elementOf(items.path, id, '@gone'), register(above(items, id, tick), true)],
];
