import { createTestBrowser } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createSealedRecords } from '../../../../src/auth/sealed-records.ts';

function open() {
  const browser = createTestBrowser();
  const tab = browser.openTab();
  const database = tab.platform.openDatabase('shop');
  const records = createSealedRecords({ platform: tab.platform, database: () => database });
  const settled = async <T>(asked: Promise<T>): Promise<T> => {
    asked.catch(() => {});
    await browser.clock.settle();
    return asked;
  };
  return { browser, tab, records, settled };
}

describe('a sealed record', () => {
  it('is read as it was written, and stands nowhere in clear', async () => {
    const { browser, records, settled } = open();
    expect(await settled(records.read('profile/1'))).toBeNull();
    expect(await settled(records.write('profile/1', { name: 'canary-name' }))).toBe('kept');
    expect(await settled(records.read('profile/1'))).toEqual({ name: 'canary-name' });
    expect(browser.text()).not.toContain('canary-name');
  });

  it('is written again and again without a version, and with one only by a newer one', async () => {
    const { records, settled } = open();
    await settled(records.write('a', 1));
    expect(await settled(records.write('a', 2))).toBe('kept');
    await settled(records.write('b', 'new', { version: 2 }));
    expect(await settled(records.write('b', 'as new', { version: 2 }))).toBe('newer');
    expect(await settled(records.write('b', 'old', { version: 1 }))).toBe('newer');
    expect(await settled(records.read('b'))).toBe('new');
  });

  it('that was shredded stays so for whoever comes home late', async () => {
    const { browser, records, settled } = open();
    await settled(records.write('a', 1, { version: 1 }));
    expect(await settled(records.stands('a'))).toBe(true);
    await settled(records.shred('a'));
    expect(await settled(records.stands('a'))).toBe(false);
    expect(await settled(records.write('a', 2, { version: 2, standing: true }))).toBe('shredded');
    expect(browser.databases.entries('shop', 'session')).toEqual([]);
  });

  it('is not brought back by a write that was being sealed while it was shredded', async () => {
    const { browser, records, settled } = open();
    await settled(records.write('a', 1));
    const writing = records.write('a', 2, { standing: true });
    const shredding = records.shred('a');
    await settled(shredding);
    expect(['shredded', 'kept']).toContain(await writing);
    expect(browser.databases.entries('shop', 'session')).toEqual([]);
  });

  it('leaves those beside it alone when it is shredded', async () => {
    const { records, settled } = open();
    await settled(records.write('a/1', 'one'));
    await settled(records.write('a/11', 'eleven'));
    await settled(records.shred('a/1'));
    expect(await settled(records.read('a/1'))).toBeNull();
    expect(await settled(records.read('a/11'))).toBe('eleven');
  });

  it('that no key fits is removed, reported without its content, and can be written again', async () => {
    const { browser, tab, records, settled } = open();
    await settled(records.write('a', 'content'));
    browser.databases.plant('shop', 'session', 'a/value', { version: 0, sealed: 'nonsense' });
    expect(await settled(records.read('a'))).toBeNull();
    expect(tab.reports).toMatchObject([{ error: { code: 'HOLDFAST_DISCARDED' } }]);
    await settled(records.write('a', 'content'));
    expect(await settled(records.read('a'))).toBe('content');
  });

  it('rejects where the database refuses', async () => {
    const { browser, records, settled } = open();
    browser.databases.failNext(9);
    await expect(settled(records.write('a', 1))).rejects.toMatchObject({ code: 'HOLDFAST_STORAGE' });
  });
});
