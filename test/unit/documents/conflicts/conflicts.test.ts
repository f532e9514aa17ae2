import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { ann, bob, type Desk, draftOf, openDesk } from '../support.ts';
import { name, type Opened, offered, openTwo, seen } from './support.ts';

const day = 24 * 3_600_000;

describe('two values of one field', () => {
  it('are both kept when neither tab had seen the other: the later stands, the other is offered', async () => {
    const { browser, a, b } = await openTwo();
    a.set(name, 'Ann');
    b.set(name, 'Bea');
    await browser.clock.settle();
    const c = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    const [winner, loser] = a.get(name) === 'Bea' ? ['Bea', 'Ann'] : ['Ann', 'Bea'];
    expect(seen(a, b, c)).toEqual(Array(3).fill([winner, [loser]]));
    const own = [a, b, c].map((draft) => draft.getState().conflicts[name]?.[0]?.own);
    expect(own).toEqual(loser === 'Ann' ? [true, false, false] : [false, true, false]);
  });

  it('are no conflict when the second was written in sight of the first', async () => {
    const { browser, a, b } = await openTwo();
    a.set(name, 'Ann');
    await browser.clock.settle();
    b.set(name, 'Bea');
    await browser.clock.settle();
    a.set(name, 'Cleo');
    await browser.clock.settle();
    expect(seen(a, b)).toEqual(Array(2).fill(['Cleo', []]));
    expect(a.getState().conflicts).toEqual({});
  });

  it('are no conflict when they say the same', async () => {
    const { browser, a, b } = await openTwo();
    a.set(name, 'Ann');
    b.set(name, 'Ann');
    await browser.clock.settle();
    expect(seen(a, b)).toEqual(Array(2).fill(['Ann', []]));
  });
});

describe('a conflict', () => {
  const conflicting = async (options: Parameters<typeof openTwo>[0] = {}) => {
    const { browser, a, b } = await openTwo(options);
    const edit = a.edit(name);
    b.set(name, 'Bea');
    await browser.clock.advance(1);
    edit.set('Ann');
    edit.end();
    await browser.clock.settle();
    expect(seen(a, b)).toEqual(Array(2).fill(['Ann', ['Bea']]));
    return { browser, a, b };
  };

  it('is settled in every tab by taking the other value', async () => {
    const { browser, a, b } = await conflicting();
    b.resolve(name, b.getState().conflicts[name]?.[0]);
    expect(seen(b)).toEqual([['Bea', []]]);
    await browser.clock.settle();
    browser.reopen();
    const again = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(seen(a, again)).toEqual(Array(2).fill(['Bea', []]));
  });

  it('is settled in every tab by keeping the value that stands, and no step becomes unfinished by that', async () => {
    const { browser, a, b } = await conflicting();
    a.set('contact.email', 'ann@example.com');
    expect(await a.next()).toBe(true);
    a.resolve(name);
    await browser.clock.settle();
    expect(seen(a, b)).toEqual(Array(2).fill(['Ann', []]));
    expect(a.getState().completed).toEqual(['contact']);
  });

  it('is not settled by typing on', async () => {
    const { browser, a, b } = await conflicting();
    a.set(name, 'Anna');
    await browser.clock.settle();
    expect(seen(a, b)).toEqual(Array(2).fill(['Anna', ['Bea']]));
  });

  it('is settled by an edit of somebody who had it before the eyes', async () => {
    const { browser, a, b } = await conflicting();
    b.set(name, 'Cleo');
    await browser.clock.settle();
    expect(seen(a, b)).toEqual(Array(2).fill(['Cleo', []]));
  });

  it('is there after a reload, for 31 days, and not own any more', async () => {
    const { browser } = await conflicting();
    browser.reopen();
    const again = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(again.getState().conflicts[name]).toEqual([{ value: 'Bea', at: expect.any(Number), own: false }]);
    browser.reopen();
    await browser.clock.advance(31 * day + 1000);
    const late = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(seen(late)).toEqual([['Ann', []]]);
  });

  it('goes when the draft is reset, also where it is heard of late', async () => {
    const { browser, a, b } = await conflicting({ personal: false });
    expect(browser.text()).toContain('Bea');
    a.reset();
    a.set(name, 'Dora');
    await browser.clock.settle();
    expect(seen(a, b)).toEqual(Array(2).fill(['Dora', []]));
    expect(browser.text()).not.toContain('Bea');
  });

  it('is nothing that the next person sees', async () => {
    const browser = createTestBrowser();
    const desk = openDesk(browser, ann);
    const drafts = [draftOf(desk), draftOf(openDesk(browser, ann))] as const;
    await browser.clock.settle();
    for (const draft of drafts) draft.set(name, `by ${drafts.indexOf(draft)}`);
    await browser.clock.settle();
    expect(offered(drafts[0])).toHaveLength(1);
    desk.become(bob, 'signed-in');
    expect(drafts[0].getState().conflicts).toEqual({});
    await browser.clock.settle();
    expect(drafts[0].getState().conflicts).toEqual({});
  });

  it('keeps its identity while other fields change', async () => {
    const { a } = await conflicting();
    const before = a.getState().conflicts;
    a.set('contact.email', 'x');
    expect(a.getState().conflicts).toBe(before);
  });

  it('offers at most five values', async () => {
    const browser = createTestBrowser();
    const desks: Desk[] = Array.from({ length: 8 }, () => openDesk(browser, ann));
    const drafts = desks.map((desk) => draftOf(desk));
    await browser.clock.settle();
    for (const [at, draft] of drafts.entries()) draft.set(name, `Ann ${at}`);
    await browser.clock.settle();
    expect(new Set(drafts.map((draft) => JSON.stringify(offered(draft)))).size).toBe(1);
    expect(offered(drafts[0] as Opened)).toHaveLength(5);
  });
});
