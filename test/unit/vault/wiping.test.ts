import { createTestBrowser, type TestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createDraft } from '../../../src/documents/draft/draft.ts';
import { documentHost } from '../../../src/vault/host.ts';
import { finishWipes, markWipe } from '../../../src/vault/wipe.ts';
import { ann, type Desk, draftOf, guest, openDesk, steps } from '../documents/support.ts';

const inClear = { personal: false };
const ofAnn = (browser: TestBrowser): string[] =>
  (['journal', 'base'] as const)
    .flatMap((store) => browser.databases.entries('shop', store).map(([key]) => key))
    .filter((key) => key.startsWith(ann.id));
const typed = async (browser: TestBrowser, desk: Desk) => {
  const draft = draftOf(desk, inClear);
  draft.set('contact.name', 'canary');
  await browser.clock.settle();
  return draft;
};

describe('a sign-out', () => {
  it('removes also a document that nobody can say any more what was wished for', async () => {
    const browser = createTestBrowser();
    await typed(browser, openDesk(browser, ann));
    browser.reopen();
    const [id = ''] = ofAnn(browser).filter((key) => key.includes('@id/'));
    browser.databases.plant('shop', 'base', id, 'rubbish');
    const desk = openDesk(browser, ann);
    createDraft(desk, 'another', { steps });
    await browser.clock.settle();
    desk.become(guest, 'signed-out');
    await browser.clock.settle();
    expect(ofAnn(browser)).toEqual([]);
    expect(browser.text()).not.toContain('canary');
  });

  it('leaves what an exit had left of a document that is kept for the same person', async () => {
    const browser = createTestBrowser();
    const notesOf = (desk: Desk) => createDraft(desk, 'notes', { steps, afterSignOut: 'seal' });
    const desk = openDesk(browser, ann);
    const notes = notesOf(desk);
    await browser.clock.settle();
    browser.databases.writeDelay = 60_000;
    notes.set('contact.name', 'Ann');
    await browser.clock.advance(10);
    desk.exit();
    desk.tab.crash();
    browser.databases.writeDelay = 0;
    const elsewhere = openDesk(browser, ann);
    await typed(browser, elsewhere);
    elsewhere.become(guest, 'signed-out');
    await browser.clock.settle();
    expect(browser.text()).not.toContain('canary');
    const again = notesOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(again.get('contact.name')).toBe('Ann');
  });

  it('that comes while an earlier one is still being carried out is carried out, too', async () => {
    const browser = createTestBrowser();
    await typed(browser, openDesk(browser, ann));
    const { [documentHost]: host } = openDesk(browser, ann);
    const database = host.database();
    markWipe(host, ann.id);
    const again: typeof database = {
      ...database,
      async transact(...given) {
        const done = await database.transact(...given);
        await new Promise((resolve) => browser.after(1000, () => resolve(null)));
        markWipe(host, ann.id);
        return done;
      },
    };
    void finishWipes({ ...host, database: () => again });
    await browser.clock.advance(500);
    const later = openDesk(browser, { ...ann, epoch: 'e3' });
    await typed(browser, later);
    expect(ofAnn(browser)).not.toEqual([]);
    await browser.clock.advance(1000);
    browser.reopen();
    const draft = draftOf(openDesk(browser, ann), inClear);
    await browser.clock.settle();
    expect(draft.getState().values.contact).toEqual({});
    expect(browser.text()).not.toContain('canary');
  });
});
