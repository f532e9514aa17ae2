import type { Document } from '../document.ts';
import { type Element, latest } from '../elements.ts';
import { isRegister } from '../fragment.ts';
import { coveredIn } from '../items/conflicts.ts';
import { removeItem, seenInField, setField } from '../items/editing.ts';
import { additionOf, changeOf, putBack, stood } from '../items/history.ts';
import { type Place, parseElement, pathOf } from '../items/names.ts';
import { itemsOfWhole, type PlacedItem } from '../items/reading.ts';
import { bringBack, isTaken, type SeenItem } from '../items/returning.ts';
import { contentOf, losersOf, markedRegister, seenIn } from '../register.ts';
import { replicaOf, type Stamp } from '../stamp.ts';
import { isAlike } from './alike.ts';
import type { Allow } from './allowing.ts';
import type { Checks } from './checks.ts';
import type { Fields } from './fields.ts';
import type { Ground } from './ground.ts';
import type { History, Repeat } from './history.ts';
import { stepOf } from './paths.ts';

/** An edit under way: up to where its person has seen what others wrote. */
interface Open {
  readonly element: string;
  over: Stamp;
  /** The item that it is about, as it was then. */
  readonly seen: SeenItem | null;
  /** It brought the item back: that goes again as one, so what is typed on is no step of its own. */
  returned: boolean;
}

/** How the fields of a draft are written by this tab. A field is named by its path, or by the element of an item. */
export interface Editing {
  set(element: string, value: unknown): void;
  /** Sets all of these or none, as one step for `undo`. */
  setAll(values: Readonly<Record<string, unknown>>): void;
  /** Writes an item that is new. */
  addItem(path: string, item: PlacedItem, edits: readonly Element[]): void;
  /** Writes the elements of one item that is there: first what was asked for. */
  putItem(item: PlacedItem, edits: readonly Element[]): void;
  /** Writes what nobody did here, and nobody takes back. */
  put(edits: readonly Element[]): void;
  begin(element: string): { set(value: unknown): void; end(): void };
  isEditing(element: string): boolean;
  /** Items of an array of which a field is being edited and which others took away meanwhile. */
  held(path: string): readonly string[];
  /** Settles the conflicts of a field, by one of its values or by the one that stands. */
  resolve(element: string, choice?: { readonly value: unknown }): void;
  undo(): boolean;
  redo(): boolean;
  /** Nobody is editing any more: what they were about is gone. */
  clear(): void;
}

export function createEditing(
  secret: ReadonlySet<string>,
  allow: Allow,
  document: Document,
  fields: Fields,
  history: History,
  checks: Checks,
  render: (changed: ReadonlySet<string>) => void,
  along: Ground['along'],
): Editing {
  const open = new Set<Open>();
  const { shelf, find, valueIn } = fields;
  const seen = (element: string): Stamp => {
    const place = parseElement(element);
    // Who sets an array has seen its items, too.
    if (!place) return latest([[seenIn(find(element), document.replica())], [shelf.touchedAt(element)]]);
    const [path, id, part] = place;
    return seenInField(shelf.of(path), id, part.slice(1), document.replica());
  };
  const check = (element: string, value: unknown, more?: number): number =>
    allow(pathOf(element), value, valueIn(element), more);
  /** What is written together, while that is gathered. */
  let gathered: Element[] | null = null;

  const put = (given: readonly Element[]): void => {
    if (gathered) return void gathered.push(...given);
    const edits = [...given, ...along(given)];
    const isHeld = ([element]: Element): boolean => secret.has(pathOf(element));
    const stored = edits.filter((edit) => !isHeld(edit));
    for (const [element, edit] of edits.filter(isHeld)) if (isRegister(edit)) fields.hold(element, edit);
    if (stored.length) document.write(...stored);
    else render(new Set());
    for (const step of new Set(edits.map(([element]) => stepOf(element)))) checks.changed(step);
  };
  /** Writes the parts of one item, and notes what that changes. */
  const putPart = (item: PlacedItem, edits: readonly Element[], group: object | null): void => {
    const [asked] = edits;
    if (!asked || !isRegister(asked[1])) return;
    history.record(changeOf(item, [asked[0], asked[1]], contentOf(asked[1]), find), group);
    put(edits);
  };
  /** A later edit brings back what is gone, as far as it is known: what others removed, or covered by a whole array. */
  const writeBack = ([path, id, part]: Place, value: unknown, over: Stamp, edit: Open | null): void => {
    const known = shelf.gone(path, id);
    const seen = known ? { item: known, since: '' } : edit?.seen;
    if (!seen) return;
    const edits = bringBack(shelf.of(path), seen, part.slice(1), value, over, document.tick, find);
    const change = additionOf(path, seen.item);
    // What nobody had written apart from the array counts, from here on, as written by whoever set that.
    const written = replicaOf(seen.since) === document.replica() ? '' : seen.since;
    history.record({ ...change, stamp: latest([[fields.presentIn(change.path)], [written]]) }, edit ?? {});
    if (edit) edit.returned = true;
    put(edits);
  };
  const write = (
    element: string,
    value: unknown,
    over: Stamp,
    group: object | null,
    edit: Open | null = null,
  ): void => {
    const before = valueIn(element);
    if (Object.is(before, value)) return;
    const place = parseElement(element);
    if (place) {
      const [path, id, part] = place;
      const item = shelf.item(path, id);
      const edits = (): Element[] => setField(shelf.of(path), id, part.slice(1), value, over, document.tick);
      // What this tab removed itself isn't brought back by whatever still knows its id.
      const isBack = !item && isTaken(shelf.of(path), id, document.replica());
      if (isBack) writeBack(place, value, over, edit);
      else if (item && edit?.returned) put(edits());
      else if (item) putPart(item, edits(), group);
      return;
    }
    const stamp = document.tick(shelf.changedAt(element));
    const made = markedRegister(stamp, value, over);
    history.record(
      {
        path: element,
        before: stood(before, Array.isArray(before) ? shelf.of(element).list : []),
        after: stood(value, [...itemsOfWhole(made).values()]),
        base: fields.presentIn(element),
        stamp,
      },
      group,
    );
    put([[element, made]]);
  };
  /** Of an item that is gone with all others, and was edited unseen: it is back, or gone for good. */
  const settleCovered = (place: Place, over: Stamp, choice?: { readonly value: unknown }): void => {
    const [path, id, part] = place;
    if (!coveredIn(shelf.of(path), id, part.slice(1)).length) return;
    if (choice) writeBack(place, choice.value, over, null);
    else put(removeItem(shelf.of(path), id, document.tick));
  };
  const repeat = (repeats: readonly Repeat[]): boolean => {
    const edits = repeats.flatMap(({ path, value, stamp }) => {
      const back = putBack(path, value, stamp, document.replica(), shelf.of, find, seen);
      // What comes along is the same edit as before to whoever refers to it.
      for (const [name] of back) if (name !== path) history.rename(name, find(name)?.[0] ?? '', stamp);
      return back;
    });
    if (edits.length) put(edits);
    return edits.length > 0;
  };

  return {
    set(element, value) {
      check(element, value);
      write(element, value, seen(element), null);
    },
    setAll(values) {
      const entries = Object.entries(values);
      entries.reduce((more, [path, value]) => check(path, value, more), 0);
      const [all, group]: [Element[], object] = [[], {}];
      gathered = all;
      for (const [path, value] of entries) write(path, value, seen(path), group);
      gathered = null;
      if (all.length) put(all);
    },
    addItem(path, item, edits) {
      history.record(additionOf(path, item), null);
      put(edits);
    },
    putItem: (item, edits) => putPart(item, edits, null),
    put,
    begin(element) {
      check(element, null);
      const [path = '', id = ''] = parseElement(element) ?? [];
      const item = id ? shelf.item(path, id) : undefined;
      const was = item ? { item, since: shelf.of(path).whole?.[0] ?? '' } : null;
      const edit: Open = { element, over: seen(element), seen: was, returned: false };
      open.add(edit);
      return {
        set(value) {
          check(element, value);
          const isOpen = open.has(edit);
          write(element, value, isOpen ? edit.over : seen(element), edit, isOpen ? edit : null);
        },
        end() {
          if (open.delete(edit)) render(new Set([element]));
        },
      };
    },
    isEditing: (element) => [...open].some((edit) => edit.element === element),
    held(path) {
      const ids = [...open].map(({ element }) => parseElement(element)).map((it) => (it?.[0] === path ? it[1] : ''));
      const isHeld = (id: string) => !shelf.item(path, id) && isTaken(shelf.of(path), id, document.replica());
      return [...new Set(ids)].filter((id) => id && isHeld(id));
    },
    resolve(element, choice) {
      check(element, choice?.value);
      const present = find(element);
      const [loser] = present ? losersOf(present) : [];
      const place = parseElement(element);
      const over = latest([present ?? [''], [seen(element)]]);
      if (place && !shelf.item(place[0], place[1])) settleCovered(place, over, choice);
      else if (choice && !isAlike(choice.value, valueIn(element))) write(element, choice.value, over, null);
      else if (present && loser) put([[element, markedRegister(present[0], contentOf(present), loser[0])]]);
      const edits = [...open].filter((edit) => edit.element === element);
      for (const edit of edits) open.delete(edit);
      render(new Set([element]));
      for (const edit of edits) open.add(Object.assign(edit, { over: seen(element) }));
    },
    undo: () => repeat(history.undo()),
    redo: () => repeat(history.redo()),
    clear() {
      open.clear();
      history.clear();
    },
  };
}
