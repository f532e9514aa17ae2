import { describe, expect, it } from 'vitest';
import { ann, bob, draftOf, fill, openDesk, openDraft } from './support.ts';

const name = 'contact.name';
const second = 1000;

/** Two tabs with Ann's draft. */
const openTwo = async () => {
  const opened = await openDraft();
  const other = draftOf(openDesk(opened.browser, ann));
  await opened.browser.clock.settle();
  return { ...opened, other };
};

describe('undo', () => {
  it('takes back edit by edit, and redo does them again', async () => {
    const { draft, browser } = await openDraft();
    draft.set(name, 'Ann');
    draft.set('contact.email', 'a');
    await browser.clock.advance(second);
    draft.set(name, 'Bea');
    const seen: unknown[] = [];
    const look = () => void seen.push({ ...draft.getState().values.contact });
    while (draft.undo()) look();
    expect(seen).toEqual([{ name: 'Ann', email: 'a' }, { name: 'Ann' }, {}]);
    seen.length = 0;
    while (draft.redo()) look();
    expect(seen).toEqual([{ name: 'Ann' }, { name: 'Ann', email: 'a' }, { name: 'Bea', email: 'a' }]);
    expect([draft.undo(), draft.undo(), draft.undo(), draft.undo()]).toEqual([true, true, true, false]);
  });

  it('says in the state whether there is something to take back or to do again', async () => {
    const { draft } = await openDraft();
    const can = () => [draft.getState().canUndo, draft.getState().canRedo];
    expect(can()).toEqual([false, false]);
    draft.set(name, 'Ann');
    expect(can()).toEqual([true, false]);
    draft.undo();
    expect(can()).toEqual([false, true]);
    draft.redo();
    expect(can()).toEqual([true, false]);
    draft.undo();
    draft.set(name, 'Bea');
    expect(can()).toEqual([true, false]);
    expect(draft.redo()).toBe(false);
  });

  it('is one step for the quick edits of one field, and for an edit that takes its time', async () => {
    const { draft, browser } = await openDraft();
    for (const text of ['A', 'An', 'Ann']) draft.set(name, text);
    await browser.clock.advance(second);
    const edit = draft.edit(name);
    for (const text of ['Ann ', 'Ann L', 'Ann Lee']) {
      edit.set(text);
      await browser.clock.advance(10 * second);
    }
    edit.end();
    draft.set(name, 'Ann Leeds');
    expect([draft.undo(), draft.get(name)]).toEqual([true, 'Ann Lee']);
    expect([draft.undo(), draft.get(name)]).toEqual([true, 'Ann']);
    expect([draft.undo(), draft.get(name)]).toEqual([true, undefined]);
  });

  it('is an edit like others: stored, and seen in every tab', async () => {
    const { draft, other, browser } = await openTwo();
    draft.set(name, 'Ann');
    await browser.clock.advance(second);
    draft.set(name, 'Bea');
    await browser.clock.settle();
    draft.undo();
    await browser.clock.settle();
    expect(other.get(name)).toBe('Ann');
    expect([other.getState().conflicts, other.getState().canUndo]).toEqual([{}, false]);
  });

  it('leaves alone what another tab wrote since, and goes on with what still stands', async () => {
    const { draft, other, browser } = await openTwo();
    draft.set('contact.email', 'a');
    draft.set(name, 'Ann');
    await browser.clock.settle();
    other.set(name, 'Bea');
    await browser.clock.settle();
    expect([draft.undo(), draft.getState().values.contact]).toEqual([true, { name: 'Bea' }]);
    expect(draft.getState().canUndo).toBe(false);
  });

  it('leads back to what another tab wrote, and not past it', async () => {
    const { draft, other, browser } = await openTwo();
    draft.set(name, 'Ann');
    await browser.clock.settle();
    other.set(name, 'Bea');
    await browser.clock.settle();
    draft.set(name, 'Cleo');
    expect([draft.undo(), draft.get(name)]).toEqual([true, 'Bea']);
    expect([draft.undo(), draft.get(name)]).toEqual([false, 'Bea']);
    expect([draft.redo(), draft.get(name)]).toEqual([true, 'Cleo']);
  });

  it('knows the last hundred steps', async () => {
    const { draft, browser } = await openDraft();
    for (let at = 0; at < 120; at++) {
      draft.set(name, `Ann ${at}`);
      await browser.clock.advance(second);
    }
    let steps = 0;
    while (draft.undo()) steps += 1;
    expect([steps, draft.get(name)]).toEqual([100, 'Ann 19']);
  });

  it('takes back a secret, in memory', async () => {
    const { draft, browser } = await openDraft({ personal: false });
    draft.set('payment.holder', 'Holder');
    draft.set('payment.cvc', '§§§1');
    await browser.clock.advance(second);
    draft.set('payment.cvc', '§§§2');
    draft.undo();
    await browser.clock.settle();
    expect(draft.get('payment.cvc')).toBe('§§§1');
    expect(browser.text()).toContain('Holder');
    expect(browser.text()).not.toContain('§§§');
  });

  it.each(['submitted', 'reset', 'reset in another tab', "somebody else's"])(
    'knows nothing once it is %s',
    async (how) => {
      const { draft, desk, other, browser } = await openTwo();
      fill(draft);
      await browser.clock.settle();
      expect(draft.getState().canUndo).toBe(true);
      if (how === 'submitted') await draft.submit(() => {});
      else if (how === 'reset') draft.reset();
      else if (how === "somebody else's") desk.become(bob);
      else other.reset();
      await browser.clock.settle();
      expect([draft.undo(), draft.redo(), draft.getState().values.contact]).toEqual([false, false, {}]);
    },
  );

  it('knows nothing of what was typed before it was known what is stored', async () => {
    const { draft, browser } = await openDraft();
    draft.set(name, 'Ann');
    await browser.clock.settle();
    browser.reopen();
    const again = draftOf(openDesk(browser, ann));
    again.set(name, 'Bea');
    expect(again.getState().canUndo).toBe(true);
    await browser.clock.settle();
    expect([again.undo(), again.get(name)]).toEqual([false, 'Bea']);
  });
});
