import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createDraft } from '../../../src/documents/draft/draft.ts';
import { ann, cartOf, draftOf, fillContact, item, openDesk, openDraft } from './support.ts';

const wide = z.object(
  Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`f${i}`, z.string()])) as Record<string, z.ZodString>,
);

describe('the self-clocked writer', () => {
  it('writes one small value per keystroke, never the whole form', async () => {
    const browser = createTestBrowser();
    const draft = createDraft(openDesk(browser, ann), 'wide', { steps: { wide } });
    await browser.clock.settle();
    for (let i = 0; i < 60; i++) draft.set(`wide.f${i}`, 'x'.repeat(40));
    await browser.clock.settle();
    const { bytes, values } = browser.databases.written;
    for (let i = 0; i < 200; i++) {
      draft.set('wide.f7', 'y'.repeat(40 + (i % 2)));
      await browser.clock.settle();
    }
    expect(browser.databases.written.values - values).toBe(200);
    expect(browser.databases.written.bytes - bytes).toBeLessThanOrEqual(60_000);
    expect((browser.databases.written.bytes - bytes) / 200).toBeLessThan(2000);
  });

  it('gathers what is typed while a transaction runs into the next one', async () => {
    const browser = createTestBrowser();
    const draft = createDraft(openDesk(browser, ann), 'wide', { steps: { wide } });
    await browser.clock.settle();
    browser.databases.writeDelay = 30;
    const before = browser.databases.transactions.writing;
    for (let i = 0; i < 1000; i++) {
      draft.set(`wide.f${i % 60}`, String(i));
      await browser.clock.advance(1);
    }
    await browser.clock.advance(100);
    expect(draft.getState().saved).toBe('saved');
    expect(browser.databases.transactions.writing - before).toBeLessThanOrEqual(40);
  });

  it('puts all edits of one turn into one transaction, asked for before the turn is over', async () => {
    const browser = createTestBrowser();
    const draft = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    const before = browser.databases.transactions.writing;
    draft.set('contact.name', 'Ann');
    draft.set('contact.email', 'a@b.cd');
    draft.set('delivery.street', 'Main Street 1');
    expect(draft.getState().saved).toBe('saving');
    await browser.clock.settle();
    expect(browser.databases.transactions.writing - before).toBe(1);
    expect(draft.getState().saved).toBe('saved');
  });

  it('is never saved when the commit aborts: one report with the reason, the value stays, and the next edit brings all', async () => {
    const { browser, desk, draft } = await openDraft();
    browser.databases.failNext(5);
    const seen: string[] = [];
    draft.subscribe(({ saved }) => void (seen.at(-1) !== saved && seen.push(saved)));
    draft.set('contact.name', 'Ann');
    await browser.clock.advance(2000);
    expect(seen).toEqual(['saving', 'error']);
    expect(draft.get('contact.name')).toBe('Ann');
    expect(desk.reported).toEqual([['volatile', expect.objectContaining({ code: 'HOLDFAST_STORAGE' })]]);
    draft.set('contact.email', 'a@b.cd');
    await browser.clock.settle();
    expect(draft.getState().saved).toBe('saved');
    expect(desk.reported.at(-1)).toEqual(['durable']);
    desk.tab.crash();

    const again = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(again.getState().values.contact).toEqual({ name: 'Ann', email: 'a@b.cd' });
  });

  it('tries again after 0, 50, 250 and 1000 ms without a word when that helps', async () => {
    const { browser, desk, draft } = await openDraft();
    browser.databases.failNext(4);
    draft.set('contact.name', 'Ann');
    await browser.clock.advance(1299);
    expect(draft.getState().saved).toBe('saving');
    await browser.clock.advance(1);
    expect(draft.getState().saved).toBe('saved');
    expect(desk.reported).toEqual([]);
  });

  it('does not hammer a full disk, says so, and saves when there is room again', async () => {
    const { browser, desk, draft } = await openDraft();
    browser.databases.quota = browser.databases.size;
    const before = browser.databases.transactions.writing;
    draft.set('contact.name', 'Ann');
    await browser.clock.advance(5000);
    expect(draft.getState().saved).toBe('error');
    // The write, and the look for something that can go.
    expect(browser.databases.transactions.writing - before).toBe(2);
    expect(desk.reported).toHaveLength(1);
    browser.databases.quota = Number.POSITIVE_INFINITY;
    desk.wake();
    await browser.clock.settle();
    expect(draft.getState().saved).toBe('saved');
  });

  it('works as volatile after 4 s without an answer, and joins when storage comes', async () => {
    const browser = createTestBrowser();
    const stored = cartOf(openDesk(browser, ann));
    stored.add(item('mug'), 2);
    await browser.clock.settle();
    browser.reopen();

    browser.databases.openDelay = 60_000;
    const desk = openDesk(browser, ann);
    const cart = cartOf(desk);
    cart.add(item('mug'));
    await browser.clock.advance(3999);
    expect(cart.getState().saved).toBe('restoring');
    await browser.clock.advance(1);
    expect(cart.getState()).toMatchObject({ saved: 'volatile', count: 1 });
    expect(desk.reported).toEqual([['volatile', expect.objectContaining({ code: 'HOLDFAST_STORAGE' })]]);
    await browser.clock.advance(56_000);
    expect(cart.getState()).toMatchObject({ saved: 'saved', count: 3 });
    expect(desk.reported.at(-1)).toEqual(['durable']);
  });

  it('keeps working where there is no storage at all', async () => {
    const browser = createTestBrowser();
    browser.databases.failNext(1000);
    const desk = openDesk(browser, ann);
    const draft = draftOf(desk);
    await browser.clock.advance(5000);
    fillContact(draft);
    expect(await draft.next()).toBe(true);
    expect(draft.getState()).toMatchObject({ saved: 'volatile', step: 'delivery' });
    expect(desk.reported).toHaveLength(1);
  });
});
