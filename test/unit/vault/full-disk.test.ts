import { createDraft, minutes } from 'holdfast';
import { createTestBrowser, type TestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../../src/platform/database.ts';
import { documentHost, type Partition } from '../../../src/vault/host.ts';
import {
  ann,
  bob,
  bothCarts,
  cartOf,
  type Desk,
  draftOf,
  guest,
  item,
  openDesk,
  quantities,
  steps,
  sum,
} from '../documents/support.ts';

const fullDisk = (): DOMException => new DOMException('The disk is full.', 'QuotaExceededError');

/** A disk that is full for whatever puts anything: a browser doesn't reckon with what the same transaction removes. */
interface Fullness {
  full: boolean;
}

/** A tab over such a disk. */
const openFull = (browser: TestBrowser, disk: Fullness, partition: Partition): Desk => {
  const desk = openDesk(browser, partition);
  const host = desk[documentHost];
  const real = host.database();
  const transact: Database['transact'] = (stores, work, options) =>
    real.transact(
      stores,
      async (transaction) => {
        let puts = 0;
        const put: typeof transaction.put = (...given) => {
          puts++;
          transaction.put(...given);
        };
        const result = await work({ ...transaction, put });
        if (puts && disk.full) throw fullDisk();
        return result;
      },
      options,
    );
  const database: Database = {
    ...real,
    transact,
    put: (store, entries, options) =>
      transact(
        [store],
        async ({ put }) => {
          for (const [key, value] of entries) put(store, key, value);
        },
        options,
      ),
  };
  return Object.assign(desk, { [documentHost]: { ...host, database: () => database } });
};

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

const stored = (browser: TestBrowser, start: string): string[] =>
  (['journal', 'base'] as const)
    .flatMap((store) => browser.databases.entries('shop', store).map(([key]) => key))
    .filter((key) => key.startsWith(start));

/** What the guest's cart and the account's come to. */
const joined = {
  sum,
  max: { S1: 3, S2: 1, S3: 1 },
  'keep-guest': { S1: 2, S2: 1 },
};

const noRoom = [
  'volatile',
  expect.objectContaining({ cause: expect.objectContaining({ name: 'QuotaExceededError' }) }),
];

describe('a disk that is full', () => {
  it.each(['sum', 'max', 'keep-guest'] as const)(
    "at a claim with %s takes nothing of the guest's, shows what both come to, and stores that once there is room",
    async (claim) => {
      const browser = await bothCarts();
      const disk = { full: false };
      const desk = openFull(browser, disk, guest);
      const cart = cartOf(desk, { claim });
      await browser.clock.settle();
      const before = stored(browser, 'guest/');
      disk.full = true;
      desk.become(ann, 'signed-in');
      await browser.clock.advance(5000);
      expect(quantities(cart)).toEqual(joined[claim]);
      cart.add(item('S9'));
      await browser.clock.advance(5000);
      expect(quantities(cart)).toEqual({ ...joined[claim], S9: 1 });
      expect(stored(browser, 'guest/')).toEqual(before);
      expect([cart.getState().saved, desk.reported]).toEqual(['error', [noRoom]]);
      expect(String(desk.reported[0]?.[1])).toMatch(
        /[1-9]\d\d bytes of "cart" wait for room. They stay stored as the guest's/,
      );
      disk.full = false;
      desk.wake();
      await browser.clock.settle();
      expect([cart.getState().saved, quantities(cart)]).toEqual(['saved', { ...joined[claim], S9: 1 }]);
      expect(desk.reported).toEqual([noRoom, ['durable']]);
      expect(stored(browser, 'guest/')).toEqual([]);
      browser.reopen();
      const again = cartOf(openDesk(browser, ann), { claim });
      await browser.clock.settle();
      expect(quantities(again)).toEqual({ ...joined[claim], S9: 1 });
    },
  );

  it('at a claim into an empty account is not taken for a reason to drop the cart, whatever is added before there is room', async () => {
    const browser = createTestBrowser();
    const disk = { full: false };
    const desk = openFull(browser, disk, guest);
    const cart = cartOf(desk, { claim: 'keep-account' });
    cart.add(item('S1'), 2);
    await browser.clock.settle();
    // The account has been here before.
    const account = cartOf(openDesk(browser, ann), { claim: 'keep-account' });
    await browser.clock.settle();
    disk.full = true;
    desk.become(ann, 'signed-in');
    await browser.clock.advance(5000);
    expect(quantities(cart)).toEqual({ S1: 2 });
    disk.full = false;
    cart.add(item('S9'));
    await browser.clock.settle();
    expect([quantities(cart), quantities(account), cart.getState().saved]).toEqual([
      { S1: 2, S9: 1 },
      { S1: 2, S9: 1 },
      'saved',
    ]);
    expect(stored(browser, 'guest/')).toEqual([]);
  });

  it('at a claim is made room on by what is over, and nobody needs to know', async () => {
    const browser = await bothCarts();
    const old = createDraft(openDesk(browser, bob), 'old', { steps, personal: false, ttl: minutes(1) });
    old.set('contact.name', 'x'.repeat(5000));
    await browser.clock.settle();
    browser.reopen();
    const desk = openDesk(browser, guest);
    const cart = cartOf(desk);
    await browser.clock.settle();
    await browser.clock.advance(minutes(5));
    browser.databases.quota = browser.databases.size;
    desk.become(ann, 'signed-in');
    await browser.clock.settle();
    expect([cart.getState().saved, quantities(cart), desk.reported]).toEqual(['saved', sum, []]);
  });

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

  it('at a claim is one also for a browser that is closed before there is room', async () => {
    const browser = await bothCarts();
    const disk = { full: false };
    const desk = openFull(browser, disk, guest);
    cartOf(desk);
    await browser.clock.settle();
    disk.full = true;
    desk.become(ann, 'signed-in');
    await browser.clock.advance(5000);
    browser.reopen();
    const again = cartOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(quantities(again)).toEqual(sum);
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
