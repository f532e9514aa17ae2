import { type Elements, latest } from './elements.ts';
import { isRegister, newest, type Register } from './fragment.ts';
import { keep } from './keep.ts';
import type { Stamp } from './stamp.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Where the name of a step ends in a path. */
export const stepOf = (path: string): string => path.slice(0, Math.max(0, path.indexOf('.')));

/** Fields of all steps out of their registers. A step in which nothing changed keeps its identity. */
export function readValues(
  steps: readonly string[],
  before: Readonly<Record<string, Fields>>,
  ...sources: Elements[]
): Readonly<Record<string, Fields>> {
  const fields = new Map(steps.map((step): [string, [string, unknown][]] => [step, []]));
  for (const [path, fragment] of sources.flatMap((source) => [...source]))
    if (isRegister(fragment) && fragment.length > 1)
      fields.get(stepOf(path))?.push([path.slice(path.indexOf('.') + 1), fragment[1]]);
  const values = [...fields].map(([step, list]) => [step, keep(before[step] ?? {}, Object.fromEntries(list))]);
  return keep(before, Object.fromEntries(values));
}

/** When a field of `step` was last set. */
export const changedAt = (step: string, ...sources: Elements[]): Stamp =>
  latest(sources.flatMap((source) => [...source].flatMap(([path, part]) => (stepOf(path) === step ? [part] : []))));

const doneElement = (step: string): string => `@done.${step}`;

/** Notes that `step` was left forwards. It counts while no field of the step is newer. */
export const doneEdit = (step: string, stamp: Stamp): readonly [string, Register] => [doneElement(step), [stamp, true]];

export const isDone = (step: string, all: Elements, secrets: Elements): boolean => {
  const done = all.get(doneElement(step));
  return !!done && newest(done) > changedAt(step, all, secrets);
};

/** The position is kept with all steps before it, so that a later version without that step finds the nearest before. */
export const positionEdit = (steps: readonly string[], at: number, stamp: Stamp): readonly [string, Register] => [
  '@step',
  [stamp, steps.slice(0, at + 1)],
];

/** Where the person was. */
export function readPosition(steps: readonly string[], all: Elements): number {
  const position = all.get('@step');
  const names: unknown = position && isRegister(position) ? position[1] : null;
  return Array.isArray(names) ? Math.max(0, steps.indexOf(names.filter((name) => steps.includes(name)).at(-1))) : 0;
}
