import { latest } from '../elements.ts';
import type { Register } from '../fragment.ts';
import { keep } from '../keep.ts';
import { contentOf, isSet } from '../register.ts';
import type { Stamp } from '../stamp.ts';
import { isPosition, type Position, positionAt } from './position.ts';

/** What is known of an item beside the whole array. */
export interface Parts {
  readonly place?: Register;
  readonly gone?: Register;
  readonly fields: ReadonlyMap<string, Register>;
}

/** One item as it stands in the list. */
export interface Item {
  readonly id: string;
  readonly value: unknown;
}

export interface PlacedItem extends Item {
  readonly at: Position;
}

const none: Parts = { fields: new Map() };
const last = 'zzzzzz';

/** Names what was made at `stamp`, the same in every tab: stamps never repeat. */
export const idOf = (stamp: Stamp, n?: number): string =>
  stamp.slice(2, 13) + stamp.slice(-6) + (n === undefined ? '' : `-${n.toString(36)}`);

/** The array that was set as a whole, as items. What another version stored, or a conflict brings back, is one, too. */
export function itemsOfWhole(whole: Register | undefined): ReadonlyMap<string, PlacedItem> {
  const list = contentOf(whole);
  if (!whole || !Array.isArray(list)) return new Map();
  const items =
    inWhole.get(whole) ??
    new Map(Array.from(list, (value, n) => [idOf(whole[0], n), { id: idOf(whole[0], n), value, at: positionAt(n) }]));
  inWhole.set(whole, items);
  return items;
}

/** Looked at with every edit of an item. */
const inWhole = new WeakMap<Register, ReadonlyMap<string, PlacedItem>>();

export const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  Object.prototype.toString.call(value) === '[object Object]';

/** When an item was last edited; its removal is no edit. */
export const editedAt = ({ place, fields }: Parts): Stamp => latest([...(place ? [place] : []), ...fields.values()]);

/** When an item was removed, if it was. */
export const removedAt = ({ gone }: Parts): Stamp => (gone && isSet(gone) ? gone[0] : '');

function assemble(base: unknown, { fields }: Parts): unknown {
  if (!fields.size) return base;
  const value = new Map(isFields(base) ? Object.entries(base) : []);
  for (const name of [...fields.keys()].sort()) {
    const part = contentOf(fields.get(name));
    if (part === undefined) value.delete(name);
    else value.set(name, part);
  }
  return Object.fromEntries(value);
}

const sameValue = (before: unknown, after: unknown): unknown =>
  isFields(before) && isFields(after) ? keep(before, after) : after;

/** An item as it is known, be it there or not. */
const compose = (id: string, base: PlacedItem | undefined, own: Parts): PlacedItem => {
  const placed = contentOf(own.place);
  return { id, value: assemble(base ? base.value : {}, own), at: isPosition(placed) ? placed : (base?.at ?? last) };
};

/** An item that isn't there, as it would be back; undefined where nothing is known of it: it went with the array that it came in. */
export function readGone(id: string, whole: Register | undefined, own: Parts = none): PlacedItem | undefined {
  const base = itemsOfWhole(whole).get(id);
  return base || own.place ? compose(id, base, own) : undefined;
}

/** One item, or null where there is none: it is covered by a later array, or was removed after it was last edited. */
function readItem(
  id: string,
  whole: Register | undefined,
  own: Parts = none,
  was: PlacedItem | undefined,
): PlacedItem | null {
  const since = whole?.[0] ?? '';
  const base = itemsOfWhole(whole).get(id);
  const edited = editedAt(own);
  if ((!base && (!edited || edited < since)) || removedAt(own) > (edited || since)) return null;
  const item = compose(id, base, own);
  return was ? keep(was, { ...item, value: sameValue(was.value, item.value) }) : item;
}

const isBefore = (a: PlacedItem, b: PlacedItem): boolean => a.at < b.at || (a.at === b.at && a.id < b.id);

/** Where `item` stands in a list that is in order, or would. */
function indexIn(list: readonly PlacedItem[], item: PlacedItem): number {
  let [from, to] = [0, list.length];
  while (from < to) {
    const mid = (from + to) >> 1;
    if (isBefore(list[mid] as PlacedItem, item)) from = mid + 1;
    else to = mid;
  }
  return from;
}

/** From so many on, sorting is less work than putting one after the other where it belongs. */
const many = 50;

/** An array as it was read. `byId` is what `list` holds, and goes on to the next reading. */
export interface ReadList {
  readonly list: readonly PlacedItem[];
  readonly byId: Map<string, PlacedItem>;
}

/**
 * The items of an array in their order: those of the array that was last set as a whole, and those with a later edit. An item
 * that was removed is back if it was edited after that. What didn't change since `before` keeps its identity; with `changed`, only
 * these are looked at.
 */
export function readItems(
  whole: Register | undefined,
  parts: ReadonlyMap<string, Parts>,
  { list: before, byId }: ReadList = { list: [], byId: new Map() },
  changed?: ReadonlySet<string>,
): ReadList {
  if (!changed || changed.size > many) {
    const all = new Map<string, PlacedItem>();
    for (const id of new Set([...itemsOfWhole(whole).keys(), ...parts.keys()])) {
      const item = readItem(id, whole, parts.get(id), byId.get(id));
      if (item) all.set(id, item);
    }
    return {
      list: keep(
        before,
        [...all.values()].sort((a, b) => (isBefore(a, b) ? -1 : 1)),
      ),
      byId: all,
    };
  }
  let list: PlacedItem[] | null = null;
  for (const id of changed) {
    const was = byId.get(id);
    const item = readItem(id, whole, parts.get(id), was);
    if ((item ?? undefined) === was) continue;
    list ??= [...before];
    if (was) list.splice(indexIn(list, was), 1, ...(item?.at === was.at ? [item] : []));
    if (item && item.at !== was?.at) list.splice(indexIn(list, item), 0, item);
    if (item) byId.set(id, item);
    else byId.delete(id);
  }
  return { list: list ?? before, byId };
}
