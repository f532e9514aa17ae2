import { type Elements, latest } from '../elements.ts';
import { isRegister, newest, type Register } from '../fragment.ts';
import { partIn, presentIn } from '../items/history.ts';
import { parseElement } from '../items/names.ts';
import { createShelf, type Shelf } from '../items/shelf.ts';
import type { Stamp } from '../stamp.ts';
import { fieldOf, stepOf } from './paths.ts';
import { createStepValues, type StepValues, type Values } from './step-values.ts';

/** The fields of a draft: those that are stored, and above them those that are held in memory only. */
export interface Fields {
  /** By step and field. A step in which nothing changed keeps its identity. */
  values(): Values;
  /** The value at a path, without any other. */
  readonly at: StepValues['at'];
  isEmpty(): boolean;
  find(path: string): Register | undefined;
  /** Its arrays that are edited item by item. */
  readonly shelf: Omit<Shelf, 'note' | 'clear'>;
  /** Sets one that is held in memory only. */
  hold(path: string, edit: Register): void;
  /** Forgets those that were held before `stamp`. */
  drop(stamp: Stamp): void;
  /** Forgets everything: other contents are shown from here on. */
  clear(): void;
  /** What stands in an element: a field, or one of an item. */
  valueIn(element: string): unknown;
  /** Which edit stands in an element, for who takes it back. */
  presentIn(element: string): Stamp;
  /** When a field of `step` was last set. */
  changedAt(step: string): Stamp;
  /** When anything was last set, the draft's own notes included. */
  changedLast(): Stamp;
  /** Looks at what changed, and at nothing else: an edit costs the same in a draft of any length. Answers which elements of fields. */
  update(changed: Iterable<string>): readonly string[];
}

/** `lower` knows what stands where nothing is set. */
export function createFields(
  steps: readonly string[],
  stored: () => Elements,
  replica: () => string,
  lower: (element: string, register: Register | undefined) => Register | undefined = (_, register) => register,
): Fields {
  const held = new Map<string, Register>();
  /** Set or dropped in memory since the last look. */
  const unseen = new Set<string>();
  const stamps = new Map<string, Stamp>();
  const values = createStepValues(steps);

  const find = (path: string): Register | undefined => {
    const fragment = held.get(path) ?? stored().get(path);
    return lower(path, fragment && isRegister(fragment) ? fragment : undefined);
  };
  const shelf = createShelf(find, replica);

  return {
    values: values.all,
    at: values.at,
    isEmpty: values.isEmpty,
    find,
    shelf,
    hold(path, edit) {
      held.set(path, edit);
      unseen.add(path);
    },
    drop(stamp) {
      for (const [path, [at]] of held) if (at < stamp && held.delete(path)) unseen.add(path);
    },
    clear() {
      held.clear();
      unseen.clear();
      stamps.clear();
      shelf.clear();
      values.clear();
    },
    valueIn(element) {
      const place = parseElement(element);
      return place ? partIn(shelf.item(place[0], place[1]), place[2]) : shelf.valueAt(element);
    },
    presentIn: (element) => presentIn(shelf, element, find(element)),
    changedAt: (step) => stamps.get(step) ?? '',
    changedLast: () => latest([...stored().values(), ...held.values()]),
    update(changed) {
      const paths = new Map<string, Set<string>>();
      const names: string[] = [];
      for (const name of new Set([...unseen, ...changed])) {
        const step = stepOf(name);
        if (!values.has(step)) continue;
        names.push(name);
        const register = find(name);
        // What was closed takes its note of completion along, so a stamp that is left of it makes no difference.
        if (register && newest(register) > (stamps.get(step) ?? '')) stamps.set(step, newest(register));
        const path = shelf.note(name) ?? name;
        const list = paths.get(step);
        if (list) list.add(path);
        else paths.set(step, new Set([path]));
      }
      unseen.clear();
      for (const [step, list] of paths)
        values.change(
          step,
          [...list].map((path) => [fieldOf(path), shelf.valueAt(path)]),
        );
      return names;
    },
  };
}
