import { describe, expect, it } from 'vitest';
import { ann, openDesk } from '../support.ts';
import { names, openTwo, surveyOf } from './support.ts';

const path = 'table.people';
const ann3 = { name: 'Ann', diet: 'any' } as const;

/** Ann's diet is changed in one tab while another one, which hears nothing of that, sets the whole table anew a moment later. */
const covered = async (came: 'added' | 'in an array' = 'added') => {
  const opened = await openTwo();
  const { browser, desks, here, there, people } = opened;
  if (came === 'added') people.add(ann3);
  else here.set(path, [ann3]);
  await browser.clock.settle();
  const id = people.getState()[0]?.id ?? '';
  desks[1].deaf = true;
  people.set(id, 'diet', 'vegan');
  await browser.clock.advance(1);
  there.set(path, [{ name: 'Bea' }]);
  await browser.clock.settle();
  desks[1].deaf = false;
  desks[1].wake();
  await browser.clock.settle();
  return { ...opened, id };
};

describe.each(['added', 'in an array'] as const)(
  'an edit of an item (%s) that a later whole array covers unseen',
  (came) => {
    it('is offered in every tab, and brings the item back, whole, when it is taken', async () => {
      const { browser, here, there, id } = await covered(came);
      const third = surveyOf(openDesk(browser, ann));
      await browser.clock.settle();
      for (const draft of [here, there, third]) {
        expect(names(draft)).toEqual(['Bea']);
        expect([draft.getState().conflicts, draft.getState().itemConflicts]).toEqual([
          {},
          [{ path, id, field: 'diet', values: [{ value: 'vegan', at: expect.any(Number), own: draft === here }] }],
        ]);
      }
      const [found] = there.getState().itemConflicts;
      if (found) there.resolve(found, found.values[0]);
      await browser.clock.settle();
      for (const draft of [here, there, third]) {
        expect(draft.get(path)).toContainEqual({ name: 'Ann', diet: 'vegan' });
        expect(names(draft).sort()).toEqual(['Ann', 'Bea']);
        expect(draft.getState().itemConflicts).toEqual([]);
      }
      expect([there.undo(), names(there)]).toEqual([true, ['Bea']]);
    });

    it('is settled in every tab by keeping what stands, and lasts over a reload until then', async () => {
      const { browser } = await covered(came);
      browser.reopen();
      const [draft, other] = [surveyOf(openDesk(browser, ann)), surveyOf(openDesk(browser, ann))];
      await browser.clock.settle();
      expect(draft.getState().itemConflicts).toHaveLength(1);
      for (const found of draft.getState().itemConflicts) draft.resolve(found);
      expect([names(draft), draft.getState().itemConflicts]).toEqual([['Bea'], []]);
      await browser.clock.settle();
      expect([names(other), other.getState().itemConflicts]).toEqual([['Bea'], []]);
    });
  },
);

describe('what a later whole array covers', () => {
  it('is no conflict where whoever set it had seen the edit, also before a reload, or did it themselves', async () => {
    const { browser, here, there, people, elsewhere } = await openTwo();
    const id = people.add(ann3);
    await browser.clock.settle();
    elsewhere.set(id, 'diet', 'vegan');
    await browser.clock.settle();
    here.set(path, [{ name: 'Bea' }]);
    await browser.clock.settle();
    people.set(people.getState()[0]?.id ?? '', 'name', 'Beate');
    here.set(path, [{ name: 'Cleo' }]);
    await browser.clock.settle();
    for (const draft of [here, there]) expect(draft.getState().itemConflicts).toEqual([]);
    people.set(people.getState()[0]?.id ?? '', 'name', 'Clio');
    await browser.clock.settle();
    browser.reopen();
    const again = surveyOf(openDesk(browser, ann));
    await browser.clock.settle();
    again.set(path, []);
    expect([names(again), again.getState().itemConflicts]).toEqual([[], []]);
  });

  it('is offered where the array was cleared, and not what somebody has removed since', async () => {
    const { browser, desks, here, there, people, elsewhere } = await openTwo();
    const ids = [people.add(ann3), people.add({ name: 'Bea' })] as const;
    await browser.clock.settle();
    desks[1].deaf = true;
    for (const id of ids) people.set(id, 'diet', 'vegan');
    people.remove(ids[1]);
    await browser.clock.advance(1);
    there.set(path, undefined);
    await browser.clock.settle();
    desks[1].deaf = false;
    desks[1].wake();
    await browser.clock.settle();
    for (const draft of [here, there])
      expect(draft.getState().itemConflicts).toMatchObject([
        { id: ids[0], field: 'diet', values: [{ value: 'vegan' }] },
      ]);
    expect(elsewhere.resolve(ids[1], 'diet')).toBe(false);
    expect(elsewhere.resolve(ids[0], 'diet', elsewhere.getState()[0]?.conflicts.diet?.[0])).toBe(false);
  });

  it('is offered field by field of an item that was added unseen, until one of them is taken', async () => {
    const { browser, desks, here, there, people } = await openTwo();
    here.set(path, [{ name: 'Bea' }]);
    await browser.clock.settle();
    desks[1].deaf = true;
    people.add(ann3);
    await browser.clock.advance(1);
    there.set(path, [{ name: 'Cleo' }]);
    desks[1].deaf = false;
    desks[1].wake();
    await browser.clock.settle();
    const found = here.getState().itemConflicts;
    expect(found.map(({ field, values }) => [field, values[0]?.value])).toEqual([
      ['diet', 'any'],
      ['name', 'Ann'],
    ]);
    const [, name] = found;
    if (name) here.resolve(name, name.values[0]);
    await browser.clock.settle();
    for (const draft of [here, there]) {
      expect(draft.get(path)).toContainEqual(ann3);
      expect(draft.getState().itemConflicts).toEqual([]);
    }
  });

  it('is offered beside the array that it was made in, where that lost itself, and only what is not in that', async () => {
    const { browser, desks, here, there, people } = await openTwo();
    desks[1].deaf = true;
    here.set(path, [ann3]);
    people.set(people.getState()[0]?.id ?? '', 'diet', 'vegan');
    await browser.clock.advance(1);
    there.set(path, [{ name: 'Bea' }]);
    desks[1].deaf = false;
    desks[1].wake();
    await browser.clock.settle();
    for (const draft of [here, there]) {
      expect(draft.getState().conflicts[path]).toMatchObject([{ value: [ann3] }]);
      expect(draft.getState().itemConflicts).toMatchObject([{ field: 'diet', values: [{ value: 'vegan' }] }]);
    }
  });

  it('was what the draft held before it was emptied: that is offered to nobody', async () => {
    const { browser, here, there } = await covered();
    here.reset();
    await browser.clock.settle();
    for (const draft of [here, there]) expect(draft.getState().itemConflicts).toEqual([]);
  });
});
