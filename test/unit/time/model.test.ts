import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../support/runs.ts';
import { type Happening, steps, stepsWithSetClock, tell, type World, world } from './model-steps.ts';
import { live } from './model-world.ts';

const holds = async (where: World, happenings: readonly Happening[]): Promise<void> => {
  const wrong = await live(where, happenings);
  expect(wrong, [JSON.stringify(where), ...happenings.map(tell)].join('\n')).toEqual([]);
};

/** The usual run tries the same few sequences each time, so that it fails for a change alone. `npm run test:long` tries new ones. */
const tries = (count: number) =>
  process.env['HOLDFAST_RUNS'] === undefined ? { numRuns: count / 4, seed: 20_261_125 } : runs(count);

describe('the time of a session over several tabs, whatever happens in whatever order', () => {
  it('is the truth within a second, through sleep, freeze, crash and lost messages', {
    timeout: 3_600_000,
  }, async () => {
    await fc.assert(fc.asyncProperty(world, steps, holds), tries(2000));
  });

  it('is never longer than the truth for whoever saw the clock being set', { timeout: 3_600_000 }, async () => {
    await fc.assert(fc.asyncProperty(world, stepsWithSetClock, holds), tries(1000));
  });
});
