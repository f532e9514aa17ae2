import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { documentHost } from '../../../src/vault/host.ts';
import { ann, cartOf, draftOf, item, openDesk } from '../documents/support.ts';

const migrate = (path: string, value: unknown, from: number): Record<string, unknown> => {
  if (from > 1) return { [path]: value };
  if (path === 'contact.name') {
    const [first, last] = String(value).split(' ');
    return { 'contact.first': first, 'contact.last': last };
  }
  return path === 'contact.fax' ? {} : { [path]: value };
};
const newDraft = { version: 2, migrate };
const newest = {
  contact: { first: 'Ada', last: 'King', email: 'b@c.de' },
  delivery: { street: 'Quay 1' },
  payment: {},
};

/** What two old tabs left: one part folded, another part in the journal, and both with a value of the same field. */
const openOld = async (personal = true) => {
  const browser = createTestBrowser();
  const first = draftOf(openDesk(browser, ann), { personal });
  first.set('contact.name', 'Ada Lovelace');
  first.set('contact.email', 'a@b.cd');
  await browser.clock.settle();
  browser.reopen();
  const second = draftOf(openDesk(browser, ann), { personal });
  await browser.clock.advance(1);
  const set = second.set as (path: string, value: unknown) => void;
  set('contact.name', 'Ada King');
  set('contact.email', 'b@c.de');
  set('contact.fax', '555');
  set('delivery.street', 'Quay 1');
  await browser.clock.settle();
  browser.reopen();
  return browser;
};
const turn = (): Promise<void> => new Promise((resume) => void setImmediate(resume));

describe('a migration', () => {
  it.each([
    ['in clear', false],
    ['sealed', true],
  ])('that is cut short anywhere ends the same, and is over when it ends: %s', async (_how, personal) => {
    const next = { ...newDraft, personal };
    let cut = 0;
    for (let whole = false; !whole; cut++) {
      const browser = await openOld(personal);
      expect(browser.text().includes('contact.name')).toBe(!personal);
      const desk = openDesk(browser, ann);
      const draft = draftOf(desk, next);
      for (let turns = 0; turns < cut; turns++) await turn();
      whole = draft.getState().saved === 'saved';
      desk.tab.crash();
      const again = draftOf(openDesk(browser, ann), next);
      await browser.clock.settle();
      expect(again.getState().values).toEqual(newest);
      expect(browser.text()).not.toContain('contact.name');
      browser.reopen();
      const before = browser.databases.written.values;
      const later = draftOf(openDesk(browser, ann), next);
      await browser.clock.settle();
      expect(later.getState().values).toEqual(newest);
      expect(browser.databases.written.values).toBe(before);
    }
    expect(cut).toBeGreaterThan(5);
  });

  it('that storage breaks off again and again ends the same', async () => {
    for (let failures = 1; failures < 12; failures++) {
      const browser = await openOld();
      browser.databases.failNext(failures);
      const desk = openDesk(browser, ann);
      const draft = draftOf(desk, newDraft);
      await browser.clock.advance(2000);
      desk.wake();
      await browser.clock.advance(2000);
      desk.wake();
      await browser.clock.advance(2000);
      expect(draft.getState()).toMatchObject({ saved: 'saved', values: newest });
    }
  });

  it('takes in what an old tab writes meanwhile, which from then on only reads and says so', async () => {
    const browser = await openOld();
    const old = openDesk(browser, ann);
    const oldDraft = draftOf(old);
    await browser.clock.settle();
    const now = draftOf(openDesk(browser, ann), newDraft);
    await browser.clock.advance(1);
    oldDraft.set('contact.name', 'Ada Byron');
    await browser.clock.settle();
    expect(now.getState().values.contact).toMatchObject({ first: 'Ada', last: 'Byron' });
    now.set('contact.email', 'c@d.ef');
    await browser.clock.settle();
    expect(oldDraft.getState().saved).toBe('error');
    expect(old.reported).toEqual([['durable', expect.objectContaining({ code: 'HOLDFAST_DISCARDED' })]]);
    oldDraft.set('contact.email', 'old@old.old');
    await browser.clock.settle();
    expect(now.get('contact.email')).toBe('c@d.ef');
  });

  it('waits for the disk itself, which folding what is of this version does not', async () => {
    const browser = await openOld();
    for (const [options, expected] of [
      [{}, false],
      [newDraft, true],
    ] as const) {
      const desk = openDesk(browser, ann);
      const host = desk[documentHost];
      const database = host.database();
      const strict: boolean[] = [];
      const transact: typeof database.transact = (stores, work, how) => {
        if (stores.includes('journal') && !stores.includes('session')) strict.push(how?.strict === true);
        return database.transact(stores, work, how);
      };
      draftOf(
        Object.assign(desk, { [documentHost]: { ...host, database: () => ({ ...database, transact }) } }),
        options,
      );
      await browser.clock.settle();
      expect(strict).toEqual([expected]);
      browser.reopen();
    }
  });

  it('leaves a document that needs none alone: nothing is written when it is opened again', async () => {
    const browser = createTestBrowser();
    cartOf(openDesk(browser, ann)).add(item('mug'));
    await browser.clock.settle();
    browser.reopen();
    cartOf(openDesk(browser, ann));
    await browser.clock.settle();
    browser.reopen();
    const before = browser.databases.written.values;
    cartOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(browser.databases.written.values).toBe(before);
  });
});
