import type { Element, Elements } from '../elements.ts';
import { isRegister, newest } from '../fragment.ts';
import type { Stamp } from '../stamp.ts';

const doneElement = (step: string): string => `@done.${step}`;

/** Notes that `step` was left forwards. It counts while no field of the step is newer. */
export const doneEdit = (step: string, stamp: Stamp): Element => [doneElement(step), [stamp, true]];

/** When `step` was last left forwards. */
export const doneAt = (step: string, all: Elements): Stamp => newest(all.get(doneElement(step)) ?? ['']);

/** The position is kept with all steps before it, so that a later version without that step finds the nearest before. */
export const positionEdit = (steps: readonly string[], at: number, stamp: Stamp): Element => [
  '@step',
  [stamp, steps.slice(0, at + 1)],
];

/** Where the person was. */
export function readPosition(steps: readonly string[], all: Elements): number {
  const position = all.get('@step');
  const names: unknown = position && isRegister(position) ? position[1] : null;
  return Array.isArray(names) ? Math.max(0, steps.indexOf(names.filter((name) => steps.includes(name)).at(-1))) : 0;
}
