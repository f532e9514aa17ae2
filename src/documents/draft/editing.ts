import type { Document } from '../document.ts';
import type { Element } from '../elements.ts';
import { isRegister } from '../fragment.ts';
import { changeOf } from '../items/history.ts';
import { pathOf } from '../items/names.ts';
import { contentOf, losersOf, markedRegister, register, seenIn } from '../register.ts';
import type { Stamp } from '../stamp.ts';
import { isAlike } from './alike.ts';
import type { Allow } from './allowing.ts';
import type { Checks } from './checks.ts';
import type { Fields } from './fields.ts';
import type { History, Repeat } from './history.ts';
import { stepOf } from './paths.ts';

/** An edit under way: up to where its person has seen what others wrote. */
interface Open {
  readonly path: string;
  over: Stamp;
}

/** How the fields of a draft are written by this tab. */
export interface Editing {
  set(path: string, value: unknown): void;
  /** Writes the elements of one item of the array at `path`. */
  putItem(path: string, edits: readonly Element[]): void;
  begin(path: string): { set(value: unknown): void; end(): void };
  isEditing(path: string): boolean;
  /** Settles the conflicts of a field, by one of its values or by the one that stands. */
  resolve(path: string, choice?: { readonly value: unknown }): void;
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
): Editing {
  const open = new Set<Open>();
  const seen = (path: string): Stamp => seenIn(fields.find(path), document.replica());
  const check = (path: string, value: unknown): void => allow(path, value, fields.shelf.valueAt(path));

  const put = (edits: readonly Element[]): void => {
    const held = edits.filter(([element]) => secret.has(pathOf(element)));
    for (const [element, edit] of held) if (isRegister(edit)) fields.hold(element, edit);
    if (held.length) render(new Set(held.map(([element]) => element)));
    if (held.length < edits.length) document.write(...edits.filter((edit) => !held.includes(edit)));
    for (const step of new Set(edits.map(([element]) => stepOf(element)))) checks.changed(step);
  };
  const write = (path: string, value: unknown, over: Stamp, group: object | null): void => {
    const before = fields.shelf.valueAt(path);
    if (Object.is(before, value)) return;
    const base = fields.shelf.changedAt(path);
    const stamp = document.tick(base);
    history.record({ path, before, after: value, base, stamp }, group);
    put([[path, markedRegister(stamp, value, over)]]);
  };
  const repeat = (repeats: readonly Repeat[]): boolean => {
    const edits = repeats.map(({ path, value, stamp }): Element => {
      const isPart = pathOf(path) !== path;
      return [path, isPart ? register(stamp, value) : markedRegister(stamp, value, seen(path))];
    });
    if (edits.length) put(edits);
    return edits.length > 0;
  };

  return {
    set(path, value) {
      check(path, value);
      write(path, value, seen(path), null);
    },
    putItem(path, edits) {
      const change = changeOf(fields.shelf.of(path), edits, fields.find);
      if (change) history.record(change, null);
      put(edits);
    },
    begin(path) {
      check(path, null);
      const edit: Open = { path, over: seen(path) };
      open.add(edit);
      return {
        set(value) {
          check(path, value);
          write(path, value, open.has(edit) ? edit.over : seen(path), edit);
        },
        end() {
          if (open.delete(edit)) render(new Set([path]));
        },
      };
    },
    isEditing: (path) => [...open].some((edit) => edit.path === path),
    resolve(path, choice) {
      check(path, choice?.value);
      const present = fields.find(path);
      const [loser] = present ? losersOf(present) : [];
      if (choice && !isAlike(choice.value, fields.shelf.valueAt(path)))
        write(path, choice.value, present?.[0] ?? '', null);
      // The same edit still stands, with more in its sight: nothing else of the draft becomes older than it.
      else if (present && loser) document.write([path, markedRegister(present[0], contentOf(present), loser[0])]);
      const edits = [...open].filter((edit) => edit.path === path);
      for (const edit of edits) open.delete(edit);
      render(new Set([path]));
      for (const edit of edits) open.add(Object.assign(edit, { over: seen(path) }));
    },
    undo: () => repeat(history.undo()),
    redo: () => repeat(history.redo()),
    clear() {
      open.clear();
      history.clear();
    },
  };
}
