import { createTestBrowser, type TestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createElements, type ElementsInMemory } from '../../../src/documents/elements.ts';
import { claimGuest } from '../../../src/vault/claiming.ts';
import type { Kept } from '../../../src/vault/contents.ts';
import { documentHost } from '../../../src/vault/host.ts';
import { ownKey, rootOf } from '../../../src/vault/keys.ts';
import { readDocument } from '../../../src/vault/reading.ts';
import { createLocker } from '../../../src/vault/sealed.ts';
import { readHead } from '../../../src/vault/stored.ts';
import { randomTag } from '../../../src/vault/tag.ts';
import { ann, cartOf, draftOf, guest, item, openDesk, quantities } from '../documents/support.ts';

const inClear = { personal: false };
const fresh = () =>
  createElements(
    (name, part) => [[name, part]],
    () => {},
  );
const kept = {
  document: 'checkout',
  version: 1,
  seals: null,
  replica: 'anotherReplicaThanAll_',
  fresh,
  claim: (theirs) => (theirs as ElementsInMemory).map,
  claimed: () => {},
} as Partial<Kept> as Kept;

const everything = (browser: TestBrowser) =>
  (['journal', 'base'] as const).flatMap((store) => browser.databases.entries('shop', store));

/** Ann's draft and the guest's, of which each has a name; the account's is read, and the claim waits for `meanwhile`. */
const claimAfter = async (meanwhile: (browser: TestBrowser) => void) => {
  const browser = createTestBrowser();
  for (const [partition, text] of [
    [ann, 'of the account'],
    [guest, 'of the guest'],
  ] as const) {
    draftOf(openDesk(browser, partition), inClear).set('contact.name', text);
    await browser.clock.settle();
    browser.reopen();
    draftOf(openDesk(browser, partition), inClear);
    await browser.clock.settle();
    browser.reopen();
  }
  const { [documentHost]: host } = openDesk(browser, ann);
  const database = host.database();
  const held: typeof database = {
    ...database,
    transact(...given) {
      meanwhile(browser);
      return database.transact(...given);
    },
  };
  const asked = readDocument(host, ann, 'checkout', 1, fresh(), null);
  await browser.clock.settle();
  const reading = await asked;
  const claiming = claimGuest({ ...host, database: () => held }, kept, reading.id ?? '', reading).catch(({ cause }) =>
    String(cause),
  );
  await browser.clock.settle();
  return { browser, answer: await claiming };
};

const keys = { guest: 'guest/checkout/contact.name/', ann: 'u-ann/checkout/contact.name/' };

describe('a claim', () => {
  it('moves all of it when nobody comes between', async () => {
    const { browser, answer } = await claimAfter(() => {});
    expect(answer).toBe(true);
    expect(everything(browser).map(([key]) => key.replace(/@id\/.*/, '@id/'))).toEqual([
      'u-ann/checkout/@id/',
      keys.ann,
    ]);
  });

  it.each<[what: string, key: string, value: unknown]>([
    [
      'the guest goes on typing in another tab',
      'contact.email',
      '1["contact.email",["0mjuohs000000r1","of another tab"]]',
    ],
    ["the guest's part is changed", keys.guest, [1, 'another part']],
    ["the account's is changed", keys.ann, [1, 'another part']],
    ["the account's is another document", 'u-ann/checkout/@id/another', ['wipe', 1]],
  ])('moves nothing when meanwhile %s, and says that it is to be done again', async (_what, key, value) => {
    let before: unknown;
    const { browser, answer } = await claimAfter((there) => {
      for (const [present] of there.databases.entries('shop', 'base')) {
        const [start = '', id] = present.split(/(?<=@id\/)/);
        if (id && key.startsWith(start)) there.databases.plant('shop', 'base', present, undefined);
        if (id && key === 'contact.email' && start.startsWith('guest'))
          there.databases.plant(
            'shop',
            'journal',
            ownKey(rootOf(id), randomTag(there.openTab().platform.crypto), 'contact.email', 4),
            value,
          );
      }
      if (key !== 'contact.email') there.databases.plant('shop', 'base', key, value);
      before = everything(there);
    });
    expect(answer).toContain('wrote in between');
    expect(everything(browser)).toEqual(before);
  });
});

/** A later version that knows nothing of one value that the one before stored. */
const refusing = (path: string, value: unknown): Record<string, unknown> => {
  if (value === 'odd') throw new TypeError('never heard of it');
  return { [path]: value };
};
const setAside = ['durable', expect.objectContaining({ code: 'HOLDFAST_DISCARDED' })];

/** What is set aside of Ann's, opened by her own key where it is sealed. */
const readAside = async (browser: TestBrowser): Promise<unknown[]> => {
  const base = browser.databases.entries('shop', 'base');
  const key = base.find(([name]) => name === 'u-ann/checkout/@key/')?.[1];
  const locker = createLocker(openDesk(browser, ann).tab.platform.crypto, key, null);
  const values = base.filter(([name]) => name.startsWith('u-ann/checkout/!')).map(([, value]) => value);
  const read = async (value: unknown): Promise<unknown> => {
    const head = readHead(value);
    return head ? (await locker.open([value, head], '')).at(0) : value;
  };
  return (await Promise.all(values.map(read))).sort();
};

describe("what a guest's document leaves behind at a claim", () => {
  it('is nothing in the shadow', async () => {
    const browser = createTestBrowser();
    const desk = openDesk(browser, guest);
    const cart = cartOf(desk);
    await browser.clock.settle();
    browser.databases.writeDelay = 1000;
    cart.add(item('canary'));
    desk.exit();
    expect(JSON.stringify(browser.records.contents())).toContain('canary');
    desk.tab.crash();
    browser.databases.writeDelay = 0;
    const next = openDesk(browser, ann);
    const again = cartOf(next);
    // As a session does it where the sign-in was cut short.
    next.become(guest);
    next.become(ann, 'signed-in');
    await browser.clock.settle();
    expect(quantities(again)).toEqual({ canary: 1 });
    expect(browser.records.contents()).toEqual({});
  });

  it.each([
    ['in clear', inClear],
    ['that is sealed', {}],
  ])(
    'is nothing that makes no sense, of a draft %s: that is said, set aside for the account, and goes with it',
    async (_, options) => {
      const browser = createTestBrowser();
      const next = { ...options, version: 2, migrate: refusing };
      draftOf(openDesk(browser, guest), options).set('contact.email', 'odd');
      await browser.clock.settle();
      browser.reopen();
      const first = openDesk(browser, guest);
      draftOf(first, next).set('contact.name', 'Ann');
      await browser.clock.settle();
      expect(first.reported).toEqual([setAside]);
      browser.reopen();
      const desk = openDesk(browser, guest);
      const draft = draftOf(desk, next);
      await browser.clock.settle();
      browser.databases.plant('shop', 'base', 'guest/checkout/contact.phone/', 'rubbish');
      desk.become(ann, 'signed-in');
      await browser.clock.settle();
      expect(draft.getState().values.contact).toEqual({ name: 'Ann' });
      expect(desk.reported).toEqual([setAside]);
      expect(everything(browser).filter(([key]) => key.startsWith('guest/'))).toEqual([]);
      // What the guest's key opened, that of the account does now.
      expect(await readAside(browser)).toEqual([['contact.email', expect.arrayContaining(['odd'])], 'rubbish']);
      desk.become(null, 'signed-out');
      await browser.clock.settle();
      expect(everything(browser)).toEqual([]);
    },
  );

  it('is all of it where a newer version stored it: nobody knows what that means', async () => {
    const browser = createTestBrowser();
    const newer = draftOf(openDesk(browser, guest), {
      ...inClear,
      version: 2,
      migrate: (path, value) => ({ [path]: value }),
    });
    newer.set('contact.name', 'Ann');
    await browser.clock.settle();
    const before = browser.databases.entries('shop', 'journal');
    browser.reopen();
    const desk = openDesk(browser, guest);
    const draft = draftOf(desk, inClear);
    await browser.clock.settle();
    desk.become(ann, 'signed-in');
    await browser.clock.settle();
    expect(draft.getState()).toMatchObject({ saved: 'saved', values: { contact: {} } });
    expect(browser.databases.entries('shop', 'journal')).toEqual(before);
  });
});
