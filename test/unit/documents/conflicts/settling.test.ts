import { createTestBrowser } from 'holdfast/testing';
import { expect, it } from 'vitest';
import { ann, draftOf, openDesk } from '../support.ts';
import { name, offered, openTwo, seen } from './support.ts';

const openThree = async () => {
  const browser = createTestBrowser();
  const desks = [openDesk(browser, ann), openDesk(browser, ann), openDesk(browser, ann)] as const;
  const [a, b, c] = [draftOf(desks[0]), draftOf(desks[1]), draftOf(desks[2])];
  await browser.clock.settle();
  return { browser, desks, a, b, c };
};

it('one value that is taken settles it with all others that lost, to the own one as well', async () => {
  const { browser, a, b, c } = await openThree();
  const edit = a.edit(name);
  b.set(name, 'Bea');
  c.set(name, 'Cleo');
  await browser.clock.advance(1);
  edit.set('Ann');
  edit.end();
  await browser.clock.settle();
  expect([...offered(a)].sort()).toEqual(['Bea', 'Cleo']);
  a.resolve(
    name,
    a.getState().conflicts[name]?.find(({ value }) => value === 'Bea'),
  );
  await browser.clock.settle();
  expect(seen(a, b, c)).toEqual(Array(3).fill(['Bea', []]));
});

it('what nobody had seen who settled a conflict is still offered when it comes', async () => {
  const { browser, desks, a, b, c } = await openThree();
  desks[2].deaf = true;
  const edit = a.edit(name);
  b.set(name, 'Bea');
  await browser.clock.settle();
  await browser.clock.advance(1);
  browser.databases.writeDelay = 1000;
  c.set(name, 'Cleo');
  await browser.clock.advance(1);
  browser.databases.writeDelay = 0;
  edit.set('Ann');
  edit.end();
  expect(seen(a)).toEqual([['Ann', ['Bea']]]);
  a.resolve(name);
  expect(seen(a)).toEqual([['Ann', []]]);
  await browser.clock.advance(2000);
  expect(seen(a, b)).toEqual(Array(2).fill(['Ann', ['Cleo']]));
});

it('who settles a conflict while they edit has seen what stands there, and types on over that', async () => {
  const { browser, a, b } = await openTwo();
  const [mine, theirs] = [a.edit(name), b.edit(name)];
  mine.set('Ann');
  await browser.clock.advance(1);
  theirs.set('Bea');
  theirs.end();
  await browser.clock.settle();
  a.resolve(name);
  expect(seen(a)).toEqual([['Bea', []]]);
  await browser.clock.advance(1);
  mine.set('Anna');
  mine.end();
  await browser.clock.settle();
  expect(seen(a, b)).toEqual(Array(2).fill(['Anna', []]));
});

it('an edit that was open when the draft was reset holds back no conflict of the next one', async () => {
  const { browser, a, b } = await openTwo();
  a.edit(name).set('Ann');
  await browser.clock.settle();
  b.reset();
  await browser.clock.settle();
  a.set(name, 'Anna');
  b.set(name, 'Bea');
  await browser.clock.settle();
  expect(offered(a)).toHaveLength(1);
  expect(seen(a)).toEqual(seen(b));
});
