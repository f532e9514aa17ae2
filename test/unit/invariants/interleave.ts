import fc from 'fast-check';
import type { MessageFaults } from 'holdfast/testing';
import { expect } from 'vitest';
import { runs } from '../../support/runs.ts';
import type { Stage, World } from './stage.ts';

/** Ways in milliseconds: most of them short, some so long that others overtake. */
export const anyWays = (longest = 3000): fc.Arbitrary<number[]> =>
  fc.array(fc.oneof({ weight: 2, arbitrary: fc.nat({ max: 40 }) }, fc.nat({ max: longest })), {
    minLength: 1,
    maxLength: 12,
  });

const anyMessages: fc.Arbitrary<MessageFaults | false> = fc.oneof(
  fc.constantFrom<MessageFaults | false>({}, false, { drop: true }),
  fc.record({
    drop: fc.constantFrom(0, 0.5),
    duplicate: fc.boolean(),
    reorder: fc.boolean(),
    seed: fc.integer({ min: 1, max: 1000 }),
  }),
);

export const anyWorld = (
  transports: readonly World['transport'][] = ['cookie', 'bearer'],
  longest?: number,
): fc.Arbitrary<World> =>
  fc.record({
    transport: fc.constantFrom(...transports),
    locks: fc.boolean(),
    messages: anyMessages,
    ways: anyWays(longest),
  });

/** Something to do, `at` milliseconds after the story began. */
export interface Timed<Act> {
  readonly at: number;
  readonly act: Act;
}

/** Acts in any order, many of them in one moment. */
export const anyScript = <Act>(act: fc.Arbitrary<Act>, within: number, most = 12): fc.Arbitrary<Timed<Act>[]> =>
  fc.array(fc.record({ at: fc.oneof(fc.constant(0), fc.nat({ max: within })), act }), {
    minLength: 1,
    maxLength: most,
    size: 'max',
  });

/** Performs a script; acts of one moment follow each other without a pause. */
export async function play<Act>(
  { browser: { clock } }: Stage,
  script: readonly Timed<Act>[],
  perform: (act: Act) => void | Promise<void>,
): Promise<void> {
  const start = clock.elapsed();
  for (const { at, act } of [...script].sort((a, b) => a.at - b.at)) {
    if (start + at > clock.elapsed()) await clock.advanceTo(start + at);
    await perform(act);
  }
}

/** Tries `story` with `count` interleavings; it answers what was wrong. The seed of one that fails is printed. */
export async function holds<Input>(
  count: number,
  input: fc.Arbitrary<Input>,
  story: (input: Input) => Promise<readonly string[]>,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(input, async (given) => {
      expect(await story(given)).toEqual([]);
    }),
    runs(count),
  );
}

/** Long enough for `HOLDFAST_RUNS` and a busy machine; a story never waits for real time. */
export const patience = { timeout: 3_600_000 };
