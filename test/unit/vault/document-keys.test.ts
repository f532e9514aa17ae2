import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { isEngineKey } from '../../../src/vault/keys.ts';
import { ann, draftOf, guest, openDesk, quantities } from '../documents/support.ts';
import { canary, fill, keysOf, openBoth, opened, rootIn } from './sealed-documents.ts';

describe('what can not be opened', () => {
  it('is set aside and reported, and the rest stands', async () => {
    const browser = createTestBrowser();
    fill(await opened(browser));
    await browser.clock.settle();
    browser.reopen();
    const journal = browser.databases
      .entries('shop', 'journal')
      .filter(([key]) => key.startsWith(rootIn(browser, 'checkout')) && !isEngineKey(key));
    const [key, value] = journal[0] as [string, ArrayBuffer];
    const bytes = new Uint8Array(value).map((byte, at) => (at < 2 ? byte : byte ^ 1));
    browser.databases.plant('shop', 'journal', key, bytes.buffer);
    const { desk, draft } = await opened(browser);
    expect(desk.reported).toEqual([['durable', expect.objectContaining({ code: 'HOLDFAST_DISCARDED' })]]);
    const { contact, delivery } = draft.getState().values;
    expect([contact.name, delivery.street].filter((found) => found !== undefined)).toHaveLength(1);
    expect(keysOf(browser).some((each) => each.includes('/!'))).toBe(true);
    await browser.clock.settle();
    expect((await opened(browser)).desk.reported).toEqual([]);
  });

  it('since the page has no cryptography is kept in memory, and nothing goes out in clear', async () => {
    const browser = createTestBrowser();
    const desk = openDesk(browser, ann);
    const missing = () => Promise.reject(new TypeError('crypto.subtle is missing'));
    Object.assign(desk.tab.platform.crypto, { createKeys: missing, seal: missing, sealBytes: missing });
    const draft = draftOf(desk);
    draft.set('contact.name', canary);
    await browser.clock.advance(5000);
    desk.exit();
    expect(draft.getState()).toMatchObject({ saved: 'volatile', values: { contact: { name: canary } } });
    expect(desk.reported).toHaveLength(1);
    expect(browser.text()).not.toContain(canary);
  });
});

describe('a key', () => {
  it('goes with its document at a sign-out, so that even a copy of the bytes is shreds', async () => {
    const browser = createTestBrowser();
    const { desk, ...both } = await opened(browser);
    fill(both);
    await browser.clock.settle();
    const copies = (['journal', 'base'] as const).flatMap((store) =>
      browser.databases.entries('shop', store).map((entry) => [store, ...entry] as const),
    );
    desk.become(guest, 'signed-out');
    await browser.clock.settle();
    expect(keysOf(browser).filter((key) => key.startsWith('u-ann'))).toEqual([]);
    for (const [store, key, value] of copies)
      if (!key.endsWith('@key/')) browser.databases.plant('shop', store, key, value);
    desk.become({ ...ann, epoch: 'e3' }, 'signed-in');
    await browser.clock.settle();
    expect(both.draft.getState().values.contact).toEqual({});
    expect(both.cart.getState().lines).toEqual([]);
  });

  it('is gone at the next start wherever a sign-out was cut short, with all that it sealed, before anything is shown', async () => {
    const left = new Set<string>();
    for (let turns = 0; turns < 40; turns += turns < 8 ? 1 : 4) {
      const browser = createTestBrowser();
      const { desk, ...both } = await opened(browser);
      fill(both);
      await browser.clock.settle();
      fill(both);
      desk.become(guest, 'signed-out');
      for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
      desk.tab.crash();
      left.add(keysOf(browser).some((key) => key.startsWith('u-ann/')) ? 'something' : 'nothing');
      const again = openDesk(browser, { ...ann, epoch: 'e3' });
      const next = openBoth(again);
      next.draft.subscribe(({ values }) => expect(values.contact).toEqual({}));
      await browser.clock.settle();
      expect(next.draft.getState()).toMatchObject({ saved: 'saved', values: { contact: {}, delivery: {} } });
      expect(next.cart.getState().lines).toEqual([]);
      expect(keysOf(browser).filter((key) => key.startsWith('u-ann/') && !/@(id|key)\//.test(key))).toEqual([]);
      expect(browser.records.contents()).toEqual({});
      expect(again.reported).toEqual([]);
    }
    // Cut short before and after it was done.
    expect([...left].sort()).toEqual(['nothing', 'something']);
  });

  it("of the guest's goes when it was claimed, and what it sealed is in the account's", async () => {
    const browser = createTestBrowser();
    const { desk, ...both } = await opened(browser, guest);
    fill(both);
    await browser.clock.settle();
    desk.become(ann, 'signed-in');
    await browser.clock.settle();
    expect(both.draft.get('contact.name')).toBe(canary);
    expect(quantities(both.cart)).toEqual({ [canary]: 2 });
    expect(keysOf(browser).filter((key) => key.startsWith('guest/'))).toEqual([]);
    browser.reopen();
    const again = await opened(browser);
    expect(again.draft.get('contact.name')).toBe(canary);
    expect(quantities(again.cart)).toEqual({ [canary]: 2 });
    expect(browser.text()).not.toContain(canary);
  });

  it('is not replaced by a late tab, whose writes are dropped although they are sealed', async () => {
    const browser = createTestBrowser();
    const first = await opened(browser);
    const late = await opened(browser);
    browser.databases.failNext(2);
    late.draft.set('contact.name', canary);
    late.desk.tab.freeze();
    await browser.clock.settle();
    first.desk.become(guest, 'signed-out');
    await browser.clock.settle();
    first.desk.become({ ...ann, epoch: 'e3' }, 'signed-in');
    await browser.clock.settle();
    first.draft.set('contact.email', 'new@example.com');
    late.desk.tab.thaw();
    await browser.clock.advance(3000);
    browser.reopen();
    const again = await opened(browser, { ...ann, epoch: 'e3' });
    expect(again.draft.getState().values.contact).toEqual({ email: 'new@example.com' });
    expect(again.desk.reported).toEqual([]);
  });
});
