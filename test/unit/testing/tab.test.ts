import { createTestBrowser, nothingHeld, type TestTab } from 'holdfast/testing';
import { expect, it } from 'vitest';

const listening = (tab: TestTab): string[] => {
  const seen: string[] = [];
  tab.platform.page.subscribe((event) => seen.push(event));
  tab.platform.records.subscribe((key) => seen.push(`record ${key}`));
  tab.platform.openChannel('c', (message) => seen.push(`message ${message}`));
  tab.platform.clock.after(1000, () => seen.push('timer'));
  return seen;
};

it('keeps from a frozen tab what happens, and hands it over after the thaw', async () => {
  const { clock, openTab } = createTestBrowser();
  const [a, b] = [openTab(), openTab()];
  const seen = listening(b);
  b.freeze();
  a.platform.records.write('k', '1');
  a.platform.openChannel('c', () => {}).post('hello');
  await clock.advance(2000);
  expect(seen).toEqual(['hidden', 'leave']);
  b.thaw();
  await clock.advance(0);
  expect(seen).toEqual(['hidden', 'leave', 'wake', 'record k', 'message hello', 'timer']);
});

it('loses messages and storage events of a page in bfcache', async () => {
  const { clock, openTab } = createTestBrowser();
  const [a, b] = [openTab(), openTab()];
  const seen = listening(b);
  b.leave();
  a.platform.records.write('k', '1');
  a.platform.openChannel('c', () => {}).post('hello');
  await clock.settle();
  b.comeBack();
  await clock.settle();
  expect(seen).toEqual(['hidden', 'leave', 'wake']);
  expect(b.platform.records.read('k')).toBe('1');
});

it('runs nothing of a crashed tab, and says it no goodbye', async () => {
  const { clock, openTab, locks } = createTestBrowser();
  const [a, b] = [openTab(), openTab()];
  const seen = listening(b);
  void b.platform.locks?.run('l', {}, () => new Promise(() => {}));
  await clock.settle();
  expect(locks()).toEqual(['l']);
  const got = a.platform.locks?.run('l', {}, async () => 'mine');
  void b.platform.crypto.createKey().then(() => seen.push('key'));
  b.crash();
  b.platform.records.write('k', 'ghost');
  await clock.advance(2000);
  expect(await got).toBe('mine');
  expect(seen).toEqual([]);
  expect(a.platform.records.read('k')).toBeNull();
  expect(b.held()).toEqual(nothingHeld);
});

it('counts what a tab holds', async () => {
  const { openTab, clock } = createTestBrowser();
  const tab = openTab();
  const { platform } = tab;
  const undo = [
    platform.page.subscribe(() => {}),
    platform.activity.listen(() => 'pass'),
    platform.records.subscribe(() => {}),
    platform.clock.after(1, () => {}),
    platform.openChannel('c', () => {}).close,
    platform.openDatabase('d').close,
  ];
  let letGo = (): void => {};
  const lock = platform.locks?.run('l', {}, () => new Promise<void>((resolve) => (letGo = resolve)));
  await clock.settle();
  expect(tab.held()).toEqual({ listeners: 3, timers: 1, channels: 1, locks: 1, databases: 1 });
  for (const close of undo) close();
  letGo();
  await lock;
  expect(tab.held()).toEqual(nothingHeld);
});

it('runs no timer on a page that is too busy, but takes input', async () => {
  const { clock, openTab } = createTestBrowser();
  const tab = openTab();
  const seen = listening(tab);
  tab.suspendTimers();
  await clock.advance(1200);
  expect([tab.input(), tab.seen, seen]).toEqual(['pass', 1, []]);
  tab.suspendTimers(false);
  await clock.advance(0);
  expect(seen).toEqual(['timer']);
});

it('loses the last writes of localStorage, and no committed one of a database, when the browser is killed', async () => {
  const browser = createTestBrowser();
  const { clock } = browser;
  const { platform } = browser.openTab();
  platform.records.write('k', 'old');
  await clock.advance(10_000);
  platform.records.write('k', 'new');
  await platform.openDatabase('d').put('journal', [['e', 'kept']]);
  await clock.advance(1000);
  browser.reopen({ loseRecords: 5000 });
  const after = browser.openTab().platform;
  expect(after.records.read('k')).toBe('old');
  expect(await after.openDatabase('d').get('journal', 'e')).toBe('kept');
});

it('stores a blind write of a tab that closes, and nothing unfinished of one that crashes', async () => {
  const browser = createTestBrowser();
  for (const end of ['close', 'crash'] as const) {
    const tab = browser.openTab();
    const database = tab.platform.openDatabase('d');
    await database.get('journal', end);
    void database.put('journal', [[end, 'typed']]);
    void database.transact(['base'], async (t) => t.put('base', end, 'half'));
    tab[end]();
    await browser.clock.settle();
  }
  expect(browser.databases.entries('d', 'journal')).toEqual([['close', 'typed']]);
  expect(browser.databases.entries('d', 'base')).toEqual([]);
});
