import { describe, expect, it } from 'vitest';
import { ann, openDesk } from '../support.ts';
import { names, openTwo, surveyOf } from './support.ts';

const path = 'table.people';
const whole = { name: 'Ann', diet: 'any' } as const;
type Two = Awaited<ReturnType<typeof openTwo>>;

/** How another tab takes the person away who is being edited here, and who is left, of nobody else and of Cleo. */
const ways: readonly (readonly [
  how: string,
  take: (opened: Two, id: string) => unknown,
  left: string[],
  beside: string[],
])[] = [
  ['removes it', ({ elsewhere }, id) => elsewhere.remove(id), [], ['Cleo']],
  ['sets the array without it', ({ there }) => there.set(path, [{ name: 'Bea' }]), ['Bea'], ['Bea']],
  ['clears the array', ({ there }) => there.set(path, undefined), [], []],
];

/** A person who was added by itself, or came with the whole array, known in both tabs. */
const openPerson = async (came: 'added' | 'in an array' | 'in an array of another tab') => {
  const opened = await openTwo();
  const { browser, here, people } = opened;
  if (came === 'added') people.add(whole);
  else (came === 'in an array' ? here : opened.there).set(path, [whole]);
  await browser.clock.settle();
  return { ...opened, id: people.getState()[0]?.id ?? '' };
};

describe.each(['added', 'in an array', 'in an array of another tab'] as const)(
  'an item (%s) that is being edited while another tab',
  (came) => {
    it.each(ways)('%s is back, whole, in every tab, as soon as the person types on', async (_, take, left) => {
      const opened = await openPerson(came);
      const { browser, here, there, people, id } = opened;
      const edit = people.edit(id, 'name');
      // With its first edit an item becomes one by itself; before that only the array knows it.
      if (came === 'added') edit.set('A');
      await browser.clock.settle();
      take(opened, id);
      await browser.clock.settle();
      expect(names(there)).toEqual(left);
      edit.set('An');
      edit.set('Anna');
      edit.end();
      await browser.clock.settle();
      const third = surveyOf(openDesk(browser, ann));
      await browser.clock.settle();
      for (const draft of [here, there, third]) {
        const back = draft
          .items(path)
          .getState()
          .find((item) => item.id === id);
        expect(back?.value).toEqual({ name: 'Anna', diet: 'any' });
        expect(names(draft).filter((name) => name !== 'Anna')).toEqual(left);
        expect([draft.getState().conflicts, draft.getState().itemConflicts]).toEqual([{}, []]);
      }
      // One step brought it back, and takes it away again; then it is there as it was.
      expect([here.undo(), names(here)]).toEqual([true, left]);
      expect([here.redo(), people.getState().find((item) => item.id === id)?.value]).toEqual([
        true,
        { name: 'Anna', diet: 'any' },
      ]);
    });

    it.each(ways)(
      '%s stays in the list until the person leaves it, and is in no value',
      async (_, take, _left, beside) => {
        const opened = await openPerson(came);
        const { browser, here, people, id } = opened;
        people.add({ name: 'Cleo' });
        await browser.clock.settle();
        const edit = people.edit(id, 'name');
        const heard: number[] = [];
        people.subscribe((list) => heard.push(list.length));
        take(opened, id);
        await browser.clock.settle();
        const shown = people.getState();
        expect(shown[0]).toMatchObject({ id, value: whole });
        expect(people.getState()).toBe(shown);
        expect(names(here)).toEqual(beside);
        edit.end();
        expect(people.getState().map(({ value }) => value.name)).toEqual(beside);
        expect(heard.at(-1)).toBe(beside.length);
      },
    );
  },
);

describe('an item that others removed', () => {
  it('is back by an edit that takes no time as well, and not by an earlier one', async () => {
    const { browser, desks, here, there, people, elsewhere, id } = await openPerson('added');
    desks[1].deaf = true;
    elsewhere.set(id, 'diet', 'vegan');
    await browser.clock.advance(1);
    people.remove(id);
    await browser.clock.settle();
    desks[1].wake();
    await browser.clock.settle();
    expect([names(here), names(there)]).toEqual([[], []]);
    expect(elsewhere.set(id, 'name', 'Anna')).toBe(true);
    await browser.clock.settle();
    for (const draft of [here, there]) expect(draft.get(path)).toEqual([{ name: 'Anna', diet: 'vegan' }]);
  });

  it('is no longer shown, nor taken away from under others, once this tab takes that back', async () => {
    const { browser, here, there, people, elsewhere, id } = await openPerson('added');
    elsewhere.remove(id);
    await browser.clock.settle();
    const edit = people.edit(id, 'name');
    edit.set('Anna');
    await browser.clock.settle();
    elsewhere.set(id, 'diet', 'vegan');
    await browser.clock.settle();
    here.undo();
    await browser.clock.settle();
    expect([names(here), names(there)]).toEqual([['Anna'], ['Anna']]);
    edit.end();
  });

  it('stays away where the draft was handed over meanwhile: that edit was of another draft', async () => {
    const { browser, here, there, people, id } = await openPerson('added');
    const edit = people.edit(id, 'name');
    there.reset();
    await browser.clock.settle();
    expect(people.getState()).toEqual([]);
    edit.set('Anna');
    edit.end();
    await browser.clock.settle();
    expect([here.get(path), people.set(id, 'name', 'Anna')]).toEqual([undefined, false]);
  });

  it('is not held by an edit of it that this tab removed itself', async () => {
    const { people, id } = await openPerson('added');
    const edit = people.edit(id, 'name');
    people.remove(id);
    expect(people.getState()).toEqual([]);
    edit.set('Anna');
    expect(people.getState()).toEqual([]);
  });
});
