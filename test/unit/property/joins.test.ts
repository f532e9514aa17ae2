import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAccept } from '../../../src/documents/draft/accepting.ts';
import { createElements, type Elements } from '../../../src/documents/elements.ts';
import {
  type Fragment,
  isRegister,
  join,
  type Line,
  parseFragment,
  storedFragment,
} from '../../../src/documents/fragment.ts';
import { allocate } from '../../../src/documents/money.ts';
import { readQuantity } from '../../../src/documents/quantity.ts';
import { laws } from '../../support/runs.ts';
import { acts, fragments, joinAll, play, type Side } from './arbitrary.ts';

const value = (line: Line): number => readQuantity(line);

describe('a join', () => {
  it('P1: comes to the same in whatever order', () => {
    fc.assert(
      fc.property(fragments, fc.infiniteStream(fc.nat()), (parts, order) => {
        const shuffled = parts
          .map((part) => [order.next().value as number, part] as const)
          .sort(([a], [b]) => a - b)
          .map(([, part]) => part);
        expect(joinAll(shuffled)).toEqual(joinAll(parts));
      }),
      laws(300),
    );
  });

  it('P2: comes to the same in whatever grouping', () => {
    fc.assert(
      fc.property(fragments, fragments, fc.nat(), (a, b, at) => {
        const parts = isRegister(a[0]) === isRegister(b[0]) ? a : [...a];
        const cut = at % parts.length || 1;
        const [left, right] = [parts.slice(0, cut), parts.slice(cut)];
        if (right.length) expect(join(joinAll(left), joinAll(right))).toEqual(joinAll(parts));
      }),
      laws(300),
    );
  });

  it('P3: done again changes nothing, and answers the very same', () => {
    fc.assert(
      fc.property(fragments, (parts) => {
        const joined = joinAll(parts);
        for (const part of [...parts, joined]) expect(join(joined, part)).toBe(joined);
      }),
      laws(300),
    );
  });

  it('P4: of the same fragments shows the same, read back from storage or not', () => {
    fc.assert(
      fc.property(fragments, (parts) => {
        const stored = parts.map((part) => parseFragment(structuredClone(part)));
        expect(stored).toEqual(parts);
        // What an exit leaves behind goes through JSON.
        const joined = joinAll(parts);
        for (const form of [joined, storedFragment(joined)])
          expect(parseFragment(JSON.parse(JSON.stringify(form)))).toEqual(joined);
      }),
      laws(300),
    );
  });

  it('P15: comes to the same whether it was translated before or after', () => {
    const migrate = (path: string, value: unknown) =>
      path === 'a.old' ? { 'a.new': value, 'a.length': JSON.stringify(value)?.length } : { [path]: value };
    const accept = createAccept({ steps: {}, version: 2, migrate }, new Set());
    const read = (parts: readonly Fragment[]): Elements => {
      const elements = createElements(accept, () => {});
      for (const part of parts) elements.absorb('a.old', part, 1);
      return elements.map;
    };
    fc.assert(
      fc.property(fragments, (parts) => {
        fc.pre(isRegister(parts[0] as Fragment));
        expect(read([joinAll(parts)])).toEqual(read(parts));
      }),
      laws(300),
    );
  });
});

describe('the quantity of a line', () => {
  it('P6: never loses an addition that a setting or a subtraction elsewhere did not know of', () => {
    fc.assert(
      fc.property(acts, fc.integer({ min: 1, max: 9 }), fc.nat({ max: 2 }), (list, n, by) => {
        // Whatever was done before, and whatever the others do now: what is added without their knowing counts in full.
        const sides = play(list);
        const adder = sides[by] as Side;
        const others = joinAll(sides.map((side) => side.own)) as Line;
        const slot = { [adder.name]: [...(adder.own.changes[adder.name] ?? []), n] };
        const added = join(others, { ...adder.own, changes: slot }) as Line;
        expect(value(added)).toBe(value(others) + n);
      }),
      laws(300),
    );
  });

  it('is what was set, when everybody knew of everything, and follows what is added and taken after', () => {
    fc.assert(
      fc.property(acts, (list) => {
        let expected = 0;
        const told = list.flatMap((act) =>
          act.do === 'hear'
            ? []
            : [0, 1, 2].map((from) => ({ do: 'hear' as const, from, replica: act.replica })).concat(act as never),
        );
        play(told, (side, act) => {
          if (act.do === 'hear') return;
          if (act.do === 'add') expected += act.n + 1;
          if (act.do === 'subtract') expected = Math.max(0, expected - act.n - 1);
          if (act.do === 'set') expected = act.n;
          expect(value(side.all)).toBe(expected);
        });
      }),
      laws(300),
    );
  });

  it('P5: reads what was just written, whatever others have written', () => {
    fc.assert(
      fc.property(acts, (list) => {
        play(list, (side, act, before) => {
          if (act.do === 'add') expect(value(side.all)).toBe(value(before) + act.n + 1);
          if (act.do === 'subtract') expect(value(side.all)).toBe(Math.max(0, value(before) - act.n - 1));
          if (act.do === 'set') expect(value(side.all)).toBe(act.n);
        });
      }),
      laws(300),
    );
  });

  it('is never negative and never not whole', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const all = value(joinAll(play(list).map(({ own }) => own)) as Line);
        expect(Number.isSafeInteger(all) && all >= 0).toBe(true);
      }),
      laws(300),
    );
  });

  it.each<
    [
      string,
      (
        add: (by: number, n: number) => void,
        subtract: (by: number, n: number) => void,
        set: (by: number, n: number) => void,
      ) => void,
      number,
    ]
  >([
    ['1, then +1 ‖ +1', (add) => [add(1, 1), add(2, 1)], 3],
    ['1, then +1 ‖ +2', (add) => [add(1, 1), add(2, 2)], 4],
    ['1, then removed ‖ +1', (add, _, set) => [set(1, 0), add(2, 1)], 1],
    ['1, then −1 ‖ −1 then +1', (add, subtract) => [subtract(1, 1), subtract(2, 1), add(2, 1)], 1],
    ['1, then set 5 ‖ set 5', (_add, _subtract, set) => [set(1, 5), set(2, 5)], 5],
  ])('%s', (_, script, expected) => {
    const list: Parameters<typeof play>[0] extends readonly (infer A)[] ? A[] : never = [];
    const act = (what: 'add' | 'subtract' | 'set') => (replica: number, n: number) =>
      void list.push({ do: what, replica, n: what === 'set' ? n : n - 1 });
    list.push(
      { do: 'add', replica: 0, n: 0 },
      { do: 'hear', from: 0, replica: 1 },
      { do: 'hear', from: 0, replica: 2 },
    );
    script(act('add'), act('subtract'), act('set'));
    expect(value(joinAll(play(list).map(({ own }) => own)) as Line)).toBe(expected);
  });

  it('P7: does not come back by a replay of what was known when it was removed', () => {
    fc.assert(
      fc.property(acts, fc.nat({ max: 24 }), (list, at) => {
        const old = play(list.slice(0, at)).map(({ own }) => own);
        const now = joinAll(play(list).map(({ own }) => own)) as Line;
        const seen = Object.fromEntries(Object.entries(now.changes).map(([name, part]) => [name, part.length]));
        const removed: Line = { ...now, setting: ['9999999999999r0', 0, seen] };
        expect(value(removed)).toBe(0);
        expect(joinAll([removed, ...old])).toBe(removed);
      }),
      laws(300),
    );
  });
});

describe('money', () => {
  it('P14: divided sums to the whole, and no part is further than one unit from its share', () => {
    const weights = fc
      .array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 8 })
      .filter((list) => list.some((n) => n > 0));
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000_000 }), weights, (minor, list) => {
        const parts = allocate(minor, list);
        const whole = list.reduce((sum, n) => sum + n, 0);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(minor);
        parts.forEach((part, i) => {
          expect(Number.isSafeInteger(part)).toBe(true);
          expect(Math.abs(part - (minor * (list[i] ?? 0)) / whole)).toBeLessThan(1 + 1e-6);
        });
      }),
      laws(300),
    );
  });
});
