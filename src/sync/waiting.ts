/** Doubles from `first` with each failure, up to `longest`. All of it is left to chance, so that many who failed together don't come back together. */
export const backoff = (failures: number, first: number, longest: number): number =>
  Math.min(longest, first * 2 ** Math.max(0, failures - 1));
