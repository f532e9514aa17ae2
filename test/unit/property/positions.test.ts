import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPosition, positionAt, positionBetween } from '../../../src/documents/items/position.ts';
import { laws } from '../../support/runs.ts';

const sign = fc.stringMatching(/^[0-9a-f]{3}$/);
const acts = fc.array(fc.tuple(fc.nat(), sign), { maxLength: 60 });

describe('positions', () => {
  it('put anything anywhere in a list, and keep its order', () => {
    fc.assert(
      fc.property(acts, fc.nat({ max: 3 }), (list, whole) => {
        const positions = Array.from({ length: whole }, (_, n) => positionAt(n));
        for (const [n, tail] of list) {
          const at = n % (positions.length + 1);
          const made = positionBetween(positions[at - 1] ?? null, positions[at] ?? null, tail);
          positions.splice(at, 0, made);
          expect(isPosition(made)).toBe(true);
        }
        expect(positions.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(positions);
        expect(new Set(positions).size).toBe(positions.length);
      }),
      laws(300),
    );
  });

  it('keep apart what two tabs put into the same gap, and leave room between', () => {
    fc.assert(
      fc.property(acts, sign, sign, sign, (list, a, b, c) => {
        const positions = [positionAt(0)];
        for (const [n, tail] of list) {
          const at = n % (positions.length + 1);
          positions.splice(at, 0, positionBetween(positions[at - 1] ?? null, positions[at] ?? null, tail));
        }
        const at = list.length ? (list[0]?.[0] ?? 0) % (positions.length + 1) : 0;
        const gap = [positions[at - 1] ?? null, positions[at] ?? null] as const;
        const [first, second] = [positionBetween(...gap, a), positionBetween(...gap, b)].sort() as [string, string];
        if (first === second) return;
        const made = positionBetween(first, second, c);
        expect(first < made && made < second).toBe(true);
      }),
      laws(300),
    );
  });

  it.each<[where: string, at: (length: number) => number]>([
    ['at the head', () => 0],
    ['at the tail', (length) => length],
    ['in the middle, one after the other', (length) => length - 5],
    ['in the middle, one before the other', () => 5],
    ['in the middle of what was itself put there, one after the other', (length) => length - 8],
    ['in the middle of what was itself put there, one before the other', () => 8],
  ])('stay short where 10,000 are put %s', (_, indexAt) => {
    const positions = Array.from({ length: 10 }, (_, n) => positionAt(n));
    for (let n = 0; n < 10_000; n++) {
      const at = indexAt(positions.length);
      // Three tabs do it in turn.
      const sign = ['a1b', '000', 'f40'][n % 3] as string;
      positions.splice(at, 0, positionBetween(positions[at - 1] ?? null, positions[at] ?? null, sign));
    }
    expect(positions.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(positions);
    expect(Math.max(...positions.map(({ length }) => length))).toBeLessThanOrEqual(25);
  });

  it('grow by the logarithm where things are put anywhere, and by a digit or less where a gap is narrowed from both sides', () => {
    const build = (count: number, indexAt: (length: number) => number): number => {
      const positions = [positionAt(0), positionAt(1)];
      for (let n = 0; n < count; n++) {
        const at = indexAt(positions.length);
        positions.splice(at, 0, positionBetween(positions[at - 1] ?? null, positions[at] ?? null, 'a1b'));
      }
      return Math.max(...positions.map(({ length }) => length));
    };
    let seed = 1;
    const anywhere = (length: number): number => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed % (length + 1);
    };
    expect(build(10_000, anywhere)).toBeLessThanOrEqual(60);
    expect(build(300, (length) => Math.floor(length / 2))).toBeLessThanOrEqual(300);
  });
});
