import { createTestBrowser, type TestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createElements } from '../../../src/documents/elements.ts';
import type { Kept } from '../../../src/vault/contents.ts';
import { fold } from '../../../src/vault/folding.ts';
import { documentHost } from '../../../src/vault/host.ts';
import { ownKey, rootOf } from '../../../src/vault/keys.ts';
import { readDocument, takeEntries } from '../../../src/vault/reading.ts';
import { createLocker } from '../../../src/vault/sealed.ts';
import { readHead } from '../../../src/vault/stored.ts';
import { randomTag } from '../../../src/vault/tag.ts';
import { ann, draftOf, openDesk } from '../documents/support.ts';

/** A tab whose transactions of this number wait until something else has happened. */
const openHeld = (browser: TestBrowser, at: number, meanwhile: () => unknown) => {
  const desk = openDesk(browser, ann);
  const host = desk[documentHost];
  const database = host.database();
  let asked = 0;
  const held: typeof database = {
    ...database,
    async transact(...given) {
      if (asked++ === at) await meanwhile();
      return database.transact(...given);
    },
  };
  return draftOf({ ...desk, [documentHost]: { ...host, database: () => held } });
};
const nameIn = async (browser: TestBrowser): Promise<unknown> => {
  browser.reopen();
  const draft = draftOf(openDesk(browser, ann));
  await browser.clock.settle();
  return draft.get('contact.name');
};

describe('between the reading of a document and its transaction', () => {
  it('another tab may give it its key: there is one, and it opens what either writes', async () => {
    const browser = createTestBrowser();
    const late = openHeld(browser, 0, async () => {
      draftOf(openDesk(browser, ann)).set('contact.name', 'Ann');
      await new Promise((resolve) => browser.after(1000, () => resolve(null)));
    });
    await browser.clock.advance(2000);
    late.set('contact.email', 'ann@example.com');
    await browser.clock.settle();
    expect(late.getState().values.contact).toEqual({ name: 'Ann', email: 'ann@example.com' });
    expect(await nameIn(browser)).toBe('Ann');
  });

  it('a tab whose part is being folded may write it anew: the later part stays', async () => {
    const browser = createTestBrowser();
    const writing = draftOf(openDesk(browser, ann));
    writing.set('contact.name', 'early');
    await browser.clock.settle();
    let held = false;
    openHeld(browser, 0, async () => {
      held = true;
      await new Promise((resolve) => browser.after(500, () => resolve(null)));
      writing.set('contact.name', 'later');
      await new Promise((resolve) => browser.after(500, () => resolve(null)));
    });
    await browser.clock.advance(2000);
    expect(held).toBe(true);
    expect(await nameIn(browser)).toBe('later');
  });

  it('a tab that writes one field of a page anew keeps the whole page from being moved, and nothing of it is lost', async () => {
    const browser = createTestBrowser();
    const set = draftOf(openDesk(browser, ann)).set as (path: string, value: string) => void;
    for (let at = 0; at < 20; at++) set(`contact.f${at}`, `value ${at}`);
    await browser.clock.settle();
    openHeld(browser, 0, async () => {
      set('contact.f7', 'later');
      await new Promise((resolve) => browser.after(500, () => resolve(null)));
    });
    await browser.clock.advance(2000);
    browser.reopen();
    const draft = draftOf(openDesk(browser, ann));
    await browser.clock.settle();
    expect(Object.keys(draft.getState().values.contact)).toHaveLength(20);
    expect(draft.getState().values.contact).toMatchObject({ f7: 'later', f8: 'value 8' });
  });
});

/** A document that ended tabs have left, read and not folded yet; and what a fold knows of it. */
const readOne = async () => {
  const browser = createTestBrowser();
  const writing = draftOf(openDesk(browser, ann));
  writing.set('contact.name', 'Ann');
  await browser.clock.settle();
  browser.reopen();
  const { [documentHost]: host } = openDesk(browser, ann);
  const fresh = () =>
    createElements(
      (name, part) => [[name, part]],
      () => {},
    );
  const kept = {
    document: 'checkout',
    version: 1,
    seals: () => true,
    replica: 'anotherReplicaThanAll_',
  } as Partial<Kept> as Kept;
  const reading = readDocument(host, ann, 'checkout', 1, fresh(), null);
  await browser.clock.settle();
  const base = () => browser.databases.entries('shop', 'base').filter(([key]) => !/@(id|key)\//.test(key));
  const journal = () => browser.databases.entries('shop', 'journal');
  return { browser, host, kept, reading: await reading, base, journal };
};

describe('a fold', () => {
  it('leaves an element alone that another fold has put into the base meanwhile', async () => {
    const { browser, host, kept, reading, base, journal } = await readOne();
    const place = await reading.locker.place('contact.name');
    browser.databases.plant(
      'shop',
      'base',
      `u-ann/checkout/${place}/`,
      '1["contact.name",["0mjuohs000000r1","of another fold"]]',
    );
    const folding = fold(host, ann.id, kept, reading.id ?? '', reading);
    await browser.clock.settle();
    expect(await folding).toBe(true);
    expect(base().map(([, value]) => value)).toEqual([expect.stringContaining('of another fold')]);
    expect(journal()).toHaveLength(1);
  });

  it('moves nothing into a document that is another one by now', async () => {
    const { browser, host, kept, reading, base } = await readOne();
    browser.databases.plant('shop', 'base', `u-ann/checkout/@id/${reading.id}`, undefined);
    browser.databases.plant('shop', 'base', 'u-ann/checkout/@id/another', ['wipe', 1]);
    const folding = fold(host, ann.id, kept, reading.id ?? '', reading);
    await browser.clock.settle();
    expect(await folding).toBe(false);
    expect(base()).toEqual([]);
  });

  it('moves each element once, sealed, and what was in the journal is gone', async () => {
    const { browser, host, kept, reading, base, journal } = await readOne();
    const folding = fold(host, ann.id, kept, reading.id ?? '', reading);
    await browser.clock.settle();
    await folding;
    expect(base().map(([, value]) => readHead(value))).toEqual([expect.objectContaining({ version: 1, by: 'device' })]);
    expect(journal()).toEqual([]);
  });
});

describe('what was opened before', () => {
  it('is not taken for what was sealed under another part of the same pad', async () => {
    const browser = createTestBrowser();
    const { crypto } = browser.openTab().platform;
    const locker = createLocker(crypto, await crypto.createKeys(), null);
    locker.prepare();
    await browser.clock.settle();
    const before = new Map();
    const replica = randomTag(crypto);
    const sealed = ['one', 'two'].map((text) => locker.sealNow([['a.b', ['0mjuohs000000r1', text]]], 1, replica));
    const seen: unknown[] = [];
    for (const value of sealed) {
      const contents = createElements(
        (name, part) => [[name, part]],
        () => {},
      );
      const document = { prefix: 'p/d/', document: 'd', id: 'i', epoch: 'e', version: 1 };
      await takeEntries([[ownKey(rootOf('i'), replica, '@exit', 0), value]], document, contents, locker, before);
      seen.push(contents.all('a.b'));
    }
    expect(seen).toEqual([
      ['0mjuohs000000r1', 'one'],
      ['0mjuohs000000r1', 'two'],
    ]);
  });
});
