import { createTestBrowser, type TestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { ann, draftOf, openDesk } from '../documents/support.ts';
import { noRoom, openFull, stored } from './full-disk.ts';

/** Once there is room: an edit is a reason to try again. What is there in a new tab afterwards. */
const contactAfterAnEdit = async (browser: TestBrowser, draft: ReturnType<typeof draftOf>): Promise<unknown> => {
  draft.set('contact.email', 'ann@example.com');
  await browser.clock.settle();
  expect(draft.getState().saved).toBe('saved');
  browser.reopen();
  const again = draftOf(openDesk(browser, ann));
  await browser.clock.settle();
  return again.getState().values.contact;
};

describe('a disk that is full', () => {
  it('when a document is to be sealed from now on is no reason not to show it, and nothing typed meanwhile stands in clear', async () => {
    const browser = createTestBrowser();
    draftOf(openDesk(browser, ann), { personal: false }).set('contact.name', 'Ann');
    await browser.clock.settle();
    browser.reopen();
    const disk = { full: true };
    const desk = openFull(browser, disk, ann);
    const draft = draftOf(desk);
    await browser.clock.advance(5000);
    expect(draft.getState()).toMatchObject({ saved: 'volatile', values: { contact: { name: 'Ann' } } });
    draft.set('contact.name', 'canary');
    await browser.clock.advance(1000);
    await draft.next();
    expect([draft.undo(), draft.get('contact.name'), draft.redo()]).toEqual([true, 'Ann', true]);
    desk.exit();
    expect(browser.text()).not.toContain('canary');
    expect(desk.reported).toEqual([noRoom]);
    disk.full = false;
    expect(await contactAfterAnEdit(browser, draft)).toEqual({ name: 'canary', email: 'ann@example.com' });
    expect(browser.text()).not.toContain('canary');
  });

  it('stops no sign-out: every byte goes, since removing needs no room', async () => {
    const browser = createTestBrowser();
    const disk = { full: false };
    const desk = openFull(browser, disk, ann);
    const draft = draftOf(desk);
    await browser.clock.settle();
    draft.set('contact.name', 'Ann');
    await browser.clock.settle();
    disk.full = true;
    draft.set('contact.email', 'ann@example.com');
    desk.become(null, 'signed-out');
    await browser.clock.advance(5000);
    expect(stored(browser, 'u-ann/')).toEqual([]);
    expect(browser.records.contents()).toEqual({});
  });

  it('at a fold costs nothing: everything is shown, and folded at a later start', async () => {
    const browser = createTestBrowser();
    const first = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    first.set('contact.name', 'Ann');
    await browser.clock.settle();
    browser.reopen();
    const disk = { full: true };
    const desk = openFull(browser, disk, ann);
    const draft = draftOf(desk);
    await browser.clock.advance(5000);
    expect(draft.getState()).toMatchObject({ saved: 'error', values: { contact: { name: 'Ann' } } });
    expect(desk.reported).toEqual([noRoom]);
    disk.full = false;
    expect(await contactAfterAnEdit(browser, draft)).toEqual({ name: 'Ann', email: 'ann@example.com' });
    expect(browser.databases.entries('shop', 'journal')).toEqual([]);
  });

  it('before there is a key leaves nothing in clear, and what was typed is sealed once there is room', async () => {
    const browser = createTestBrowser();
    const disk = { full: true };
    const desk = openFull(browser, disk, ann);
    const draft = draftOf(desk);
    draft.set('contact.name', 'canary');
    await browser.clock.advance(5000);
    desk.exit();
    expect([draft.getState().saved, desk.reported]).toEqual(['volatile', [noRoom]]);
    expect(browser.text()).not.toContain('canary');
    disk.full = false;
    expect(await contactAfterAnEdit(browser, draft)).toEqual({ name: 'canary', email: 'ann@example.com' });
    expect(browser.text()).not.toContain('canary');
  });
});
