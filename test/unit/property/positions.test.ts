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

  it('stay short where a list only grows at its ends', () => {
    let [first, last] = [positionAt(0), positionAt(0)];
    for (let n = 0; n < 5000; n++) {
      first = positionBetween(null, first, 'a1b');
      last = positionBetween(last, null, 'a1b');
    }
    expect(Math.max(first.length, last.length)).toBeLessThanOrEqual(9);
  });
});
