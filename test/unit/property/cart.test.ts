import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CartLimits } from '../../../src/documents/cart/limits.ts';
import { createLines } from '../../../src/documents/cart/lines.ts';
import { undoEdits, type Written } from '../../../src/documents/cart/undo.ts';
import { type Fragment, join, type Line } from '../../../src/documents/fragment.ts';
import { allocate, multiply } from '../../../src/documents/money.ts';
import { readQuantity, settingTo, subtraction } from '../../../src/documents/quantity.ts';
import { createStampClock } from '../../../src/documents/stamp.ts';
import { laws } from '../../support/runs.ts';
import { acts, play, type Side } from './arbitrary.ts';

const none: Line = { changes: {}, setting: null, item: null, born: '' };

/** One line that three tabs change, each knowing what all others have done. */
function openLine() {
  let all = none;
  let moment = 0;
  const tick = (): string => `${String(++moment).padStart(13, '0')}r`;
  const write = (part: Partial<Line>): Written => {
    const before = all;
    const fragment = { ...none, ...part };
    all = join(all, fragment) as Line;
    return { name: 'k', fragment, before };
  };
  const append = (replica: string, change: number | Readonly<Record<string, number>>): Written =>
    write({ changes: { [replica]: [...(all.changes[replica] ?? []), change] } });
  return {
    all: () => all,
    value: () => readQuantity(all),
    add: (replica: string, n: number) => append(replica, n),
    subtract: (replica: string, n: number) => append(replica, subtraction(all, n, replica)),
    set: (_: string, n: number) => write({ setting: settingTo(all, n, tick()) }),
    undo(replica: string, written: readonly Written[]) {
      const by = { replica, own: () => all, tick };
      for (const [, fragment] of undoEdits(written, new Map([['k', all]]), by)) all = join(all, fragment) as Line;
    },
  };
}

const what = fc.record({
  do: fc.constantFrom('add' as const, 'add' as const, 'subtract' as const, 'set' as const),
  by: fc.constantFrom('r0', 'r1', 'r2'),
  n: fc.nat({ max: 5 }),
});

describe('a change that is taken back', () => {
  it('leaves what there would be without it, whatever was done before and after', () => {
    const list = fc.array(what, { maxLength: 10 });
    fc.assert(
      fc.property(list, fc.array(what, { minLength: 1, maxLength: 3 }), list, (before, attempt, after) => {
        const line = openLine();
        let expected = 0;
        const perform = (acts: typeof before): void => {
          for (const act of acts) {
            // Nobody takes what isn't there in either world: where it ends at nothing, the worlds differ rightly.
            const n = act.do === 'subtract' ? Math.min(act.n, expected, line.value()) : act.n;
            if (n < 1 && act.do !== 'set') continue;
            line[act.do](act.by, n);
            expected = act.do === 'set' ? n : expected + (act.do === 'add' ? n : -n);
          }
        };
        perform(before);
        const written = attempt.flatMap((act) => {
          const n = act.do === 'subtract' ? Math.min(act.n, line.value()) : act.n;
          return n < 1 && act.do !== 'set' ? [] : [line[act.do]('r0', n)];
        });
        perform(after);
        line.undo('r0', written);
        expect(line.value()).toBe(expected);
      }),
      laws(300),
    );
  });

  it('P6: takes nothing of what others add without knowing of it', () => {
    fc.assert(
      fc.property(fc.array(what, { maxLength: 10 }), what, fc.integer({ min: 1, max: 9 }), (before, attempt, n) => {
        const line = openLine();
        for (const act of before) line[act.do](act.by, act.n + 1);
        const known = line.all();
        const written = [line[attempt.do]('r0', attempt.n + 1)];
        line.undo('r0', written);
        const elsewhere: Line = { ...none, changes: { r1: [...(known.changes['r1'] ?? []), n] } };
        expect(readQuantity(join(line.all(), elsewhere) as Line)).toBe(readQuantity(known) + n);
      }),
      laws(300),
    );
  });
});

describe('an addition that is taken back', () => {
  it('is the very one: who set the line without knowing of it hears nothing of either', () => {
    const line = openLine();
    line.add('r0', 3);
    const known = line.all();
    const written = [line.add('r0', 2)];
    const elsewhere: Line = { ...none, setting: settingTo(known, 5, '9999999999999r1') };
    line.undo('r0', written);
    expect(line.value()).toBe(3);
    expect(readQuantity(join(line.all(), elsewhere) as Line)).toBe(5);
  });
});

describe('clocks that differ', () => {
  it('P5: change nothing about reading what was just set, whoever had set before', () => {
    const skews = fc.array(fc.integer({ min: -120_000, max: 90_000 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(acts, skews, fc.nat({ max: 2 }), fc.nat({ max: 9 }), (list, offsets, by, n) => {
        const clocks = offsets.map((skew) => createStampClock(() => 1_767_225_600_000 + skew));
        const sides = play(list).map((side, at): Side => {
          const set = clocks[at]?.tick(side.name, side.all.setting?.[0]) ?? '';
          const own = join(side.own, { ...none, setting: settingTo(side.all, at, set) }) as Line;
          return { ...side, own };
        });
        const all = sides.reduce<Line>((line, { own }) => join(line, own) as Line, none);
        const stamp = clocks[by]?.tick(`r${by}`, all.setting?.[0]) ?? '';
        expect(readQuantity(join(all, { ...none, setting: settingTo(all, n, stamp) }) as Line)).toBe(n);
      }),
      laws(300),
    );
  });
});

describe('the lines of a cart', () => {
  const limit = fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined });
  const limits = fc.record({ quantity: limit, lines: limit, count: limit });
  const edit = fc.record({
    key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    born: fc.nat({ max: 4 }),
    price: fc.nat({ max: 3 }),
    n: fc.nat({ max: 4 }),
  });

  it('are the same, brought up to date change by change or all at once, and hold to every limit', () => {
    fc.assert(
      fc.property(limits, fc.array(fc.array(edit, { maxLength: 3 }), { maxLength: 12 }), (given, batches) => {
        const holds = Object.fromEntries(Object.entries(given).filter(([, most]) => most)) as CartLimits;
        const stock = (key: string): number => (key === 'c' ? 2 : Number.POSITIVE_INFINITY);
        const all = new Map<string, Fragment>();
        const [lines, late] = [createLines(holds, stock), createLines(holds, stock)];
        const past: (readonly [lines: () => unknown, were: unknown])[] = [];
        for (const batch of batches) {
          for (const { key, born, price, n } of batch)
            all.set(key, { changes: { r: [n] }, setting: null, item: ['s', { sku: key, price }], born: `${born}` });
          const changed = new Set(batch.map(({ key }) => key));
          const { lines: moment, ...sums } = lines.update(changed, all);
          const { lines: fresh, ...freshSums } = createLines(holds, stock).update(all.keys(), all);
          const seen = { lines: moment(), ...sums };
          expect(seen).toEqual({ lines: fresh(), ...freshSums });
          expect(lines.size()).toBe(seen.lines.length);
          // What nobody looks at until the end is found as it was.
          past.unshift([late.update(changed, all).lines, seen.lines]);
          expect(seen.count).toBe(seen.lines.reduce((sum, { quantity }) => sum + quantity, 0));
          expect(seen.subtotal).toBe(seen.lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0));
          expect(seen.lines.every((line) => lines.line(line.key) === line)).toBe(true);
          expect(seen.lines.length).toBeLessThanOrEqual(holds.lines ?? 5);
          expect(seen.count).toBeLessThanOrEqual(holds.count ?? 20);
          const there = [...all].reduce(
            (sum, [key, part]) => sum + Math.min(readQuantity(part as Line), stock(key)),
            0,
          );
          expect(seen.count + seen.withheld.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(there);
        }
        for (const [moment, were] of past) expect(moment()).toEqual(were);
      }),
      laws(300),
    );
  });
});

describe('money', () => {
  it('P14: allocated sums to the whole, however large, owed or due', () => {
    const amount = fc.maxSafeInteger();
    const weights = fc.array(fc.nat({ max: 1_000_000_000 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(amount, weights, (minor, list) => {
        fc.pre(list.some((weight) => weight > 0));
        const parts = allocate(minor, list);
        expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(minor));
        expect(parts.every((part, at) => list[at] || !part)).toBe(true);
        const whole = list.reduce((sum, weight) => sum + BigInt(weight), 0n);
        parts.forEach((part, at) => {
          const off = BigInt(part) * whole - BigInt(minor) * BigInt(list[at] ?? 0);
          expect(off < 0n ? -off : off).toBeLessThan(whole);
        });
      }),
      laws(300),
    );
  });

  it('P14: times a fraction is never further off than half a unit', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: -999, max: 999 }),
        fc.integer({ min: 1, max: 999 }),
        (minor, n, d) => {
          const off = BigInt(multiply(minor, [n, d])) * BigInt(d) - BigInt(minor) * BigInt(n);
          expect(2n * (off < 0n ? -off : off)).toBeLessThanOrEqual(BigInt(d));
        },
      ),
      laws(300),
    );
  });
});
