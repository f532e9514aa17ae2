import { afterEach, describe, expect, it, vi } from 'vitest';
import { openBrowserDatabase } from '../../../src/platform/browser/database.ts';
import {
  aborting,
  breakIndexedDb,
  closing,
  eventually,
  losing,
  losingRecord,
  openOver,
  untilSaved,
} from './breaking.ts';

afterEach(() => vi.unstubAllGlobals());

const raw = (name: string, version?: number): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(`holdfast:${name}`, version);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

describe('a connection that breaks', () => {
  it('is opened once more, and all 20 edits are stored, when no transaction can begin on it', async () => {
    const indexed = breakIndexedDb();
    const { name, desk, draft } = openOver();
    await untilSaved(draft);
    const before = indexed.opened;
    indexed.breakConnections(closing);
    const set = draft.set as (path: string, value: unknown) => void;
    for (let i = 0; i < 20; i++) {
      set(`contact.f${i}`, i);
      if (i % 3 === 0) await untilSaved(draft);
    }
    await untilSaved(draft);
    expect([indexed.opened - before, desk.reported]).toEqual([1, []]);
    const again = openOver(name).draft;
    await untilSaved(again);
    expect(Object.keys(again.getState().values.contact)).toHaveLength(20);
  });

  it.each([
    ['aborts for an unknown reason', aborting('UnknownError')],
    ['aborts without any reason', aborting(null)],
    ['is lost', losing],
  ])('writes the same edit over a new one, and nobody needs to know: it %s', async (_how, how) => {
    const indexed = breakIndexedDb();
    const { name, desk, draft } = openOver();
    await untilSaved(draft);
    const before = indexed.opened;
    indexed.breakConnections(how);
    draft.set('contact.name', 'Ann');
    await untilSaved(draft);
    expect([indexed.opened - before, desk.reported]).toEqual([1, []]);
    const again = openOver(name).draft;
    await untilSaved(again);
    expect(again.get('contact.name')).toBe('Ann');
  });

  it('is replaced by one, however many transactions notice at once', async () => {
    const indexed = breakIndexedDb();
    const database = openBrowserDatabase('many');
    await database.get('base', 'k');
    indexed.breakConnections(closing);
    await Promise.all(['a', 'b', 'c'].map((key) => database.put('base', [[key, key]])));
    expect(await database.range('base', '')).toHaveLength(3);
    expect(indexed.opened).toBe(2);
    database.close();
  });

  it('is not replaced when only the value was refused', async () => {
    const indexed = breakIndexedDb();
    const database = openBrowserDatabase('refused');
    await expect(database.put('base', [['k', () => {}]])).rejects.toMatchObject({ code: 'HOLDFAST_STORAGE' });
    await database.put('base', [['k', 1]]);
    expect(indexed.opened).toBe(1);
    database.close();
  });
});

describe('a record that the disk has lost', () => {
  it('takes no other along when a range is read, and costs no connection', async () => {
    const indexed = breakIndexedDb();
    const database = openBrowserDatabase('lost-record');
    await database.put(
      'base',
      ['p/a', 'p/b', 'p/c', 'q'].map((key) => [key, key]),
    );
    indexed.breakConnections(losingRecord('p/b', 'base'));
    expect(await database.range('base', 'p/')).toEqual([
      ['p/a', 'p/a'],
      ['p/b', undefined],
      ['p/c', 'p/c'],
    ]);
    await expect(database.get('base', 'p/b')).rejects.toMatchObject({ cause: { name: 'NotReadableError' } });
    expect(indexed.opened).toBe(1);
    database.close();
  });
});

describe('another tab', () => {
  it('that brings a newer database is not blocked, and this one says that nothing is stored any more', async () => {
    const { name, browser, desk, draft } = openOver();
    await untilSaved(draft);
    const newer = await raw(name, 2);
    draft.set('contact.name', 'Ann');
    await eventually(async () => {
      await browser.clock.advance(1000);
      expect(draft.getState().saved).toBe('error');
    });
    expect(draft.get('contact.name')).toBe('Ann');
    expect(desk.reported).toEqual([['volatile', expect.objectContaining({ code: 'HOLDFAST_STORAGE' })]]);
    newer.close();
  });

  it('that deletes the database is not blocked', async () => {
    const { name, draft } = openOver();
    await untilSaved(draft);
    await new Promise<void>((done, fail) => {
      const request = indexedDB.deleteDatabase(`holdfast:${name}`);
      request.onsuccess = () => done();
      request.onblocked = () => fail(new Error('blocked'));
    });
    draft.set('contact.name', 'Ann');
    await untilSaved(draft);
  });

  it('that stands in the way of opening leaves a page that works, and joins when the way is free', async () => {
    const name = 'held-up';
    const first = openOver(name);
    await untilSaved(first.draft);
    first.draft.set('contact.email', 'ann@example.com');
    await untilSaved(first.draft);
    first.database.close();
    // It doesn't listen to `versionchange`: whoever upgrades waits for it, and who opens waits behind that one.
    const stubborn = await raw(name);
    const upgrading = indexedDB.open(`holdfast:${name}`, 2);
    upgrading.onupgradeneeded = () => upgrading.transaction?.abort();
    const { browser, desk, draft } = openOver(name);
    draft.set('contact.name', 'Ann');
    await browser.clock.advance(4000);
    expect(draft.getState()).toMatchObject({ saved: 'volatile', values: { contact: { name: 'Ann' } } });
    stubborn.close();
    await untilSaved(draft);
    expect(draft.getState().values.contact).toEqual({ name: 'Ann', email: 'ann@example.com' });
    expect(desk.reported.map(([mode]) => mode)).toEqual(['volatile', 'durable']);
  });
});
