import { bytesOf, isData } from '../../vault/data.ts';
import { demandUse } from '../demand.ts';
import { stepOf } from './paths.ts';

/**
 * Throws for a value that can't be kept at `path`, where it takes the place of `replaced`, and `more` bytes of files come along.
 * Answers how many come with this one, too.
 */
export type Allow = (path: string, value: unknown, replaced: unknown, more?: number) => number;

/** `values` are all of the draft's: files share its room. */
export function createAllow(name: string, steps: readonly string[], maxSize: number, values: () => object): Allow {
  return (path, value, replaced, more = 0) => {
    demandUse(steps.includes(stepOf(path)), `draft "${name}" has no field "${path}".`);
    demandUse(isData(value), `"${path}" must be set to data, e.g. event.target.value and not the event.`);
    const added = bytesOf(value);
    const coming = more + added - bytesOf(replaced);
    const needed = added && coming + bytesOf(values());
    demandUse(
      needed <= maxSize,
      `"${path}": the files of draft "${name}" would weigh ${needed} bytes, and maxSize is ${maxSize}. Choose a smaller file, or raise maxSize.`,
    );
    return coming;
  };
}

/** Throws for what is no object of paths and values. */
export const demandValues = (name: string, given: unknown): void =>
  demandUse(
    typeof given === 'object' && given !== null && !Array.isArray(given),
    `draft "${name}" is set by a path and a value, or by an object of paths and values; not by ${Array.isArray(given) ? 'a list' : typeof given}.`,
  );
