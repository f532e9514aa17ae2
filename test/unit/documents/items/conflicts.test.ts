import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../../src/documents/draft/face.ts';
import { ann, openDesk } from '../support.ts';
import { names, openTwo, type Steps, surveyOf } from './support.ts';

const path = 'table.people';
const day = 24 * 3_600_000;

/** What stands in the first item's name, what is offered beside it, and where a draft says that is. */
const seen = (...drafts: Draft<Steps>[]) =>
  drafts.map((draft) => {
    const [first] = draft.items(path).getState();
    const found = draft.getState().itemConflicts.map(({ id, field }) => `${id === first?.id ? 'first' : id}, ${field}`);
    return [first?.value.name, (first?.conflicts.name ?? []).map(({ value }) => value), found];
  });

/** The person named Ann is renamed in both tabs, and neither has seen the other's. */
const conflicting = async () => {
  const opened = await openTwo();
  const { browser, people, elsewhere } = opened;
  const id = people.add({ name: 'Ann', diet: 'any' });
  await browser.clock.settle();
  const edit = people.edit(id, 'name');
  elsewhere.set(id, 'name', 'Bea');
  await browser.clock.advance(1);
  edit.set('Anna');
  edit.end();
  await browser.clock.settle();
  return { ...opened, id };
};

describe('two values of one field of an item', () => {
  it('are both kept when neither tab had seen the other, and a third tab sees the same', async () => {
    const { browser, here, there, id } = await conflicting();
    const third = surveyOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(seen(here, there, third)).toEqual(Array(3).fill(['Anna', ['Bea'], ['first, name']]));
    expect(third.getState().itemConflicts).toEqual([
      { path, id, field: 'name', values: [{ value: 'Bea', at: expect.any(Number), own: false }] },
    ]);
    expect(there.getState().itemConflicts[0]?.values[0]?.own).toBe(true);
    expect(here.getState().conflicts).toEqual({});
  });

  it('stand in one order with those of its other fields, whichever came first', async () => {
    for (const order of [['name', 'diet'] as const, ['diet', 'name'] as const]) {
      const { browser, here, there, people, elsewhere } = await openTwo();
      const id = people.add({ name: 'Ann', diet: 'any' });
      await browser.clock.settle();
      for (const field of order) {
        const edit = people.edit(id, field);
        elsewhere.set(id, field, field === 'name' ? 'Bea' : 'vegan');
        await browser.clock.advance(1);
        edit.set(field === 'name' ? 'Anna' : undefined);
        edit.end();
        await browser.clock.settle();
      }
      const third = surveyOf(openDesk(browser, ann));
      await browser.clock.settle();
      for (const draft of [here, there, third])
        expect(draft.getState().itemConflicts.map(({ field }) => field)).toEqual(['diet', 'name']);
    }
  });

  it.each([
    ['a field that the item did not have', { name: 'Ann' }],
    ['a field of an item that came in a whole array', null],
  ])('are kept for %s', async (_, added) => {
    const { browser, here, there, people, elsewhere } = await openTwo();
    if (added) people.add(added);
    else here.set(path, [{ name: 'Ann', diet: 'any' }]);
    await browser.clock.settle();
    const id = people.getState()[0]?.id ?? '';
    people.set(id, 'diet', 'vegan');
    elsewhere.set(id, 'diet', undefined);
    elsewhere.set(id, 'diet', 'any');
    await browser.clock.settle();
    const all = [here, there].map((draft) => {
      const [first] = draft.items(path).getState();
      return [first?.value.diet, ...(first?.conflicts.diet ?? []).map(({ value }) => value)];
    });
    expect(all[0]?.toSorted()).toEqual(['any', 'vegan']);
    expect(all[1]).toEqual(all[0]);
  });

  it('are no conflict of another field, of another item, in sight of each other, or when they say the same', async () => {
    const { browser, here, there, people, elsewhere } = await openTwo();
    const ids = [people.add({ name: 'Ann' }), people.add({ name: 'Bea' })] as const;
    await browser.clock.settle();
    people.set(ids[0], 'diet', 'any');
    elsewhere.set(ids[0], 'name', 'Anna');
    elsewhere.set(ids[1], 'diet', 'vegan');
    people.set(ids[1], 'name', 'Beate');
    await browser.clock.settle();
    elsewhere.set(ids[1], 'name', 'Bea B.');
    await browser.clock.settle();
    people.set(ids[1], 'name', 'Bea Bee');
    people.set(ids[0], 'name', 'Annie');
    elsewhere.set(ids[0], 'name', 'Annie');
    people.move(ids[0], 1);
    elsewhere.move(ids[1], 0);
    await browser.clock.settle();
    for (const draft of [here, there]) expect(draft.getState().itemConflicts).toEqual([]);
  });
});

describe('a conflict of an item', () => {
  it('is settled in every tab by taking the other value, and the other fields stay', async () => {
    const { browser, here, there, elsewhere, id } = await conflicting();
    expect(elsewhere.resolve(id, 'name', elsewhere.getState()[0]?.conflicts.name?.[0])).toBe(true);
    expect(seen(there)).toEqual([['Bea', [], []]]);
    await browser.clock.settle();
    browser.reopen();
    const again = surveyOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(seen(here, again)).toEqual(Array(2).fill(['Bea', [], []]));
    expect(again.get(path)).toEqual([{ name: 'Bea', diet: 'any' }]);
  });

  it('is settled from what the state of the draft says, by the value that stands as well', async () => {
    const { browser, here, there } = await conflicting();
    for (const found of here.getState().itemConflicts) here.resolve(found);
    await browser.clock.settle();
    expect(seen(here, there)).toEqual(Array(2).fill(['Anna', [], []]));
  });

  it('is settled by an edit of somebody who had it before the eyes, and not by typing on', async () => {
    const { browser, here, there, people, elsewhere, id } = await conflicting();
    people.set(id, 'name', 'Annie');
    await browser.clock.settle();
    expect(seen(here, there)).toEqual(Array(2).fill(['Annie', ['Bea'], ['first, name']]));
    elsewhere.set(id, 'name', 'Cleo');
    await browser.clock.settle();
    expect(seen(here, there)).toEqual(Array(2).fill(['Cleo', [], []]));
  });

  it('waits while the person types', async () => {
    const { browser, here, people, elsewhere, id } = await conflicting();
    people.resolve(id, 'name');
    await browser.clock.settle();
    const edit = people.edit(id, 'name');
    elsewhere.set(id, 'name', 'Dora');
    await browser.clock.advance(1);
    edit.set('Anne');
    await browser.clock.settle();
    expect(seen(here)).toEqual([['Anne', [], []]]);
    edit.end();
    expect(seen(here)).toEqual([['Anne', ['Dora'], ['first, name']]]);
  });

  it('is there after a reload, for 31 days', async () => {
    const { browser } = await conflicting();
    browser.reopen();
    const again = surveyOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(seen(again)).toEqual([['Anna', ['Bea'], ['first, name']]]);
    browser.reopen();
    await browser.clock.advance(31 * day + 1000);
    const late = surveyOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(seen(late)).toEqual([['Anna', [], []]]);
  });

  it('goes with the item, is back with it, and is found at its place wherever that is moved', async () => {
    const { browser, here, people, id } = await conflicting();
    const [first] = here.getState().itemConflicts;
    people.add({ name: 'Cleo' }, 0);
    expect(people.getState()[1]?.conflicts.name).toHaveLength(1);
    expect(here.getState().itemConflicts[0]).toBe(first);
    people.remove(id);
    expect(here.getState().itemConflicts).toEqual([]);
    here.undo();
    await browser.clock.settle();
    expect(here.getState().itemConflicts).toMatchObject([{ id, field: 'name' }]);
  });

  it('keeps its identity, and the item its own, while others change', async () => {
    const { here, people } = await conflicting();
    const before = [here.getState().itemConflicts, people.getState()[0]];
    people.add({ name: 'Cleo' });
    here.set('table.note', 'By the window');
    expect(here.getState().itemConflicts).toBe(before[0]);
    expect(people.getState()[0]).toBe(before[1]);
  });

  it('lasts over another version, which translates what lost as what stands', async () => {
    const { browser } = await conflicting();
    browser.reopen();
    const survey = surveyOf(openDesk(browser, ann), {
      version: 2,
      migrate: (at, value) =>
        at === path
          ? {
              [at]: (value as { name?: string }[]).map(({ name, ...rest }) => ({
                ...rest,
                ...(name && { name: `${name}!` }),
              })),
            }
          : { [at]: value },
    });
    await browser.clock.settle();
    expect(seen(survey)).toEqual([['Anna!', ['Bea!'], ['first, name']]]);
  });
});

describe('a removal and an edit that did not see each other', () => {
  it('follow the clock: a later edit brings the item back, an earlier one does not, in every tab', async () => {
    const { browser, here, there, people, elsewhere } = await openTwo();
    const ids = [people.add({ name: 'Ann' }), people.add({ name: 'Bea' })] as const;
    await browser.clock.settle();
    people.remove(ids[0]);
    elsewhere.set(ids[1], 'diet', 'vegan');
    browser.clock.setWall(1);
    elsewhere.set(ids[0], 'name', 'Anna');
    people.remove(ids[1]);
    await browser.clock.settle();
    const third = surveyOf(openDesk(browser, ann));
    await browser.clock.settle();
    for (const draft of [here, there, third]) {
      expect(names(draft)).toEqual(['Anna']);
      expect(draft.getState().itemConflicts).toEqual([]);
    }
    // What was written into the one that stays removed is not lost, should it come back.
    expect([here.undo(), here.get(path)]).toEqual([true, [{ name: 'Anna' }, { name: 'Bea', diet: 'vegan' }]]);
  });
});
