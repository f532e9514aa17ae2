import { describe, expect, it } from 'vitest';
import { keepAll } from '../../../../src/documents/settings/keep-all.ts';

describe('equal data', () => {
  it('keeps its identity at every depth, and what differs is new up to the root', () => {
    const before = { a: { list: [1, { b: 2 }] }, at: new Date(5), c: { d: null } };
    expect(keepAll(before, structuredClone(before))).toBe(before);
    const after = keepAll(before, { ...structuredClone(before), c: { d: 1 } });
    expect(after).toEqual({ ...before, c: { d: 1 } });
    expect([after === (before as object), after.a === before.a, after.at === before.at]).toEqual([false, true, true]);
  });

  it('is told from what only looks like it', () => {
    const pairs: readonly [unknown, unknown][] = [
      [[], {}],
      [[1, 2], [1]],
      [{ a: undefined }, {}],
      [new Date(1), new Date(2)],
      [null, {}],
    ];
    for (const [a, b] of pairs) expect([keepAll(a, b), keepAll(b, a)]).toEqual([b, a]);
  });
});
