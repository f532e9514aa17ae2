import { latest } from '../elements.ts';
import type { Register } from '../fragment.ts';
import { keep } from '../keep.ts';
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
  const [stamp, list] = whole ?? [''];
  if (!whole || !Array.isArray(list)) return new Map();
  const items =
    inWhole.get(whole) ??
    new Map(Array.from(list, (value, n) => [idOf(stamp, n), { id: idOf(stamp, n), value, at: positionAt(n) }]));
  inWhole.set(whole, items);
  return items;
}

/** Looked at with every edit of an item. */
const inWhole = new WeakMap<Register, ReadonlyMap<string, PlacedItem>>();

export const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  Object.prototype.toString.call(value) === '[object Object]';

/** When an item was last edited; its removal is no edit. */
export const editedAt = ({ place, fields }: Parts): Stamp => latest([...(place ? [place] : []), ...fields.values()]);

function assemble(base: unknown, { fields }: Parts): unknown {
  if (!fields.size) return base;
  const value = new Map(isFields(base) ? Object.entries(base) : []);
  for (const name of [...fields.keys()].sort()) {
    const { 1: part } = fields.get(name) as Register;
    if (part === undefined) value.delete(name);
    else value.set(name, part);
  }
  return Object.fromEntries(value);
}

const sameValue = (before: unknown, after: unknown): unknown =>
  isFields(before) && isFields(after) ? keep(before, after) : after;

/**
 * The items of an array in their order: those of the array that was last set as a whole, and those with a later edit. An item
 * that was removed is back if it was edited after that. What didn't change since `before` keeps its identity.
 */
export function readItems(
  whole: Register | undefined,
  parts: ReadonlyMap<string, Parts>,
  before: readonly PlacedItem[] = [],
): readonly PlacedItem[] {
  const since = whole?.[0] ?? '';
  const given = itemsOfWhole(whole);
  const known = new Map(before.map((item) => [item.id, item]));
  const items: PlacedItem[] = [];
  for (const id of new Set([...given.keys(), ...parts.keys()])) {
    const base = given.get(id);
    const own = parts.get(id) ?? none;
    const edited = editedAt(own);
    const removed = own.gone && own.gone.length > 1 ? own.gone[0] : '';
    if ((!base && (!edited || edited < since)) || removed > (edited || since)) continue;
    const { 1: placed } = own.place ?? [''];
    const at = isPosition(placed) ? placed : (base?.at ?? last);
    const was = known.get(id);
    const item = { id, value: sameValue(was?.value, assemble(base ? base.value : {}, own)), at };
    items.push(was ? keep(was, item) : item);
  }
  items.sort((a, b) => (a.at < b.at || (a.at === b.at && a.id < b.id) ? -1 : 1));
  return keep(before, items);
}
