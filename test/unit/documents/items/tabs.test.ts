import { describe, expect, it } from 'vitest';
import { ann, openDesk } from '../support.ts';
import { names, openTwo, surveyOf } from './support.ts';

describe('items of an array in two tabs', () => {
  it('are all kept when each tab adds one at the same moment, in the same order everywhere', async () => {
    const { browser, here, there, people, elsewhere } = await openTwo();
    people.add({ name: 'Ann' });
    elsewhere.add({ name: 'Bea' });
    await browser.clock.settle();
    expect(names(here).toSorted()).toEqual(['Ann', 'Bea']);
    const third = surveyOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect([names(there), names(third)]).toEqual([names(here), names(here)]);
    expect(elsewhere.getState()).toEqual(people.getState());
  });

  it('keep edits of different fields of one item', async () => {
    const { browser, here, there, people, elsewhere } = await openTwo();
    const id = people.add({ name: 'An' });
    await browser.clock.settle();
    people.set(id, 'name', 'Ann');
    elsewhere.set(id, 'diet', 'vegan');
    await browser.clock.settle();
    for (const draft of [here, there]) expect(draft.get('table.people')).toEqual([{ name: 'Ann', diet: 'vegan' }]);
  });

  it('stand side by side with edits of an array that was set as a whole', async () => {
    const { browser, here, there, people, elsewhere } = await openTwo();
    here.set('table.people', [{ name: 'Ann' }, { name: 'Bea' }]);
    await browser.clock.settle();
    const [first, second] = people.getState().map(({ id }) => id) as [string, string];
    people.set(first, 'diet', 'vegan');
    elsewhere.set(first, 'name', 'Anna');
    elsewhere.set(second, 'name', 'Beate');
    await browser.clock.settle();
    const expected = [{ name: 'Anna', diet: 'vegan' }, { name: 'Beate' }];
    for (const draft of [here, there]) expect(draft.get('table.people')).toEqual(expected);
  });

  it('come back by a later edit elsewhere, whole, and not by an earlier one', async () => {
    const { browser, here, there, people, elsewhere } = await openTwo();
    const ids = [people.add({ name: 'Ann', diet: 'any' }), people.add({ name: 'Bea' })] as const;
    await browser.clock.settle();
    elsewhere.set(ids[1], 'diet', 'vegan');
    people.remove(ids[0]);
    browser.clock.setWall(1);
    people.remove(ids[1]);
    elsewhere.set(ids[0], 'diet', 'vegan');
    await browser.clock.settle();
    for (const draft of [here, there]) expect(draft.get('table.people')).toEqual([{ name: 'Ann', diet: 'vegan' }]);
  });

  it('are covered by a later whole value, and outlive an earlier one with all of their fields', async () => {
    const { browser, here, there, people, elsewhere } = await openTwo();
    here.set('table.people', [{ name: 'Ann', diet: 'any' }, { name: 'Bea' }]);
    await browser.clock.settle();
    const first = people.getState()[0]?.id ?? '';
    people.add({ name: 'Cleo' });
    browser.clock.setWall(1);
    here.set('table.people', [{ name: 'Dora' }]);
    browser.clock.setWall(1);
    // Nothing was heard of that here: the edit is the later, and it brings the item with it.
    elsewhere.set(first, 'name', 'Anna');
    expect(names(there)).toEqual(['Anna', 'Bea']);
    await browser.clock.settle();
    for (const draft of [here, there]) {
      expect(names(draft).toSorted()).toEqual(['Anna', 'Dora']);
      expect(draft.get('table.people')).toContainEqual({ name: 'Anna', diet: 'any' });
    }
  });

  it('of which one has a clock that is an hour ahead are named apart, and can be corrected', async () => {
    const { browser, here, people } = await openTwo();
    browser.clock.setWall(3_600_000);
    here.set('table.people', []);
    people.add({ name: 'Ann' });
    await browser.clock.settle();
    browser.clock.setWall(-3_600_000);
    const late = surveyOf(openDesk(browser, ann));
    await browser.clock.settle();
    const ids = [late.items('table.people').add({ name: 'Bea' }), late.items('table.people').add({ name: 'Cleo' })];
    expect(new Set(ids).size).toBe(2);
    await browser.clock.settle();
    expect(names(here)).toEqual(['Ann', 'Bea', 'Cleo']);
  });
});
