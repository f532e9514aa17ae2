import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Head, joinHeads, nextEpoch, parseHead, writeHead } from '../../../src/tabs/head.ts';

const numRuns = 300 * Number(process.env['HOLDFAST_RUNS'] ?? 1);

const head = fc
  .oneof(
    fc.constant(null),
    fc.record({
      epoch: fc.constantFrom('a', 'b', 'c'),
      signedInAt: fc.constant(1),
      ended: fc.constantFrom(null, 'idle', 'signed-out'),
      owed: fc.constantFrom(null, 'device' as const, 'everywhere' as const),
    }),
  )
  .map((value): Head | null => (value && value.ended === null ? { ...value, owed: null } : value));

describe('the join of two heads', () => {
  it('is commutative, associative and idempotent, so that lost, doubled and late writes change nothing', () => {
    fc.assert(
      fc.property(head, head, head, (a, b, c) => {
        expect(joinHeads(a, b)).toEqual(joinHeads(b, a));
        expect(joinHeads(joinHeads(a, b), c)).toEqual(joinHeads(a, joinHeads(b, c)));
        expect(joinHeads(a, a)).toEqual(a);
      }),
      { numRuns },
    );
  });

  it('never brings an ended epoch back', () => {
    fc.assert(
      fc.property(head, head, (a, b) => {
        const joined = joinHeads(a, b);
        for (const one of [a, b]) if (one?.ended && joined?.epoch === one.epoch) expect(joined.ended).not.toBeNull();
      }),
      { numRuns },
    );
  });

  it('survives being written and read', () => {
    fc.assert(
      fc.property(head, (a) => {
        if (a) expect(parseHead(writeHead(a))).toEqual(a);
      }),
      { numRuns },
    );
  });

  it('parses whatever a store holds without throwing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.json()), (raw) => {
        parseHead(raw);
      }),
      { numRuns },
    );
  });
});

describe('epochs', () => {
  it('only grow, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4e12 }), { minLength: 2, maxLength: 20 }), (clock) => {
        let previous: string | null = null;
        for (const now of clock) {
          const next: string = nextEpoch(now, previous, 'f'.repeat(32));
          if (previous !== null) expect(next > previous).toBe(true);
          previous = next;
        }
      }),
      { numRuns },
    );
  });
});
