import { describe, expect, it } from 'vitest';
import { createLate } from '../../../../src/documents/items/late.ts';
import { elementOf } from '../../../../src/documents/items/names.ts';
import { ann, openDesk } from '../support.ts';
import { names, openTwo, surveyOf } from './support.ts';

const path = 'table.people';

/** A table of two, handed over to a shop that takes its time. */
const submitting = async (whole: boolean) => {
  const opened = await openTwo();
  const { browser, here, people } = opened;
  if (whole) here.set(path, [{ name: 'Ann', diet: 'any' }, { name: 'Bea' }]);
  else {
    people.add({ name: 'Ann', diet: 'any' });
    people.add({ name: 'Bea' });
  }
  await browser.clock.settle();
  let answer = (): void => {};
  let given: unknown;
  const submitted = here.submit(({ values }) => {
    given = values.table.people;
    return new Promise<void>((resolve) => {
      answer = resolve;
    });
  });
  await browser.clock.advance(10);
  expect(given).toEqual([{ name: 'Ann', diet: 'any' }, { name: 'Bea' }]);
  const finish = async (): Promise<void> => {
    answer();
    await submitted;
    await browser.clock.settle();
  };
  return { ...opened, id: people.getState()[0]?.id ?? '', finish };
};

describe.each([
  ['added one by one', false],
  ['set as a whole', true],
])('an item of those %s', (_, whole) => {
  it('that is edited elsewhere while it is handed over begins the next draft whole, and alone', async () => {
    const { browser, here, there, people, elsewhere, id, finish } = await submitting(whole);
    elsewhere.set(id, 'name', 'Anna');
    await browser.clock.settle();
    await finish();
    const third = surveyOf(openDesk(browser, ann));
    await browser.clock.settle();
    for (const draft of [here, there, third]) {
      expect(draft.get(path)).toEqual([{ name: 'Anna', diet: 'any' }]);
      expect(draft.getState().submitted).toBeNull();
    }
    expect(people.getState()[0]?.id).toBe(id);
  });

  it('does so also where the tab that edits it hears of nothing until later', async () => {
    const { browser, desks, here, there, elsewhere, id, finish } = await submitting(whole);
    desks[1].deaf = true;
    await finish();
    expect(here.get(path)).toBeUndefined();
    elsewhere.set(id, 'diet', undefined);
    await browser.clock.settle();
    expect(here.get(path)).toEqual([{ name: 'Ann' }]);
    desks[1].wake();
    await browser.clock.settle();
    for (const draft of [here, there]) expect(draft.get(path)).toEqual([{ name: 'Ann' }]);
  });

  it('does so where that tab dies right after its edit, and the others know the rest', async () => {
    const { browser, desks, here, elsewhere, id, finish } = await submitting(whole);
    desks[1].deaf = true;
    await finish();
    elsewhere.set(id, 'name', 'Anna');
    await browser.clock.settle();
    desks[1].tab.crash();
    desks[0].wake();
    await browser.clock.settle();
    const third = surveyOf(openDesk(browser, ann));
    await browser.clock.settle();
    for (const draft of [here, third]) expect(draft.get(path)).toEqual([{ name: 'Anna', diet: 'any' }]);
  });

  it('does so in the tab that hands it over, and covers nothing that is written meanwhile', async () => {
    const { browser, here, there, people, elsewhere, id, finish } = await submitting(whole);
    people.set(id, 'name', 'Anna');
    elsewhere.set(id, 'diet', 'vegan');
    await finish();
    for (const draft of [here, there]) {
      expect(draft.get(path)).toEqual([{ name: 'Anna', diet: 'vegan' }]);
      expect(draft.getState().itemConflicts).toEqual([]);
    }
    people.remove(id);
    await browser.clock.settle();
    expect([names(here), names(there)]).toEqual([[], []]);
  });

  it('is gone with all others when nobody touches it, and when it was removed meanwhile', async () => {
    const { browser, here, there, elsewhere, id, finish } = await submitting(whole);
    elsewhere.remove(id);
    await browser.clock.settle();
    await finish();
    for (const draft of [here, there]) expect(draft.getState().values.table).toEqual({});
  });

  it('leaves an edit that came before with what was handed over', async () => {
    const { browser, here, there, people, finish } = await submitting(whole);
    await finish();
    people.add({ name: 'Cleo' });
    await browser.clock.settle();
    expect([names(here), names(there)]).toEqual([['Cleo'], ['Cleo']]);
  });
});

it('several items that are edited while they are handed over each begin the next draft whole', async () => {
  const { browser, here, there, elsewhere, finish } = await submitting(false);
  const ids = elsewhere.getState().map(({ id }) => id);
  for (const id of ids) elsewhere.set(id, 'diet', 'vegan');
  await browser.clock.settle();
  await finish();
  const expected = [
    { name: 'Ann', diet: 'vegan' },
    { name: 'Bea', diet: 'vegan' },
  ];
  for (const draft of [here, there]) expect(draft.get(path)).toEqual(expected);
});

it('an item that is edited while the draft is emptied elsewhere stays whole', async () => {
  const { browser, desks, here, there, people, elsewhere } = await openTwo();
  const id = people.add({ name: 'Ann', diet: 'any' });
  await browser.clock.settle();
  desks[1].deaf = true;
  here.reset();
  await browser.clock.advance(1);
  elsewhere.set(id, 'name', 'Anna');
  await browser.clock.settle();
  desks[1].wake();
  await browser.clock.settle();
  for (const draft of [here, there]) expect(draft.get(path)).toEqual([{ name: 'Anna', diet: 'any' }]);
});

it.each([
  ['an array that is held in memory only is forgotten as soon as that was looked at', true],
  ['any other array waits for whoever hears of the closing late', false],
])('what an item was at the closing, of %s', (_, secret) => {
  const item = { id: 'a', value: { name: 'Ann', diet: 'any' }, at: '100000' };
  const shelf = { item: () => item, lists: () => new Map([[path, [item]]]) };
  const late = createLate(
    shelf,
    () => undefined,
    new Set(secret ? [path] : []),
    () => 'r',
  );
  late.closed('0000000000001r');
  expect(late.complete([])).toEqual([]);
  expect(late.complete([elementOf(path, 'a', '.name')])).toHaveLength(secret ? 0 : 3);
});
