import { latest } from '../elements.ts';
import { contentOf, losersOf, type Register } from '../register.ts';
import { replicaOf, type Stamp } from '../stamp.ts';
import type { Items } from './editing.ts';
import { parseElement } from './names.ts';
import { editedAt, itemsOfWhole, type Parts, type PlacedItem, type ReadList, readGone, readItems } from './reading.ts';

/** The arrays of a draft that are edited item by item. Every other field passes through as it is. */
export interface Shelf {
  /** Takes note of a part of an item, found or gone. Answers the path of its array, or null for a name that is no part. */
  note(name: string): string | null;
  of(path: string): Items;
  item(path: string, id: string): PlacedItem | undefined;
  /** One that isn't there any more, as far as it is known. */
  gone(path: string, id: string): PlacedItem | undefined;
  /** What is known of items beside the whole array, where there is any. */
  partsAt(path: string): ReadonlyMap<string, Parts> | undefined;
  /** What stands at `path`: the plain array of its items, or else what was set there. */
  valueAt(path: string): unknown;
  /** When anything of `path` was last set. */
  changedAt(path: string): Stamp;
  /** When others than this stay last wrote into an item, or into any of an array, as far as that was seen. Nothing is ''. */
  touchedAt(path: string, id?: string): Stamp;
  /** All items as they were last read. */
  lists(): ReadonlyMap<string, Items['list']>;
  clear(): void;
}

interface Shown extends Items, ReadList {
  readonly array: readonly unknown[];
}

const newestOf = (parts: Parts): Stamp => latest([parts.gone ?? [''], [editedAt(parts)]]);

/** The very array that was set, where no item of it was edited since. */
function isUntouched(list: readonly PlacedItem[], whole: Register | undefined): boolean {
  const given = itemsOfWhole(whole);
  if (list.length !== given.size) return false;
  let n = 0;
  for (const item of given.values()) {
    const found = list[n++];
    if (found?.id !== item.id || !Object.is(found.value, item.value)) return false;
  }
  return true;
}

/** `find` gives the register of an element; `replica` names this stay. */
export function createShelf(find: (element: string) => Register | undefined, replica: () => string): Shelf {
  const arrays = new Map<string, Map<string, Parts>>();
  const shown = new Map<string, Shown>();
  /** Items of which something changed since their array was last read. */
  const changed = new Map<string, Set<string>>();
  /** The latest in the parts of an array. Nothing of it is forgotten but all together. */
  const newest = new Map<string, Stamp>();
  const touched = new Map<string, Stamp>();

  const raise = (map: Map<string, Stamp>, key: string, stamp: Stamp): void => {
    if (stamp > (map.get(key) ?? '')) map.set(key, stamp);
  };
  const read = (path: string): Shown => {
    const before = shown.get(path);
    const whole = find(path);
    const ids = changed.get(path);
    if (before && before.whole === whole && !ids) return before;
    const parts = arrays.get(path) ?? new Map();
    const { list, byId } = readItems(whole, parts, before, before?.whole === whole ? ids : undefined);
    const set = contentOf(whole);
    const same = before && before.list === list && before.array.length === list.length;
    const array =
      isUntouched(list, whole) && Array.isArray(set) ? set : same ? before.array : list.map(({ value }) => value);
    const after = { path, whole, parts, list, byId, array };
    shown.set(path, after);
    changed.delete(path);
    return after;
  };

  return {
    note(name) {
      const place = parseElement(name);
      if (!place) return null;
      const [path, id, part] = place;
      const register = find(name);
      const all = arrays.get(path) ?? new Map<string, Parts>();
      const before = all.get(id);
      const fields = new Map(before?.fields);
      if (part.startsWith('.') && !(register && fields.set(part.slice(1), register))) fields.delete(part.slice(1));
      const at = part === '@place' ? register : before?.place;
      const gone = part === '@gone' ? register : before?.gone;
      if (at || gone || fields.size) all.set(id, { ...(at && { place: at }), ...(gone && { gone }), fields });
      else all.delete(id);
      if (all.size) arrays.set(path, all);
      else arrays.delete(path);
      const ids = changed.get(path);
      if (ids) ids.add(id);
      else changed.set(path, new Set([id]));
      for (const [stamp] of register ? [register, ...losersOf(register)] : []) {
        raise(newest, path, stamp);
        if (replicaOf(stamp) === replica()) continue;
        raise(touched, path, stamp);
        raise(touched, `${path}\t${id}`, stamp);
      }
      return path;
    },
    of: read,
    item: (path, id) => read(path).byId.get(id),
    gone(path, id) {
      const { whole, parts } = read(path);
      return readGone(id, whole, parts.get(id));
    },
    partsAt: (path) => arrays.get(path),
    valueAt(path) {
      const whole = find(path);
      const parts = arrays.get(path);
      if (!parts) return contentOf(whole);
      const { array } = read(path);
      if (array.length) return array;
      // Who only removed something, of an array that is gone by now, has emptied nothing.
      const isEdit = (own: Parts): boolean => (whole ? newestOf(own) > whole[0] : editedAt(own) !== '');
      return [...parts.values()].some(isEdit) ? array : contentOf(whole);
    },
    changedAt: (path) => latest([find(path) ?? [''], [newest.get(path) ?? '']]),
    touchedAt: (path, id) => touched.get(id === undefined ? path : `${path}\t${id}`) ?? '',
    lists: () => new Map([...shown].map(([path, { list }]) => [path, list])),
    clear() {
      for (const map of [arrays, shown, changed, newest, touched]) map.clear();
    },
  };
}
