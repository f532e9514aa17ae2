import { expect, it } from 'vitest';
import type { Element } from '../../../../src/documents/elements.ts';
import { isRegister } from '../../../../src/documents/fragment.ts';
import { addItem, partsOf, setField } from '../../../../src/documents/items/editing.ts';
import { createShelf } from '../../../../src/documents/items/shelf.ts';
import type { Register } from '../../../../src/documents/register.ts';
import { openTwo } from './support.ts';

const path = 'table.people';

/** A shelf, and a note of what it looks at. */
function openShelf() {
  const known = new Map<string, Register>();
  const looked: string[] = [];
  const find = (name: string): Register | undefined => {
    looked.push(name);
    return known.get(name);
  };
  const shelf = createShelf(find, () => 'r00a1b');
  let at = 0;
  const tick = (): string => `${String(++at).padStart(13, '0')}r00a1b`;
  const take = (edits: readonly Element[]): void => {
    for (const [name, edit] of edits) {
      if (isRegister(edit)) known.set(name, edit);
      shelf.note(name);
    }
  };
  return { shelf, looked, tick, take, known };
}

/** As many for the first, where digits are soonest used up; for the others in `npm run test:long`. */
const many = process.env['HOLDFAST_RUNS'] === undefined ? 2000 : 10_000;

it.each<[count: number, where: string, at: (n: number) => number]>([
  [10_000, 'in the middle, one before the other', () => 5],
  [many, 'in the middle, one after the other', (n) => Math.max(0, n - 5)],
  [many, 'at the head', () => 0],
  [many, 'at the tail', (n) => n],
])(
  '%i items put %s stand in order, at positions of a few digits, for a tab that reads them anew as well',
  (count, _, at) => {
    const { shelf, tick, take, known } = openShelf();
    for (let n = 0; n < count; n++) take(addItem(shelf.of(path), { n }, at(n), tick())[1]);
    const { list } = shelf.of(path);
    const expected: number[] = [];
    for (let n = 0; n < count; n++) expected.splice(at(n), 0, n);
    expect(list.map(({ value }) => (value as { n: number }).n)).toEqual(expected);
    expect(Math.max(...list.map((item) => item.at.length))).toBeLessThanOrEqual(25);
    const other = openShelf();
    other.take([...known]);
    expect(other.shelf.of(path).list).toEqual(list);
  },
);

it('an item that is put between two at the very same place stands behind both, as no place is between them', () => {
  const { shelf, tick, take } = openShelf();
  take(addItem(shelf.of(path), { n: 0 }, 0, tick())[1]);
  const [first] = shelf.of(path).list;
  for (const n of [1, 2]) take(partsOf(path, { id: `same-${n}`, value: { n }, at: first?.at }, tick()));
  take(addItem(shelf.of(path), { n: 3 }, 9, tick())[1]);
  take(addItem(shelf.of(path), { n: 4 }, 1, tick())[1]);
  expect(shelf.of(path).list.map(({ value }) => (value as { n: number }).n)).toEqual([0, 1, 2, 4, 3]);
});

it('an edit of one item among 1,000 looks at that one alone, and leaves all others the very same', () => {
  const { shelf, looked, tick, take } = openShelf();
  for (let n = 0; n < 1000; n++) take(addItem(shelf.of(path), { n }, n, tick())[1]);
  const before = shelf.of(path);
  const item = before.list[500];
  looked.length = 0;
  take(setField(before, item?.id ?? '', 'n', 'new', '', tick));
  const after = shelf.of(path);
  expect(new Set(looked)).toEqual(new Set([path, `${path}\t${item?.id}\t.n`]));
  expect(after.list.filter((each, n) => each !== before.list[n])).toEqual([{ ...item, value: { n: 'new' } }]);
  expect(shelf.of(path)).toBe(after);
});

it('a page that shows 1,000 items is told of the one that was edited', async () => {
  const { here, people } = await openTwo();
  here.set(
    path,
    Array.from({ length: 1000 }, (_, n) => ({ name: `Ann ${n}` })),
  );
  const before = people.getState();
  let calls = 0;
  people.subscribe(() => calls++);
  people.set(before[500]?.id ?? '', 'diet', 'vegan');
  const after = people.getState();
  expect(calls).toBe(1);
  expect(after.filter((item, n) => item !== before[n])).toMatchObject([{ value: { name: 'Ann 500', diet: 'vegan' } }]);
  people.move(before[0]?.id ?? '', 999);
  expect(people.getState()).toEqual([...after.slice(1), after[0]]);
  expect(people.getState()[999]).toBe(after[0]);
});
