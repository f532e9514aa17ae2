import { createMoments, type Moments } from '../moments.ts';
import { fieldOf, stepOf } from './paths.ts';

type Data = Record<string, unknown>;

/** By step and field. Reading a step makes an object of its fields, once for as long as none of them changes. */
export type Values = Readonly<Record<string, Readonly<Data>>>;

/** The values of a draft, field by field. */
export interface StepValues {
  /** As they stand now, and still stand there when they are read later. What didn't change keeps its identity. */
  all(): Values;
  /** The value at a path, without any other. */
  at(path: string): unknown;
  has(step: string): boolean;
  isEmpty(): boolean;
  /** Sets fields of one step, or clears those that are undefined. */
  change(step: string, fields: Iterable<readonly [field: string, value: unknown]>): void;
  clear(): void;
}

interface Step {
  readonly fields: Map<string, unknown>;
  readonly moments: Moments<Data>;
}

function createStep(): Step {
  const fields = new Map<string, unknown>();
  const moments = createMoments<Data>(
    () => Object.fromEntries(fields),
    (data) => ({ ...data }),
    () => fields.size,
  );
  return { fields, moments };
}

/** No assignment: a field may have any name, `__proto__` too. */
const put = (data: Data, field: string, value: unknown): void => {
  if (value === undefined) delete data[field];
  else Object.defineProperty(data, field, { value, configurable: true, enumerable: true, writable: true });
};

export function createStepValues(names: readonly string[]): StepValues {
  const fresh = (): ReadonlyMap<string, Step> => new Map(names.map((name) => [name, createStep()]));
  let steps = fresh();
  const draw = (): Values => {
    const readers = [...steps].map(([name, { moments }]) => [name, { get: moments.now(), enumerable: true }] as const);
    return Object.defineProperties({}, Object.fromEntries(readers)) as Values;
  };
  let values = draw();
  const isEmpty = (): boolean => [...steps.values()].every(({ fields }) => !fields.size);

  return {
    all: () => values,
    at: (path) => steps.get(stepOf(path))?.fields.get(fieldOf(path)),
    has: (step) => steps.has(step),
    isEmpty,
    change(name, changed) {
      const step = steps.get(name);
      const before: (readonly [string, unknown])[] = [];
      for (const [field, value] of step ? changed : []) {
        const was = step?.fields.get(field);
        if (Object.is(was, value)) continue;
        before.push([field, was]);
        if (value === undefined) step?.fields.delete(field);
        else step?.fields.set(field, value);
      }
      if (!step || !before.length) return;
      step.moments.change((after) => {
        for (const [field, was] of before) put(after, field, was);
      });
      values = draw();
    },
    clear() {
      if (isEmpty()) return;
      steps = fresh();
      values = draw();
    },
  };
}
