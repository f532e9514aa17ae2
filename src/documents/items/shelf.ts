import { latest } from '../elements.ts';
import { contentOf, type Register } from '../register.ts';
import type { Stamp } from '../stamp.ts';
import type { Items } from './editing.ts';
import { parseElement } from './names.ts';
import { editedAt, itemsOfWhole, type Parts, readItems } from './reading.ts';

/** The arrays of a draft that are edited item by item. Every other field passes through as it is. */
export interface Shelf {
  /** Takes note of a part of an item, found or gone. Answers the path of its array, or null for a name that is no part. */
  note(name: string): string | null;
  of(path: string): Items;
  /** What stands at `path`: the plain array of its items, or else what was set there. */
  valueAt(path: string): unknown;
  /** When anything of `path` was last set. */
  changedAt(path: string): Stamp;
  clear(): void;
}

interface Shown extends Items {
  readonly revision: number;
  readonly array: readonly unknown[];
}

const newestOf = (parts: Parts): Stamp => latest([parts.gone ?? [''], [editedAt(parts)]]);

/** `find` gives the register of an element. */
export function createShelf(find: (element: string) => Register | undefined): Shelf {
  const arrays = new Map<string, Map<string, Parts>>();
  const shown = new Map<string, Shown>();
  let revision = 0;
  /** When a part of an array last changed. */
  const revisions = new Map<string, number>();

  const read = (path: string): Shown => {
    const before = shown.get(path);
    const whole = find(path);
    const at = revisions.get(path) ?? 0;
    if (before?.whole === whole && before?.revision === at) return before;
    const parts = arrays.get(path) ?? new Map();
    const list = readItems(whole, parts, before?.list);
    const given = [...itemsOfWhole(whole).values()];
    const untouched =
      list.length === given.length &&
      list.every(({ id, value }, n) => given[n]?.id === id && Object.is(given[n].value, value));
    const set = contentOf(whole);
    const same = before && before.list === list && before.array.length === list.length;
    const array = untouched && Array.isArray(set) ? set : same ? before.array : list.map(({ value }) => value);
    const after = { path, whole, parts, list, array, revision: at };
    shown.set(path, after);
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
      revisions.set(path, ++revision);
      return path;
    },
    of: read,
    valueAt(path) {
      const whole = find(path);
      const parts = arrays.get(path);
      if (!parts) return contentOf(whole);
      const { array } = read(path);
      if (array.length || [...parts.values()].some((own) => newestOf(own) > (whole?.[0] ?? ''))) return array;
      return contentOf(whole);
    },
    changedAt: (path) =>
      latest([find(path) ?? [''], ...[...(arrays.get(path)?.values() ?? [])].map((own): Register => [newestOf(own)])]),
    clear() {
      arrays.clear();
      shown.clear();
      revisions.clear();
    },
  };
}
