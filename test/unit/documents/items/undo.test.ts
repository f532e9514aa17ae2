import { expect, it } from 'vitest';
import { names, openTwo } from './support.ts';

const second = 1000;

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

it('takes back the edit of an item in an array that was set as a whole', async () => {
  const { here, people, browser } = await openTwo();
  here.set('table.people', [{ name: 'Ann' }, { name: 'Bea' }]);
  people.set(people.getState()[0]?.id ?? '', 'name', 'Anna');
  await browser.clock.settle();
  expect([here.undo(), names(here)]).toEqual([true, ['Ann', 'Bea']]);
});

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
  here.set('table.people', [{ name: 'Ann' }]);
  await browser.clock.settle();
  elsewhere.add({ name: 'Bea' });
  await browser.clock.settle();
  expect([here.undo(), names(here)]).toEqual([false, ['Ann', 'Bea']]);
});
