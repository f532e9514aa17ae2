import type { TabRecords } from '../../platform/tab-records.ts';
import { closing, type Element, type Elements } from '../elements.ts';
import { isRegister, newest } from '../fragment.ts';
import type { SharedNames } from '../sharing.ts';
import type { Stamp } from '../stamp.ts';
import { groundElement } from './ground.ts';

/** Where the person was on another device: apart, since what this device knows goes before. */
const elsewhere = '@step.account';

/** All of a draft is the account's, with one position there. */
export const sharesDraft: SharedNames = {
  // What lives on a server need not be kept at another one.
  out: (element) => (element === groundElement ? null : element === elsewhere ? '@step' : element),
  in: (name) => (name === '@step' ? elsewhere : name),
};

/** What of a guest's draft goes along at a sign-in: neither that it was closed, nor what a server had for nobody in particular. */
export const isClaimed = (element: string): boolean => element !== closing && element !== groundElement;

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

const nearest = (steps: readonly string[], names: unknown): number =>
  Array.isArray(names) ? Math.max(0, steps.indexOf(names.filter((name) => steps.includes(name)).at(-1))) : 0;

/** Where the person was on this device, in whichever tab they moved last; else on another one. */
export function readPosition(steps: readonly string[], all: Elements): number {
  const position = all.get('@step') ?? all.get(elsewhere);
  return nearest(steps, position && isRegister(position) ? position[1] : null);
}

/** Where this tab was before a reload: names of steps, and of the contents that it was about. */
export interface TabPosition {
  /** Null where this tab was nowhere yet. */
  read(mark: string | null): number | null;
  write(mark: string | null, at: number): void;
}

export function createTabPosition(records: TabRecords, key: string, steps: readonly string[]): TabPosition {
  return {
    read(mark) {
      try {
        const [about, ...names] = JSON.parse(records.read(key) ?? '[]');
        return mark !== null && about === mark ? nearest(steps, names) : null;
      } catch {
        return null;
      }
    },
    write(mark, at) {
      const text = JSON.stringify([mark, ...steps.slice(0, at + 1)]);
      if (mark !== null && records.read(key) !== text) records.write(key, text);
    },
  };
}
