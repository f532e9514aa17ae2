import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { documentHost } from '../../../src/vault/host.ts';
import { ann, draftOf, guest, openDesk } from '../documents/support.ts';

const inClear = { personal: false };

describe('a document that is read', () => {
  it('is whole also when another tab folds it meanwhile', async () => {
    const browser = createTestBrowser();
    draftOf(openDesk(browser, ann), inClear).set('contact.name', 'Ann');
    await browser.clock.settle();
    browser.reopen();
    const desk = openDesk(browser, ann);
    const host = desk[documentHost];
    const database = host.database();
    let reads = 0;
    const slow: typeof database = {
      ...database,
      async read(...asked) {
        const found = await database.read(...asked);
        if (reads++ === 0) {
          draftOf(openDesk(browser, ann), inClear);
          await new Promise((resolve) => browser.after(1000, () => resolve(null)));
          expect(browser.databases.entries('shop', 'journal')).toEqual([]);
        }
        return found;
      },
    };
    const draft = draftOf({ ...desk, [documentHost]: { ...host, database: () => slow } }, inClear);
    let opened: unknown;
    draft.subscribe(({ saved, values }) => {
      if (saved === 'saved') opened ??= values.contact;
    });
    await browser.clock.advance(3000);
    expect([reads > 0, opened]).toEqual([true, { name: 'Ann' }]);
  });

  it('is asked for together with what opens it and with what is over, and nobody waits for one after the other', async () => {
    const browser = createTestBrowser();
    draftOf(openDesk(browser, ann)).set('contact.name', 'Ann');
    await browser.clock.settle();
    browser.reopen();
    const desk = openDesk(browser, ann);
    const host = desk[documentHost];
    const database = host.database();
    const aSecond = () => new Promise((resume) => browser.after(1000, () => resume(null)));
    const slow: typeof database = {
      ...database,
      read: async (...asked) => (await Promise.all([database.read(...asked), aSecond()]))[0],
      range: async (...asked) => (await Promise.all([database.range(...asked), aSecond()]))[0],
    };
    const accountKeys: typeof host.accountKeys = async () => {
      await aSecond();
      return null;
    };
    const draft = draftOf({ ...desk, [documentHost]: { ...host, database: () => slow, accountKeys } });
    await browser.clock.advance(999);
    expect([draft.getState().saved, draft.get('contact.name')]).toEqual(['restoring', undefined]);
    await browser.clock.advance(1);
    expect([draft.getState().saved, draft.get('contact.name')]).toEqual(['saved', 'Ann']);
  });

  it('takes no part that a late tab of an earlier stay left before it knew what is stored', async () => {
    const browser = createTestBrowser();
    const late = openDesk(browser, ann);
    const lateDraft = draftOf(late, inClear);
    browser.databases.openDelay = 1000;
    const unopened = openDesk(browser, ann);
    const waiting = draftOf(unopened, inClear);
    waiting.set('contact.name', 'of the stay before');
    await browser.clock.advance(500);
    late.become(guest, 'signed-out');
    await browser.clock.advance(100);
    unopened.exit();
    unopened.tab.close();
    browser.databases.openDelay = 0;
    await browser.clock.settle();
    expect(JSON.stringify(browser.records.contents())).toContain('of the stay before');
    late.become({ ...ann, epoch: 'e9' }, 'signed-in');
    await browser.clock.settle();
    expect(lateDraft.getState().values.contact).toEqual({});
    await browser.clock.settle();
    expect(browser.text()).not.toContain('of the stay before');
  });
});

describe('what a document is named by', () => {
  it('goes on saying since when it is there, when what becomes of it at a sign-out is decided anew', async () => {
    const browser = createTestBrowser();
    const identity = () => browser.databases.entries('shop', 'base').find(([key]) => key.includes('@id/'));
    draftOf(openDesk(browser, ann), { afterSignOut: 'seal' });
    await browser.clock.settle();
    const [key, [, begunAt]] = identity() as [string, [string, number]];
    browser.reopen();
    await browser.clock.advance(60_000);
    draftOf(openDesk(browser, ann), { afterSignOut: 'wipe' });
    await browser.clock.settle();
    expect(identity()).toEqual([key, ['wipe', begunAt]]);
  });
});
