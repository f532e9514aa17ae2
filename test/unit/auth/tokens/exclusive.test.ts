import { seconds } from 'holdfast';
import { createTestBrowser, nothingHeld, type TestTab } from 'holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createExclusive, type Exclusive } from '../../../../src/auth/exclusive.ts';

interface Worker {
  readonly tab: TestTab;
  readonly exclusive: Exclusive;
}

function createWorkers(count: number, locks: boolean) {
  const browser = createTestBrowser({ locks });
  const workers = Array.from({ length: count }, (): Worker => {
    const tab = browser.openTab();
    const database = tab.platform.openDatabase('shop');
    return { tab, exclusive: createExclusive('shop', tab.platform, () => database) };
  });
  let running = 0;
  const seen = { most: 0, done: 0, failed: 0 };
  /** Works for so long, and counts how many do at the same time. */
  const work = ({ tab, exclusive }: Worker, ms: number): void => {
    exclusive('task', async () => {
      running++;
      seen.most = Math.max(seen.most, running);
      await new Promise<void>((resolve) => void tab.platform.clock.after(ms, resolve));
      running--;
      seen.done++;
    }).catch(() => {
      seen.failed++;
    });
  };
  return { browser, workers: workers as [Worker, Worker, ...Worker[]], seen, work };
}

const never = (): Promise<never> => new Promise(() => {});

describe.each([
  { where: 'with Web Locks', locks: true },
  { where: 'without Web Locks', locks: false },
])('work that only one tab may do, $where,', ({ locks }) => {
  it('is done by one after the other, and nothing is left behind', async () => {
    const { browser, workers, seen, work } = createWorkers(6, locks);
    for (const worker of workers) work(worker, 700);
    await browser.clock.advance(seconds(15));
    expect(seen).toEqual({ most: 1, done: 6, failed: 0 });
    for (const { tab } of workers) expect({ ...tab.held(), databases: 0 }).toEqual(nothingHeld);
    expect(browser.databases.entries('shop', 'session')).toEqual([]);
  });

  it('is aborted at the end of its budget, before anybody loses patience', async () => {
    const { browser, workers, seen, work } = createWorkers(2, locks);
    const [a, b] = workers;
    let aborted: number | null = null;
    const hanging = a.exclusive('task', (signal) => {
      signal.addEventListener('abort', () => {
        aborted = browser.clock.elapsed();
      });
      return never();
    });
    const ended = hanging.catch((error: Error) => error.name);
    await browser.clock.advance(10);
    work(b, 10);
    await browser.clock.advance(seconds(16));
    expect(await ended).toBe('AbortError');
    expect(aborted).toBeLessThan(seconds(16));
    expect(aborted).toBeGreaterThan(seconds(10));
    expect(seen).toEqual({ most: 1, done: 1, failed: 0 });
  });

  it('passes a holder that does nothing any more, one tab at a time', async () => {
    const { browser, workers, seen, work } = createWorkers(6, locks);
    const [a, ...others] = workers;
    void a.exclusive('task', never).catch(() => {});
    await browser.clock.advance(10);
    a.tab.suspendTimers();
    for (const other of others) work(other, 900);
    await browser.clock.advance(seconds(19));
    expect(seen.done).toBe(0);
    await browser.clock.advance(seconds(12));
    expect(seen).toEqual({ most: 1, done: 5, failed: 0 });
  });

  it('is not begun by a page that has left', async () => {
    const { browser, workers, seen, work } = createWorkers(2, locks);
    const [a, b] = workers;
    work(a, 3000);
    await browser.clock.advance(100);
    work(b, 10);
    await browser.clock.advance(100);
    b.tab.freeze();
    await browser.clock.advance(seconds(10));
    b.tab.thaw();
    await browser.clock.advance(seconds(1));
    expect(seen).toEqual({ most: 1, done: 1, failed: 1 });
  });

  it('goes on beside a database that never answers, or refuses', async () => {
    for (const trouble of ['never', 'refuses'] as const) {
      const { browser, workers, seen, work } = createWorkers(1 as number, locks);
      if (trouble === 'never') browser.databases.openNever = true;
      else browser.databases.failNext(9);
      work(workers[0], 10);
      await browser.clock.advance(seconds(6));
      expect(seen.done).toBe(1);
    }
  });

  it('has a name: other work goes on beside it', async () => {
    const { browser, workers, seen, work } = createWorkers(2, locks);
    const [a, b] = workers;
    void a.exclusive('other', never).catch(() => {});
    await browser.clock.advance(10);
    work(b, 10);
    await browser.clock.advance(seconds(1));
    expect(seen.done).toBe(1);
  });
});
