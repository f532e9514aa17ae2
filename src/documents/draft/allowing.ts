import { bytesOf, isData } from '../../vault/data.ts';
import { demandUse } from '../demand.ts';
import { stepOf } from './paths.ts';

/** Throws for a value that can't be kept at `path`, where it takes the place of `replaced`. */
export type Allow = (path: string, value: unknown, replaced: unknown) => void;

/** `values` are all of the draft's: files share its room. */
export function createAllow(name: string, steps: readonly string[], maxSize: number, values: () => object): Allow {
  return (path, value, replaced) => {
    demandUse(steps.includes(stepOf(path)), `draft "${name}" has no field "${path}".`);
    demandUse(isData(value), `"${path}" must be set to data, e.g. event.target.value and not the event.`);
    const added = bytesOf(value);
    const needed = added && added + bytesOf(values()) - bytesOf(replaced);
    demandUse(
      needed <= maxSize,
      `"${path}": the files of draft "${name}" would weigh ${needed} bytes, and maxSize is ${maxSize}. Choose a smaller file, or raise maxSize.`,
    );
  };
}
