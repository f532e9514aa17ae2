import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { surveyOf } from '../documents/items/support.ts';
import { ann, draftOf, item, openDesk, quantities } from '../documents/support.ts';
import { canary, fill, keysOf, openBoth, opened } from './sealed-documents.ts';

describe('what is personal', () => {
  it('stands nowhere in clear, content or names, while it is written, at an exit, and after a fold', async () => {
    const browser = createTestBrowser();
    const first = await opened(browser);
    fill(first);
    expect(browser.text()).not.toContain(canary);
    first.desk.exit();
    expect(browser.text()).not.toContain(canary);
    await browser.clock.settle();
    expect(first.draft.getState().saved).toBe('saved');
    browser.reopen();
    expect(browser.databases.entries('shop', 'journal').length).toBeGreaterThan(2);
    const second = await opened(browser);
    expect(browser.databases.entries('shop', 'journal')).toEqual([]);
    expect(second.draft.get('contact.name')).toBe(canary);
    expect(second.draft.get('delivery.street')).toBe(`${canary}-2`);
    expect(quantities(second.cart)).toEqual({ [canary]: 2 });
    expect(browser.text()).not.toMatch(/canary|contact\.name/);
  });

  it('may be some fields only: the others stand as they are', async () => {
    const browser = createTestBrowser();
    const some = { personal: ['contact.name'] } as const;
    const draft = draftOf(openDesk(browser, ann), some);
    draft.set('contact.name', canary);
    draft.set('delivery.street', 'open-street');
    await browser.clock.settle();
    expect(browser.text()).not.toContain(canary);
    expect(browser.text()).toContain('open-street');
    browser.reopen();
    const again = draftOf(openDesk(browser, ann), some);
    await browser.clock.settle();
    expect(again.getState().values).toMatchObject({ contact: { name: canary }, delivery: { street: 'open-street' } });
  });

  it('is a field with all that is stored beneath it: the items of an array, and none of another field', async () => {
    const browser = createTestBrowser();
    const some = { personal: ['table.people'] } as const;
    const survey = surveyOf(openDesk(browser, ann), some);
    const people = survey.items('table.people');
    const id = people.add({ name: canary });
    survey.set('table.note', 'open-note');
    await browser.clock.settle();
    people.set(id, 'name', `${canary}-2`);
    await browser.clock.settle();
    expect(browser.text()).toContain('open-note');
    expect(browser.text()).not.toContain(canary);
    browser.reopen();
    const again = surveyOf(openDesk(browser, ann), some);
    await browser.clock.settle();
    expect(again.getState().values.table).toEqual({ people: [{ name: `${canary}-2` }], note: 'open-note' });
    expect(browser.text()).not.toContain(canary);
  });

  it('is sealed from the next start on where it was stored in clear, and the other way round', async () => {
    const browser = createTestBrowser();
    draftOf(openDesk(browser, ann), { personal: false }).set('contact.name', canary);
    await browser.clock.settle();
    expect(browser.text()).toContain(canary);
    for (const sealed of [true, false, true]) {
      browser.reopen();
      const draft = draftOf(openDesk(browser, ann), { personal: sealed });
      await browser.clock.settle();
      expect(draft.get('contact.name')).toBe(canary);
      expect(browser.text().includes(canary)).toBe(!sealed);
      expect(keysOf(browser).filter((key) => !key.includes('@'))).toHaveLength(1);
    }
  });

  it('is any data: dates, big numbers, nothing, and what is nested', async () => {
    const browser = createTestBrowser();
    const value = { at: new Date(7), big: 12n, none: undefined, list: [Number.NaN, { deep: canary }] };
    const set = draftOf(openDesk(browser, ann)).set as (path: string, value: unknown) => void;
    set('contact.name', value);
    await browser.clock.settle();
    browser.reopen();
    const again = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(again.get('contact.name')).toStrictEqual(value);
    expect(browser.text()).not.toContain(canary);
  });

  it('has one key for all tabs, also when two open it at once', async () => {
    const browser = createTestBrowser();
    const tabs = [openBoth(openDesk(browser, ann)), openBoth(openDesk(browser, ann))];
    await browser.clock.settle();
    tabs[0]?.draft.set('contact.name', canary);
    tabs[1]?.cart.add(item('mug'), 2);
    await browser.clock.settle();
    for (const { draft, cart } of tabs) {
      expect(draft.get('contact.name')).toBe(canary);
      expect(quantities(cart)).toEqual({ mug: 2 });
    }
    expect(keysOf(browser).filter((key) => key.endsWith('@key/'))).toHaveLength(2);
  });
});

describe('an edit in the same turn as the exit', () => {
  it('is sealed at once, and there again after the tab was closed, also twice and when storage died with it', async () => {
    for (const end of ['close', 'crash'] as const) {
      const browser = createTestBrowser();
      const { desk, draft, cart } = await opened(browser);
      fill({ draft, cart });
      desk.exit();
      draft.set('contact.name', `${canary}-later`);
      desk.exit();
      expect(browser.text()).not.toContain(canary);
      desk.tab[end]();
      const again = await opened(browser);
      expect(again.draft.get('contact.name')).toBe(`${canary}-later`);
      expect(quantities(again.cart)).toEqual({ [canary]: 2 });
      expect(browser.records.contents()).toEqual({});
      expect(keysOf(browser).some((key) => key.includes('@exit'))).toBe(false);
    }
  });

  it('costs what is above 4 KiB of the very last turn, and nothing else', async () => {
    const browser = createTestBrowser();
    const { desk, draft } = await opened(browser);
    draft.set('contact.email', 'before@example.com');
    await browser.clock.settle();
    draft.set('contact.name', canary);
    draft.set('delivery.street', 'x'.repeat(5000));
    desk.exit();
    desk.tab.crash();
    const again = await opened(browser);
    expect(again.draft.getState().values).toMatchObject({
      contact: { name: canary, email: 'before@example.com' },
      delivery: {},
    });
  });

  it('before storage has answered is lost rather than left in clear', async () => {
    const browser = createTestBrowser();
    browser.databases.openDelay = 3000;
    const desk = openDesk(browser, ann);
    const draft = draftOf(desk);
    draft.set('contact.name', canary);
    desk.exit();
    desk.tab.close();
    browser.databases.openDelay = 0;
    await browser.clock.settle();
    expect(browser.text()).not.toContain(canary);
    expect((await opened(browser)).draft.get('contact.name')).toBeUndefined();
  });
});
