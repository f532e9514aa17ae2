// @vitest-environment happy-dom
import { seconds } from 'holdfast';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createBrowserActivity } from '../../../src/platform/browser/activity.ts';
import { createShop } from '../../support/world/shop.ts';
import { active, state, storyIn, warned } from './support.ts';

afterEach(() => vi.useRealTimers());

/** A story whose tab `a` keeps count of what it does. Moments in seconds since the sign-in. */
async function counted() {
  const shop = createShop();
  const tab = shop.browser.openTab();
  const { clock, records } = tab.platform;
  let startAt = 0;
  const set: number[] = [];
  const rings: number[] = [];
  const reads: string[] = [];
  const writes: string[] = [];
  const platform = {
    ...tab.platform,
    clock: {
      ...clock,
      after(ms: number, run: () => void) {
        set.push(ms);
        return clock.after(ms, () => {
          rings.push(Math.round((clock.wall() - startAt) / 10) / 100);
          run();
        });
      },
    },
    records: {
      ...records,
      read(key: string) {
        reads.push(key);
        return records.read(key);
      },
      write(key: string, value: string | null) {
        writes.push(key);
        return records.write(key, value);
      },
    },
  };
  const told = await storyIn(shop, { platform });
  startAt = told.stamp(0);
  const forget = (): void => {
    for (const list of [set, rings, reads, writes]) list.length = 0;
  };
  forget();
  return { ...told, tab, set, rings, reads, writes, forget };
}

describe('while nobody touches the page', () => {
  it('nothing runs, is read, written or sent between the boundaries', async () => {
    const { a, at, browser, rings, reads, writes } = await counted();
    const sent = browser.messages.sent.length;
    await at(779.9);
    expect({ rings, reads, writes, sent: browser.messages.sent.length - sent }).toEqual({
      rings: [],
      reads: [],
      writes: [],
      sent: 0,
    });
    await at(899.9);
    expect(state(a)).toMatchObject(warned);
    expect(rings).toEqual([780]);
    await at(901);
    expect(rings.slice(0, 2)).toEqual([780, 900]);
  });

  it('one timer is set, and it rings once where input moved the boundary that it was set for', async () => {
    const { a, at, tab, rings } = await counted();
    expect(tab.held().timers).toBe(1);
    await at(100);
    tab.input();
    expect(tab.held().timers).toBe(1);
    await at(879);
    expect(state(a)).toMatchObject(active);
    // 300 is when the server is told of the input.
    expect(rings).toEqual([300]);
    await at(400);
    await at(880);
    expect(state(a)).toMatchObject(warned);
    expect(rings).toEqual([300, 880]);
  });

  it('a page that shows a countdown wakes once a second of the warning, and not before', async () => {
    const { a, at, rings } = await counted();
    const stop = a.session.timer.subscribe(() => {});
    await at(779.9);
    expect(rings).toEqual([]);
    await at(790.5);
    expect(rings).toEqual([780, 781, 782, 783, 784, 785, 786, 787, 788, 789, 790]);
    stop();
    await at(899);
    expect(rings).toHaveLength(11);
  });

  it('a page that shows a countdown from some moment on wakes where a whole second is left, whoever else stops to look', async () => {
    const { a, at, rings } = await counted();
    await at(785.4);
    const stopOther = a.session.timer.subscribe(() => {});
    a.session.timer.subscribe(() => {});
    stopOther();
    stopOther();
    await at(787.5);
    expect(rings).toEqual([780, 786, 787]);
  });
});

describe('while somebody types', () => {
  it('each second costs one write, four reads and no timer, and the keys in between cost none of them', async () => {
    const { at, tab, set, rings, reads, writes, forget } = await counted();
    await at(10);
    tab.input();
    forget();
    for (let tenth = 1; tenth <= 100; tenth++) {
      await at(10 + tenth / 10);
      tab.input();
    }
    expect(writes).toHaveLength(10);
    expect(reads.length).toBeLessThanOrEqual(40);
    expect({ set, rings }).toEqual({ set: [], rings: [] });
    expect(tab.held().timers).toBe(1);
  });

  it('a tab that stands behind neither reads nor wakes for it', async () => {
    const { at, open, rings, reads, writes, forget } = await counted();
    const front = await open();
    forget();
    for (let second = 1; second <= 600; second++) {
      await at(second);
      front.tab.input();
    }
    expect({ rings, reads, writes }).toEqual({ rings: [], reads: [], writes: [] });
  });
});

it('an hour of moves at 120 a second calls the session 3,600 times at most', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let calls = 0;
  const stop = createBrowserActivity().listen(() => {
    calls++;
    return 'pass';
  });
  const move = new Event('pointermove', { bubbles: true });
  Object.defineProperties(move, { isTrusted: { value: true }, movementX: { value: 1 }, movementY: { value: 0 } });
  for (let passed = 0; passed < 120 * 3600; passed++) {
    window.dispatchEvent(move);
    vi.advanceTimersByTime(seconds(1) / 120);
  }
  expect(calls).toBeGreaterThan(3500);
  expect(calls).toBeLessThanOrEqual(3600);
  stop();
  expect(vi.getTimerCount()).toBe(0);
});
