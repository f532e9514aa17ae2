import type { Observation } from '../observe/observation.ts';

/** How long writes took, in milliseconds. */
export interface WriteFacts {
  readonly count: number;
  readonly failed: number;
  readonly underWay: number;
  readonly median: number | null;
  readonly p95: number | null;
  readonly slowest: number | null;
  /** How many took up to 1, 4, 16, 64, 256 ms, and longer. */
  readonly classes: readonly { readonly upTo: number; readonly count: number }[];
}

const bounds = [1, 4, 16, 64, 256, Number.POSITIVE_INFINITY];

const quantile = (sorted: readonly number[], part: number): number | null =>
  sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? null;

export function readWrites(seen: readonly Observation[]): WriteFacts {
  const writes = seen.filter((each) => each.kind === 'write');
  const done = writes.filter(({ took, failed }) => took !== null && !failed).map(({ took }) => took ?? 0);
  const sorted = done.sort((a, b) => a - b);
  return {
    count: writes.length,
    failed: writes.filter(({ failed }) => failed).length,
    underWay: writes.filter(({ took }) => took === null).length,
    median: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    slowest: sorted.at(-1) ?? null,
    classes: bounds.map((upTo, at) => ({
      upTo,
      count: sorted.filter((took) => took <= upTo && took > (bounds[at - 1] ?? -1)).length,
    })),
  };
}
