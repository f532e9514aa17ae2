const factor = Number(process.env['HOLDFAST_RUNS'] ?? 1);

/** How many random cases a property is tried with: `runs(200)`, and ten times as many in `npm run test:long`. */
export function runs(count: number): { readonly numRuns: number } {
  return { numRuns: Math.ceil(count * factor) };
}

/** The same for a law that documents stand on: in `npm run test:long` it is tried 10,000 times at least. */
export function laws(count: number): { readonly numRuns: number } {
  return { numRuns: Math.max(runs(count).numRuns, factor >= 10 ? 10_000 : 0) };
}
