import { HoldfastError, type HoldfastErrorCode } from '../foundation/errors.ts';

/** Throws with this text unless `met`. */
export function demand(met: unknown, text: string, code: HoldfastErrorCode = 'HOLDFAST_CONFIG'): asserts met {
  if (!met) throw new HoldfastError(code, text);
}

/** One of the words that an option knows. */
export const demandWord = (where: string, given: string, words: readonly string[]): void =>
  demand(words.includes(given), `${where} is one of ${words.join(', ')}; not ${given}.`);

/** Throws as of a call that can't be answered. */
export const demandUse = (met: unknown, text: string): void => demand(met, text, 'HOLDFAST_USAGE');
