import fc from 'fast-check';
import { expect, it, type Mock, vi } from 'vitest';
import { createMoments, type Moments } from '../../../src/documents/moments.ts';
import { laws } from '../../support/runs.ts';

/** A list of numbers that is changed in place. */
function openList(length: number): {
  list: number[];
  draw: Mock<() => number[]>;
  moments: Moments<number[]>;
  set: Setter;
} {
  const list: number[] = [];
  const draw = vi.fn(() => [...list]);
  const moments = createMoments(
    draw,
    (whole) => [...whole],
    () => list.length,
  );
  moments.replace();
  list.push(...Array.from({ length }, (_, at) => at));
  draw.mockClear();
  const set: Setter = (at, value) => {
    const before = list[at] as number;
    list[at] = value;
    moments.change((after) => {
      after[at] = before;
    });
  };
  return { list, draw, moments, set };
}
type Setter = (at: number, value: number) => void;

it('whatever is looked at, and however late, shows what stood there then', () => {
  const act = fc.record({ at: fc.nat({ max: 4 }), value: fc.nat(), look: fc.boolean(), whole: fc.nat({ max: 9 }) });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), fc.infiniteStream(fc.nat()), (acts, order) => {
      const { list, moments, set } = openList(5);
      const past = [];
      for (const { at, value, look, whole } of acts) {
        if (whole) set(at, value);
        else {
          moments.replace();
          list.reverse();
        }
        past.push({ moment: moments.now(), was: [...list] });
        if (look) expect(moments.now()()).toEqual(list);
      }
      while (past.length) {
        const [found] = past.splice((order.next().value ?? 0) % past.length, 1);
        expect(found?.moment()).toEqual(found?.was);
        expect(found?.moment()).toBe(found?.moment());
      }
    }),
    laws(300),
  );
});

it('what changes is not copied for who does not look, and once for all who do', () => {
  const { draw, moments, set } = openList(5000);
  for (let at = 0; at < 1000; at++) set(at, -1);
  expect(draw).not.toHaveBeenCalled();
  const now = moments.now();
  expect(now()).toBe(moments.now()());
  expect(draw).toHaveBeenCalledTimes(1);
});

it('a moment that is held and not looked at keeps no more alive than there was', () => {
  const { draw, moments, set } = openList(100);
  const held = moments.now();
  for (let n = 0; n < 10_000; n++) set(n % 100, -n);
  expect(draw.mock.calls.length).toBeLessThanOrEqual(100);
  draw.mockClear();
  expect(held()).toEqual(Array.from({ length: 100 }, (_, at) => at));
  expect(draw).not.toHaveBeenCalled();
});
