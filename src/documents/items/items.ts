import { isData } from '../../vault/data.ts';
import { demandUse } from '../demand.ts';
import type { Allow } from '../draft/allowing.ts';
import type { LostByField } from '../draft/conflicts.ts';
import type { Editing } from '../draft/editing.ts';
import type { DraftConflict } from '../draft/face.ts';
import type { Element } from '../elements.ts';
import { keep } from '../keep.ts';
import type { Stamp } from '../stamp.ts';
import { addItem, type Items, moveItem, removeItem } from './editing.ts';
import type { DraftItem, DraftItems } from './face.ts';
import { elementOf, parseElement } from './names.ts';
import type { PlacedItem } from './reading.ts';
import type { Shelf } from './shelf.ts';

/** What items need of the draft that they stand in. */
interface ItemsHome
  extends Pick<Shelf, 'of' | 'item' | 'changedAt'>,
    Pick<Editing, 'set' | 'begin' | 'held' | 'resolve' | 'addItem' | 'putItem'> {
  tick(after: Stamp): Stamp;
  /** Messages by the names of elements. */
  errors(): Readonly<Record<string, string>>;
  /** What lost, by the names of elements. */
  conflicts(): LostByField;
  readonly allow: Allow;
}

type AnyItem = DraftItem<Record<string, unknown>>;
type AnyItems = DraftItems<Record<string, unknown>>;

/** Of what is known by the names of elements, what is about items of `path`: by item and field. */
function byItem<Value>(all: Readonly<Record<string, Value>>, path: string): Record<string, Record<string, Value>> {
  const found: Record<string, Record<string, Value>> = {};
  for (const [name, value] of Object.entries(all)) {
    const place = parseElement(name);
    if (place?.[0] === path) found[place[1]] = { ...found[place[1]], [place[2].slice(1)]: value };
  }
  return found;
}

/** The faces of the arrays of a draft, one for each path, and the way to tell who listens that something may have changed. */
export function createItems(home: ItemsHome): { at(path: string): AnyItems; changed(): void } {
  const faces = new Map<string, AnyItems>();
  const listeners = new Set<() => void>();
  const nobody: readonly AnyItem[] = [];

  const create = (path: string): AnyItems => {
    let list = nobody;
    let seen: readonly [items: Items['list'], errors: object, conflicts: object] | null = null;
    /** Items as they were shown. Few change at a time. */
    let shown = new WeakMap<PlacedItem, AnyItem>();
    const byId = new Map<string, AnyItem>();

    const getState = (): readonly AnyItem[] => {
      const items = home.of(path).list;
      const [errors, conflicts] = [home.errors(), home.conflicts()];
      const same = seen?.[1] === errors && seen[2] === conflicts;
      // What the person is typing into stays on the screen until they leave it.
      const held = home.held(path).flatMap((id) => byId.get(id) ?? []);
      if (
        same &&
        seen?.[0] === items &&
        held.every((item) => list.includes(item)) &&
        list.length === items.length + held.length
      )
        return list;
      seen = [items, errors, conflicts];
      if (!same) shown = new WeakMap();
      const [errorsOf, conflictsOf] = [byItem(errors, path), byItem(conflicts, path)];
      const next = items.map((placed) => {
        const { id, value } = placed;
        const before = shown.get(placed);
        if (before) return before;
        const was = byId.get(id);
        const { '': error, ...own } = errorsOf[id] ?? {};
        const made: AnyItem = {
          id,
          value: value as AnyItem['value'],
          errors: was ? keep(was.errors, own) : own,
          error,
          conflicts: keep(was?.conflicts ?? {}, (conflictsOf[id] ?? {}) as AnyItem['conflicts']),
        };
        const item = was ? keep(was, made) : made;
        shown.set(placed, item);
        byId.set(id, item);
        return item;
      });
      for (const item of held) next.splice(Math.min(list.indexOf(item), next.length), 0, item);
      const ids = new Set(next.map(({ id }) => id));
      if (byId.size > next.length) for (const id of byId.keys()) if (!ids.has(id)) byId.delete(id);
      const isSame = next.length === list.length && next.every((item, n) => item === list[n]);
      if (!isSame) list = next;
      return list;
    };
    const edit = (id: string, make: (items: Items) => Element[]): boolean => {
      const item = home.item(path, id);
      if (item) home.putItem(item, make(home.of(path)));
      return item !== undefined;
    };
    const error = (): string | undefined => home.errors()[elementOf(path, '', '.')];
    const isWhole = (at: number): boolean => Number.isSafeInteger(at) && at >= 0;

    return {
      path,
      getState,
      getInitialState: () => nobody,
      subscribe(listener) {
        let last = [getState(), error()] as const;
        const look = (): void => {
          const before = last;
          last = [getState(), error()];
          if (last[0] !== before[0] || last[1] !== before[1]) listener(last[0], before[0]);
        };
        listeners.add(look);
        return () => void listeners.delete(look);
      },
      error,
      add(item = {}, at = Number.MAX_SAFE_INTEGER) {
        demandUse(isData(item) && !Array.isArray(item), `An item of "${path}" is an object of its fields.`);
        demandUse(isWhole(at), `An item is added at an index from 0; ${at} is none.`);
        home.allow(path, item, null);
        const [added, edits] = addItem(home.of(path), item, at, home.tick(home.changedAt(path)));
        home.addItem(path, added, edits);
        return added.id;
      },
      set(id, field, value) {
        home.set(elementOf(path, id, `.${field}`), value);
        return home.item(path, id) !== undefined;
      },
      edit: (id, field) => home.begin(elementOf(path, id, `.${field}`)),
      resolve(id, field, choice?: DraftConflict<unknown>) {
        home.resolve(elementOf(path, id, `.${field}`), choice);
        return home.item(path, id) !== undefined;
      },
      move(id, to) {
        demandUse(isWhole(to), `An item is moved to an index from 0; ${to} is none.`);
        return edit(id, (items) => moveItem(items, id, to, home.tick));
      },
      remove: (id) => edit(id, (items) => removeItem(items, id, home.tick)),
    };
  };

  return {
    at(path) {
      const face = faces.get(path) ?? create(path);
      faces.set(path, face);
      return face;
    },
    changed() {
      for (const look of listeners) look();
    },
  };
}
