import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { ann, draftOf, guest, openDesk } from '../support.ts';
import { name, openTwo, seen } from './support.ts';

describe('an edit that takes its time', () => {
  it('offers what another tab wrote meanwhile instead of overwriting it in silence', async () => {
    const { browser, a, b } = await openTwo();
    const edit = a.edit(name);
    edit.set('A');
    await browser.clock.advance(1);
    b.set(name, 'Bea');
    await browser.clock.advance(1);
    edit.set('An');
    edit.set('Ann');
    await browser.clock.settle();
    expect(seen(b)).toEqual([['Ann', ['Bea']]]);
    edit.end();
    expect(seen(a)).toEqual([['Ann', ['Bea']]]);
  });

  it('yields to what was written after its last keystroke, and is offered itself once the person looks up', async () => {
    const { browser, a, b } = await openTwo();
    const edit = b.edit(name);
    a.set(name, 'Ann');
    await browser.clock.advance(1);
    const later = a.edit(name);
    edit.set('Bea');
    await browser.clock.advance(1);
    later.set('Anna');
    await browser.clock.settle();
    expect(seen(b)).toEqual([['Anna', []]]);
    edit.end();
    expect(seen(b)).toEqual([['Anna', ['Bea']]]);
    expect(b.getState().conflicts[name]).toEqual([{ value: 'Bea', at: expect.any(Number), own: true }]);
  });

  it('has seen everything again after its end', async () => {
    const { browser, a, b } = await openTwo();
    const edit = a.edit(name);
    edit.set('A');
    edit.end();
    edit.end();
    await browser.clock.settle();
    b.set(name, 'Bea');
    await browser.clock.settle();
    edit.set('Ann');
    await browser.clock.settle();
    expect(seen(a, b)).toEqual(Array(2).fill(['Ann', []]));
  });

  it('that typed nothing takes what came', async () => {
    const { browser, a, b } = await openTwo();
    const edit = a.edit(name);
    b.set(name, 'Bea');
    await browser.clock.settle();
    edit.end();
    expect(seen(a, b)).toEqual(Array(2).fill(['Bea', []]));
  });
});

describe('what is cleared', () => {
  it('is a value like others: an edit that lost to it is offered', async () => {
    const { browser, a, b } = await openTwo();
    a.set(name, 'Ann');
    await browser.clock.settle();
    const clearing = a.edit(name);
    b.set(name, 'Bea');
    await browser.clock.advance(1);
    clearing.set(undefined);
    clearing.end();
    await browser.clock.settle();
    expect(seen(a, b)).toEqual(Array(2).fill([undefined, ['Bea']]));
    expect(a.getState().values.contact).toEqual({});
  });

  it('is not worth offering itself', async () => {
    const { browser, a, b } = await openTwo();
    a.set(name, 'Ann');
    await browser.clock.settle();
    const edit = a.edit(name);
    b.set(name, undefined);
    await browser.clock.advance(1);
    edit.set('Anna');
    edit.end();
    await browser.clock.settle();
    expect(seen(a, b)).toEqual(Array(2).fill(['Anna', []]));
  });
});

describe('others that did not see each other', () => {
  it('are a guest and an account', async () => {
    const browser = createTestBrowser();
    const account = draftOf(openDesk(browser, ann));
    account.set(name, 'Ann');
    await browser.clock.settle();
    browser.reopen();
    await browser.clock.advance(1000);
    const desk = openDesk(browser, guest);
    const draft = draftOf(desk);
    draft.set(name, 'Anna');
    await browser.clock.settle();
    desk.become(ann, 'signed-in');
    await browser.clock.settle();
    expect(seen(draft)).toEqual([['Anna', ['Ann']]]);
  });

  it('are who types before it is known what is stored, and who typed before', async () => {
    const browser = createTestBrowser();
    const before = draftOf(openDesk(browser, ann));
    before.set(name, 'Ann');
    await browser.clock.settle();
    browser.reopen();
    await browser.clock.advance(1000);
    const draft = draftOf(openDesk(browser, ann));
    draft.set(name, 'Anna');
    await browser.clock.settle();
    expect(seen(draft)).toEqual([['Anna', ['Ann']]]);
  });

  it('are who types before it is known what is stored, and who types after that elsewhere: the later stands', async () => {
    const browser = createTestBrowser();
    const there = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    browser.databases.openDelay = 2000;
    const here = draftOf(openDesk(browser, ann));
    here.set(name, 'Ann');
    await browser.clock.advance(500);
    there.set(name, 'Bea');
    await browser.clock.advance(2000);
    expect(seen(here, there)).toEqual(Array(2).fill(['Bea', ['Ann']]));
  });
});
