import { describe, expect, it } from 'vitest';
import { names, openTwo } from './support.ts';

const second = 1000;
const path = 'table.people';

/** Every list that undo leads back through, and then redo, each with the ids of its items. */
const walk = ({ here, people }: Awaited<ReturnType<typeof openTwo>>) => {
  const look = () => people.getState().map(({ id, value }) => ({ id, ...value }));
  const back = [look()];
  while (here.undo()) back.push(look());
  const forth = [look()];
  while (here.redo()) forth.push(look());
  return { back, forth: forth.toReversed() };
};

describe('undo of items', () => {
  it('takes back what was done to items, one by one, and does it again', async () => {
    const { here, people, browser } = await openTwo();
    const ann = people.add({ name: 'Ann' });
    people.add({ name: 'Bea' });
    people.move(ann, 1);
    people.set(ann, 'name', 'Anna');
    await browser.clock.advance(second);
    people.remove(ann);
    const seen: unknown[] = [];
    while (here.undo()) seen.push(names(here));
    expect(seen).toEqual([['Bea', 'Anna'], ['Bea', 'Ann'], ['Ann', 'Bea'], ['Ann'], []]);
    seen.length = 0;
    while (here.redo()) seen.push(names(here));
    expect(seen).toEqual([['Ann'], ['Ann', 'Bea'], ['Bea', 'Ann'], ['Bea', 'Anna'], ['Bea']]);
    while (here.undo());
    expect(names(here)).toEqual([]);
  });

  it('leads back through arrays set as a whole and edits of their items, with the items that were, and forth again', async () => {
    const opened = await openTwo();
    const { here, people, browser } = opened;
    const idAt = (n: number): string => people.getState()[n]?.id ?? '';
    const acts: (() => unknown)[] = [
      () => people.add({ name: 'Ann' }),
      () => people.set(idAt(0), 'name', 'Anna'),
      () => here.set(path, [{ name: 'Bea' }, { name: 'Cleo', diet: 'any' }]),
      () => people.set(idAt(1), 'diet', undefined),
      () => people.move(idAt(1), 0),
      () => people.remove(idAt(1)),
      () => people.add({ name: 'Dora' }, 0),
      () => here.set(path, [{ name: 'Eve' }]),
      () => people.set(idAt(0), 'diet', 'vegan'),
      () => here.set(path, undefined),
      () => people.add({ name: 'Fay' }),
    ];
    const lists = [people.getState().map(({ id, value }) => ({ id, ...value }))];
    for (const act of acts) {
      act();
      lists.push(people.getState().map(({ id, value }) => ({ id, ...value })));
      await browser.clock.advance(second);
    }
    const { back, forth } = walk(opened);
    expect(back).toEqual(lists.toReversed());
    expect(forth).toEqual(lists.toReversed());
    expect(walk(opened)).toEqual({ back, forth });
  });

  it('takes back an edit of an item, then the whole array that it was made in', async () => {
    const { here, there, people, browser } = await openTwo();
    const ann = people.add({ name: 'Ann' });
    here.set(path, [{ name: 'Bea' }, { name: 'Cleo' }]);
    people.set(people.getState()[0]?.id ?? '', 'name', 'Beate');
    await browser.clock.settle();
    const seen: unknown[] = [];
    while (here.undo()) seen.push(names(here));
    expect(seen).toEqual([['Bea', 'Cleo'], ['Ann'], []]);
    here.redo();
    expect(people.getState()[0]?.id).toBe(ann);
    await browser.clock.settle();
    expect(names(there)).toEqual(['Ann']);
    expect([here.getState().conflicts, here.getState().itemConflicts]).toEqual([{}, []]);
  });

  it('takes back an array of what are no items as one value', async () => {
    const { here } = await openTwo();
    here.set(path, [{ name: 'Ann' }]);
    const odd = [{ name: 'Ann' }, 'x'] as never;
    here.set(path, odd);
    here.set('table.note', 'x');
    here.set(path, []);
    expect([here.undo(), here.get(path)]).toEqual([true, odd]);
  });

  it('moves items back to where they stood among those that have come since', async () => {
    const { here, people, elsewhere, browser } = await openTwo();
    for (const name of ['Ann', 'Bea', 'Cleo']) people.add({ name });
    const [ann] = people.getState();
    people.move(ann?.id ?? '', 2);
    await browser.clock.settle();
    elsewhere.add({ name: 'Dora' });
    await browser.clock.settle();
    expect([here.undo(), names(here)]).toEqual([true, ['Ann', 'Bea', 'Cleo', 'Dora']]);
    expect([here.redo(), names(here)]).toEqual([true, ['Bea', 'Cleo', 'Ann', 'Dora']]);
    await browser.clock.settle();
    elsewhere.move(ann?.id ?? '', 1);
    await browser.clock.advance(second);
    // Moved elsewhere since: that stands, and what was done before is taken back.
    const before = names(here);
    expect([here.undo(), names(here)]).toEqual([true, before.filter((name) => name !== 'Cleo')]);
  });
});

describe('undo beside others', () => {
  it('leaves the items of another tab alone', async () => {
    const { here, there, people, elsewhere, browser } = await openTwo();
    people.add({ name: 'Ann' });
    elsewhere.add({ name: 'Bea' });
    await browser.clock.settle();
    here.undo();
    await browser.clock.settle();
    expect([names(here), names(there)]).toEqual([['Bea'], ['Bea']]);
  });

  it('does not set an array back into which another tab has written since', async () => {
    const { here, elsewhere, browser } = await openTwo();
    here.set(path, [{ name: 'Ann' }]);
    await browser.clock.settle();
    elsewhere.add({ name: 'Bea' });
    await browser.clock.settle();
    expect([here.undo(), names(here)]).toEqual([false, ['Ann', 'Bea']]);
  });

  it('leaves an added item, whole, once another tab has written into it, also over which this tab wrote again', async () => {
    const { here, there, people, elsewhere, browser } = await openTwo();
    people.add({ name: 'Bea' });
    const id = people.add({ name: 'Ann' });
    await browser.clock.settle();
    elsewhere.set(id, 'diet', 'vegan');
    await browser.clock.advance(second);
    people.set(id, 'diet', 'any');
    await browser.clock.settle();
    const seen: unknown[] = [];
    while (here.undo()) seen.push(here.get(path));
    expect(seen).toEqual([[{ name: 'Bea' }, { name: 'Ann', diet: 'vegan' }], [{ name: 'Ann', diet: 'vegan' }]]);
    await browser.clock.settle();
    expect([names(there), here.getState().canUndo]).toEqual([['Ann'], false]);
    seen.length = 0;
    while (here.redo()) seen.push(here.get(path));
    expect(seen).toEqual([
      [{ name: 'Bea' }, { name: 'Ann', diet: 'vegan' }],
      [{ name: 'Bea' }, { name: 'Ann', diet: 'any' }],
    ]);
  });

  it('brings a removed item back with what others wrote into it, and does not remove it from under them again', async () => {
    const { here, people, elsewhere, browser } = await openTwo();
    here.set(path, [{ name: 'Ann' }, { name: 'Bea' }]);
    await browser.clock.settle();
    const id = people.getState()[0]?.id ?? '';
    elsewhere.set(id, 'diet', 'vegan');
    people.remove(id);
    await browser.clock.settle();
    // The removal may be the earlier of the two; then there is nothing to take back.
    if (names(here).length === 1) here.undo();
    expect(here.get(path)).toEqual([{ name: 'Ann', diet: 'vegan' }, { name: 'Bea' }]);
    await browser.clock.settle();
    elsewhere.set(id, 'name', 'Anna');
    await browser.clock.settle();
    here.redo();
    expect(names(here)).toEqual(['Anna', 'Bea']);
  });

  it('brings nothing back that another tab removed', async () => {
    const { here, people, elsewhere, browser } = await openTwo();
    const id = people.add({ name: 'Ann' });
    people.set(id, 'name', 'Anna');
    people.add({ name: 'Bea' });
    await browser.clock.settle();
    elsewhere.remove(id);
    await browser.clock.settle();
    expect([here.undo(), names(here)]).toEqual([true, []]);
    expect([here.getState().canUndo, here.undo(), names(here)]).toEqual([false, false, []]);
    expect([here.redo(), names(here)]).toEqual([true, ['Bea']]);
  });
});
