import { createTestBrowser } from 'holdfast/testing';
import { expect, it } from 'vitest';

const setUp = (options?: Parameters<typeof createTestBrowser>[0]) => {
  const browser = createTestBrowser(options);
  return { browser, a: browser.openTab().platform, b: browser.openTab().platform };
};

it.each([
  [{ drop: true }, []],
  [{ duplicate: true }, [1, 1, 2, 2, 3, 3]],
  [{ reorder: true, seed: 3 }, [1, 2, 3]],
] as const)('treats messages badly: %j', async (faults, expected) => {
  const { browser, a, b } = setUp({ messages: faults });
  const heard: unknown[] = [];
  b.openChannel('c', (message) => heard.push(message));
  const channel = a.openChannel('c', () => {});
  for (const n of [1, 2, 3]) channel.post(n);
  await browser.clock.settle();
  expect(heard.toSorted()).toEqual(expected);
  expect(browser.messages.sent).toHaveLength(3);
});

it('loses the same share of messages for the same seed, and lets some overtake', async () => {
  const run = async (seed: number) => {
    const { browser, a, b } = setUp({ messages: { drop: 0.5, reorder: true, seed } });
    const heard: number[] = [];
    b.openChannel('c', (message) => heard.push(message as number));
    const channel = a.openChannel('c', () => {});
    for (let n = 0; n < 100; n++) channel.post(n);
    await browser.clock.settle();
    return heard;
  };
  const heard = await run(7);
  expect(await run(7)).toEqual(heard);
  expect(heard.length).toBeGreaterThan(25);
  expect(heard.length).toBeLessThan(75);
  expect(heard).not.toEqual(heard.toSorted((x, y) => x - y));
});

it('has browsers without channels, locks and storage', async () => {
  const { browser, a, b } = setUp({ messages: false, locks: false });
  browser.records.refuse = true;
  expect(a.locks).toBeNull();
  expect(a.records.write('k', 'own')).toBe(false);
  expect([a.records.read('k'), b.records.read('k')]).toEqual(['own', null]);
  a.openChannel('c', () => {}).post('into the void');
  expect(browser.messages.sent).toEqual([]);
});

it('opens a database late or never, and answers what was asked before when it opens', async () => {
  const { browser, a } = setUp();
  browser.databases.openDelay = 2000;
  let read: unknown = 'nothing yet';
  void a
    .openDatabase('d')
    .get('base', 'k')
    .then((value) => {
      read = value;
    });
  await browser.clock.advance(1999);
  expect(read).toBe('nothing yet');
  await browser.clock.advance(1);
  expect(read).toBeUndefined();
  browser.databases.openNever = true;
  let answered = false;
  void a
    .openDatabase('e')
    .get('base', 'k')
    .then(() => {
      answered = true;
    });
  await browser.clock.advance(3_600_000);
  expect(answered).toBe(false);
});

it('finds a text in stored bytes, in whatever way it is written', () => {
  const browser = createTestBrowser();
  for (const encoding of ['latin1', 'utf8', 'utf16le'] as const) {
    browser.databases.plant('shop', 'base', 'key', {
      deep: [new Uint8Array(Buffer.from(`\u00a7 canary-${encoding}`, encoding))],
    });
    expect(browser.text()).toContain(`canary-${encoding}`);
  }
  browser.databases.plant('shop', 'base', 'key', new Uint8Array(Buffer.from('§✓§', 'utf8')).buffer);
  expect(browser.text()).toContain('§✓§');
});

it('takes its time for writing, fails, and runs out of room', async () => {
  const { browser, a } = setUp();
  const { databases, clock } = browser;
  const database = a.openDatabase('d');
  databases.writeDelay = 30;
  let saved = false;
  void database.put('journal', [['k', 'v']]).then(() => {
    saved = true;
  });
  await clock.advance(29);
  expect(saved).toBe(false);
  await clock.advance(1);
  expect([saved, databases.transactions.writing, databases.written]).toEqual([true, 1, { values: 1, bytes: 2 }]);
  databases.writeDelay = 0;
  databases.failNext(1, new DOMException('closing', 'InvalidStateError'));
  await expect(database.put('journal', [['k', 'w']])).rejects.toMatchObject({ cause: { name: 'InvalidStateError' } });
  databases.quota = 100;
  await expect(database.put('journal', [['long', 'x'.repeat(200)]])).rejects.toMatchObject({
    code: 'HOLDFAST_STORAGE',
    cause: { name: 'QuotaExceededError' },
  });
  expect(databases.entries('d', 'journal')).toEqual([['k', 'v']]);
  expect(databases.size).toBe(2);
});

it('cuts the connection of all tabs, and tells pages when it is back', async () => {
  const { browser, a, b } = setUp({ handler: () => new Promise(() => {}) });
  const heard: string[] = [];
  b.page.subscribe((event) => heard.push(event));
  const underWay = a.network.fetch(a.network.request('/x'));
  await browser.clock.settle();
  browser.network.setOffline(true);
  await expect(underWay).rejects.toThrow(TypeError);
  await expect(b.network.fetch(b.network.request('/y'))).rejects.toThrow(TypeError);
  browser.network.setOffline(false);
  expect(heard).toEqual(['online', 'wake']);
  expect(browser.network.requests.map(({ path, tab }) => [path, tab])).toEqual([
    ['/x', 'tab 1'],
    ['/y', 'tab 2'],
  ]);
});

it('sends what a closing page asked to keep alive, and nothing else', async () => {
  const browser = createTestBrowser();
  const tab = browser.openTab();
  const { network } = tab.platform;
  void network.fetch(network.request('/plain', { method: 'POST' }));
  void network.fetch(network.request(network.request('/kept', { method: 'POST', keepalive: true })));
  tab.close();
  await browser.clock.settle();
  expect(browser.network.requests.map(({ path }) => path)).toEqual(['/kept']);
});

it('uses a request up, as a real fetch does', async () => {
  const { browser, a } = setUp();
  browser.network.handler = async (request) => new Response(await request.text());
  const request = a.network.request('/x', { method: 'POST', body: 'once' });
  expect(await (await a.network.fetch(request)).text()).toBe('once');
  await expect(a.network.fetch(request)).rejects.toThrow();
});
