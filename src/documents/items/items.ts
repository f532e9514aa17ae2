import { isData } from '../../vault/data.ts';
import { demandUse } from '../demand.ts';
import type { Allow } from '../draft/allowing.ts';
import type { Element } from '../elements.ts';
import { keep } from '../keep.ts';
import type { Stamp } from '../stamp.ts';
import { addItem, type Items, moveItem, removeItem, setField } from './editing.ts';
import type { DraftItem, DraftItems } from './face.ts';
import { elementOf, parseElement } from './names.ts';

/** What items need of the draft that they stand in. */
export interface ItemsHome {
  of(path: string): Items;
  /** When anything of `path` was last set. */
  changedAt(path: string): Stamp;
  tick(after: Stamp): Stamp;
  write(path: string, edits: readonly Element[]): void;
  /** Messages by the names of elements. */
  errors(): Readonly<Record<string, string>>;
  readonly allow: Allow;
}

type AnyItem = DraftItem<Record<string, unknown>>;
type AnyItems = DraftItems<Record<string, unknown>>;
type Errors = Record<string, Record<string, string>>;

/** The faces of the arrays of a draft, one for each path, and the way to tell who listens that something may have changed. */
export function createItems(home: ItemsHome): { at(path: string): AnyItems; changed(): void } {
  const faces = new Map<string, AnyItems>();
  const listeners = new Set<() => void>();
  const nobody: readonly AnyItem[] = [];

  const create = (path: string): AnyItems => {
    let list = nobody;
    let seen: readonly [items: Items['list'], errors: object] | null = null;

    /** Messages by item and field. */
    const readErrors = (): Errors => {
      const errors: Errors = {};
      for (const [name, message] of Object.entries(home.errors())) {
        const place = parseElement(name);
        if (place?.[0] === path) errors[place[1]] = { ...errors[place[1]], [place[2].slice(1)]: message };
      }
      return errors;
    };
    const getState = (): readonly AnyItem[] => {
      const items = home.of(path).list;
      const all = home.errors();
      if (seen?.[0] === items && seen[1] === all) return list;
      // Of the items themselves few change at a time: the others are shown as they were.
      const same = seen?.[1] === all ? new Map(seen[0].map((item, n) => [item, list[n]])) : null;
      seen = [items, all];
      const errors = readErrors();
      const before = new Map(list.map((item) => [item.id, item]));
      list = keep(
        list,
        items.map((placed) => {
          const { id, value } = placed;
          const was = before.get(id);
          const shown = same?.get(placed);
          if (shown) return shown;
          const { '': error, ...own } = errors[id] ?? {};
          const item = { id, value: value as AnyItem['value'], errors: was ? keep(was.errors, own) : own, error };
          return was ? keep(was, item) : item;
        }),
      );
      return list;
    };
    const edit = (id: string, make: (items: Items) => Element[]): boolean => {
      const items = home.of(path);
      const there = items.list.some((item) => item.id === id);
      if (there) home.write(path, make(items));
      return there;
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
        const [id, edits] = addItem(home.of(path), item, at, home.tick(home.changedAt(path)));
        home.write(path, edits);
        return id;
      },
      set(id, field, value) {
        const item = getState().find((each) => each.id === id);
        home.allow(path, value, item?.value[field]);
        return edit(id, (items) => setField(items, id, field, value, home.tick));
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
