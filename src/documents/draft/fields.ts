import { type Elements, latest } from '../elements.ts';
import { isRegister, newest, type Register } from '../fragment.ts';
import { pathOf } from '../items/names.ts';
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
  readonly shelf: Pick<Shelf, 'of' | 'changedAt' | 'valueAt'>;
  /** Sets one that is held in memory only. */
  hold(path: string, edit: Register): void;
  /** Forgets those that were held before `stamp`. */
  drop(stamp: Stamp): void;
  /** Forgets everything: other contents are shown from here on. */
  clear(): void;
  /** When an element was last set: a part of an item by itself, an array with all its items. */
  changedIn(element: string): Stamp;
  /** When a field of `step` was last set. */
  changedAt(step: string): Stamp;
  /** When anything was last set, the draft's own notes included. */
  changedLast(): Stamp;
  /** Looks at what changed, and at nothing else: an edit costs the same in a draft of any length. Answers which fields. */
  update(changed: Iterable<string>): readonly string[];
}

export function createFields(steps: readonly string[], stored: () => Elements): Fields {
  const held = new Map<string, Register>();
  const dropped = new Set<string>();
  const stamps = new Map<string, Stamp>();
  const values = createStepValues(steps);

  const find = (path: string): Register | undefined => {
    const fragment = held.get(path) ?? stored().get(path);
    return fragment && isRegister(fragment) ? fragment : undefined;
  };
  const shelf = createShelf(find);

  return {
    values: values.all,
    at: values.at,
    isEmpty: values.isEmpty,
    find,
    shelf,
    hold: (path, edit) => void held.set(path, edit),
    drop(stamp) {
      for (const [path, [at]] of held) if (at < stamp && held.delete(path)) dropped.add(path);
    },
    clear() {
      held.clear();
      dropped.clear();
      stamps.clear();
      shelf.clear();
      values.clear();
    },
    changedIn: (element) => (pathOf(element) === element ? shelf.changedAt(element) : (find(element)?.[0] ?? '')),
    changedAt: (step) => stamps.get(step) ?? '',
    changedLast: () => latest([...stored().values(), ...held.values()]),
    update(changed) {
      const paths = new Map<string, Set<string>>();
      for (const name of new Set([...dropped, ...changed])) {
        const step = stepOf(name);
        if (!values.has(step)) continue;
        const register = find(name);
        // What was closed takes its note of completion along, so a stamp that is left of it makes no difference.
        if (register && newest(register) > (stamps.get(step) ?? '')) stamps.set(step, newest(register));
        const path = shelf.note(name) ?? name;
        const list = paths.get(step);
        if (list) list.add(path);
        else paths.set(step, new Set([path]));
      }
      dropped.clear();
      for (const [step, list] of paths)
        values.change(
          step,
          [...list].map((path) => [fieldOf(path), shelf.valueAt(path)]),
        );
      return [...paths.values()].flatMap((list) => [...list]);
    },
  };
}
