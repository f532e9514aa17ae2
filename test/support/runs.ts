const factor = Number(process.env['HOLDFAST_RUNS'] ?? 1);

/** How many random cases a property is tried with: `runs(200)`, and ten times as many in `npm run test:long`. */
export function runs(count: number): { readonly numRuns: number } {
  return { numRuns: Math.ceil(count * factor) };
}
