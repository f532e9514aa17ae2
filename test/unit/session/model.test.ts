import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../support/runs.ts';
import { anySteps, anyWorld, tell } from './model-steps.ts';
import { live } from './model-world.ts';

describe('a session over several tabs, whatever happens in whatever order', () => {
  it('keeps its promises', { timeout: 3_600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld, anySteps, async (world, steps) => {
        const wrong = await live(world, steps);
        expect(wrong, [JSON.stringify(world), ...steps.map(tell)].join('\n')).toEqual([]);
      }),
      runs(400),
    );
  });
});
