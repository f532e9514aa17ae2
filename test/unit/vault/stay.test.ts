import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { HoldfastError } from '../../../src/foundation/errors.ts';
import type { Database } from '../../../src/platform/database.ts';
import { documentHost } from '../../../src/vault/host.ts';
import { ann, type Desk, draftOf, fill, guest, openDesk, openDraft } from '../documents/support.ts';

const inClear = { personal: false };
const ofNext = { ...inClear, version: 2, migrate: (path: string, value: unknown) => ({ [path]: value }) };
const refused = (name: string): HoldfastError =>
  new HoldfastError('HOLDFAST_STORAGE', 'Refused.', { cause: new DOMException('', name) });

/** The same tab over a database of which something is different. */
const over = (desk: Desk, change: (real: Database) => Partial<Database>): Desk => {
  const host = desk[documentHost];
  const database = { ...host.database(), ...change(host.database()) };
  return Object.assign(desk, { [documentHost]: { ...host, database: () => database } });
};

describe('an exit', () => {
  it('has sealed what was typed a while before it, however long that is, also where storage is slow', async () => {
    const { browser, desk, draft } = await openDraft();
    browser.databases.writeDelay = 1000;
    draft.set('contact.email', 'ann@example.com');
    await browser.clock.advance(10);
    draft.set('contact.name', 'x'.repeat(6000));
    await browser.clock.advance(10);
    desk.exit();
    desk.tab.crash();
    browser.databases.writeDelay = 0;
    const again = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(again.get('contact.name')).toHaveLength(6000);
  });

  it.each([
    ['writing of it', 3, false],
    ['exit', 100, true],
  ])(
    'stores all of a long text, and not what changed in it alone, where the %s before has failed',
    async (_, times, left) => {
      const { browser, desk, draft } = await openDraft();
      const long = 'x'.repeat(6000);
      browser.databases.failNext(times);
      draft.set('contact.name', long);
      await browser.clock.advance(50);
      if (left) desk.exit();
      await browser.clock.advance(50);
      draft.set('contact.name', `${long}y`);
      await browser.clock.advance(10);
      browser.databases.failNext(0);
      expect(draft.getState().saved).toBe('saving');
      desk.exit();
      await browser.clock.advance(20);
      desk.tab.crash();
      const again = draftOf(openDesk(browser, ann));
      await browser.clock.settle();
      expect(again.get('contact.name')).toHaveLength(6001);
    },
  );

  it('writes nothing into what a newer version stored', async () => {
    const browser = createTestBrowser();
    draftOf(openDesk(browser, ann), ofNext).set('contact.name', 'Ann');
    await browser.clock.settle();
    browser.reopen();
    const desk = openDesk(browser, ann);
    const old = draftOf(desk, inClear);
    await browser.clock.settle();
    old.set('contact.name', 'of the old version');
    desk.exit();
    await browser.clock.settle();
    expect(browser.text()).not.toContain('of the old version');
  });

  it('has nothing to add to a flush before storage has answered', async () => {
    const browser = createTestBrowser();
    browser.databases.openDelay = 1000;
    const desk = openDesk(browser, ann);
    draftOf(desk, inClear).set('contact.name', 'Ann');
    await desk.flush();
    desk.tab.crash();
    browser.databases.openDelay = 0;
    const again = draftOf(openDesk(browser, ann), inClear);
    await browser.clock.settle();
    expect(again.get('contact.name')).toBe('Ann');
  });
});

describe('a write', () => {
  it('never has in it what was reset in the same turn', async () => {
    const { browser, desk, draft } = await openDraft(inClear);
    browser.databases.writeDelay = 1000;
    draft.set('contact.name', 'canary');
    draft.reset();
    desk.exit();
    expect(browser.text()).not.toContain('canary');
    await browser.clock.advance(10);
    expect(browser.text()).not.toContain('canary');
  });

  it('seals each edit once', async () => {
    const browser = createTestBrowser();
    const desk = openDesk(browser, ann);
    const { crypto } = desk.tab.platform;
    const { seal } = crypto;
    let sealed = 0;
    Object.assign(crypto, {
      seal(...given: Parameters<typeof seal>) {
        sealed++;
        return seal(...given);
      },
    });
    const draft = draftOf(desk);
    await browser.clock.settle();
    const before = sealed;
    for (const name of ['A', 'An', 'Ann']) {
      draft.set('contact.name', name);
      await browser.clock.settle();
    }
    expect(sealed - before).toBe(3);
  });

  it('waits for the disk itself where a key, a claim, a receipt or a sign-out depends on it, and nowhere else', async () => {
    const browser = createTestBrowser();
    const strict: boolean[] = [];
    const since = (): boolean => strict.splice(0).includes(true);
    const desk = over(openDesk(browser, guest), (real) => ({
      put(store, entries, options) {
        strict.push(options?.strict === true);
        return real.put(store, entries, options);
      },
      transact(stores, work, options) {
        strict.push(options?.strict === true);
        return real.transact(stores, work, options);
      },
    }));
    const draft = draftOf(desk);
    await browser.clock.settle();
    expect(since(), 'key').toBe(true);
    fill(draft);
    await browser.clock.settle();
    expect(since(), 'typing').toBe(false);
    desk.become(ann, 'signed-in');
    await browser.clock.settle();
    expect(since(), 'claim').toBe(true);
    draft.set('payment.cvc', '§§§');
    const submitting = draft.submit(() => 'done');
    await browser.clock.settle();
    expect([await submitting, since()]).toEqual([{ outcome: 'submitted', result: 'done' }, true]);
    desk.become(null, 'signed-out');
    await browser.clock.settle();
    expect(since(), 'sign-out').toBe(true);
  });

  it('of a file that finds the disk full says that, and not that the file can’t be read', async () => {
    const { browser, desk, draft } = await openDraft();
    browser.databases.quota = browser.databases.size;
    const set = draft.set as (path: string, value: unknown) => void;
    set('contact.name', new File(['x'.repeat(500)], 'a.txt'));
    await browser.clock.advance(2000);
    expect(desk.reported.map(([, error]) => String(error))).toEqual([expect.stringContaining('Storage is full')]);
  });

  it('that finds the disk full says so also where no room could be made for another reason', async () => {
    const browser = createTestBrowser();
    let full = false;
    const desk = over(openDesk(browser, ann), (real) => ({
      put: (...given) => (full ? Promise.reject(refused('QuotaExceededError')) : real.put(...given)),
      transact: (...given) => (full ? Promise.reject(refused('UnknownError')) : real.transact(...given)),
    }));
    const draft = draftOf(desk);
    await browser.clock.settle();
    full = true;
    draft.set('contact.name', 'Ann');
    await browser.clock.advance(3000);
    expect(desk.reported).toEqual([
      ['volatile', expect.objectContaining({ cause: expect.objectContaining({ name: 'QuotaExceededError' }) })],
    ]);
  });
});

it("a sign-out that a guest hears of takes nothing of the guest's", async () => {
  const browser = createTestBrowser();
  const desk = openDesk(browser, guest);
  const draft = draftOf(desk);
  draft.set('contact.name', 'Ann');
  await browser.clock.settle();
  desk.become(null, 'signed-out');
  await browser.clock.settle();
  desk.become(guest);
  await browser.clock.settle();
  expect(draft.get('contact.name')).toBe('Ann');
});
