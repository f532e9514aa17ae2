import { hours, minutes, seconds } from 'holdfast';
import { createTestBrowser } from 'holdfast/testing';
import { expect, it } from 'vitest';
import { createTurnedClock } from '../../../src/devtools/observe/clock.ts';

function turned() {
  const browser = createTestBrowser();
  const { clock, hand } = createTurnedClock(browser.openTab().platform.clock);
  const start = clock.wall();
  const seen: string[] = [];
  const after = (ms: number, name: string): (() => void) =>
    clock.after(ms, () => seen.push(`${name} at ${(clock.wall() - start) / 1000} s`));
  return { browser, clock, hand, start, seen, after, turn: browser.clock.advance };
}

it('goes as the machine’s clock does until it is turned', async () => {
  const { browser, clock, after, seen, turn } = turned();
  after(seconds(3), 'a timer');
  const call = after(seconds(2), 'one that is called off');
  call();
  await turn(seconds(3));
  expect(seen).toEqual(['a timer at 3 s']);
  expect(clock.wall()).toBe(browser.clock.now());
});

it('lets time pass at once, and every timer on the way runs at its own moment', async () => {
  const { clock, hand, after, seen, start, turn } = turned();
  after(minutes(10), 'the last');
  clock.after(minutes(1), () => void after(minutes(1), 'what the first one set'));
  const skipping = hand.skip(minutes(5));
  await turn(100);
  await skipping;
  expect(seen).toEqual(['what the first one set at 120 s']);
  expect(Math.floor((clock.wall() - start) / 1000)).toBe(300);
  await turn(minutes(5));
  expect(seen.at(-1)).toBe('the last at 600 s');
});

it('stands while the tab sleeps, then is as much later as was said, and what was due runs once', async () => {
  const { clock, hand, after, seen, start, turn } = turned();
  after(seconds(1) / 2, 'due in the nap');
  after(minutes(30), 'due in the sleep');
  after(hours(9), 'due later');
  const sleeping = hand.sleep(hours(8), false);
  await turn(seconds(1) / 2);
  expect([hand.asleep(), clock.wall() - start, seen]).toEqual([true, 0, []]);
  await turn(seconds(1));
  await sleeping;
  expect(seen).toEqual(['due in the nap at 28800 s', 'due in the sleep at 28800 s']);
});

it('sleeps as macOS and Linux do: wall time goes on, timers don’t', async () => {
  const { clock, hand, after, seen, turn } = turned();
  const monotonic = clock.monotonic();
  after(minutes(30), 'due half an hour of being awake later');
  const sleeping = hand.sleep(hours(8), true);
  await turn(seconds(1));
  await sleeping;
  expect(clock.monotonic() - monotonic).toBeLessThan(seconds(1));
  expect(seen).toEqual([]);
  await turn(minutes(30));
  expect(seen).toHaveLength(1);
});

it('can be set like a clock on the wall, which moves no timer, and is the machine’s again', async () => {
  const { browser, clock, hand, after, seen, turn } = turned();
  after(minutes(1), 'a timer');
  hand.set(-hours(1));
  expect([clock.wall() - browser.clock.now(), hand.ahead()]).toEqual([-hours(1), -hours(1)]);
  await turn(minutes(1));
  expect(seen).toHaveLength(1);
  hand.reset();
  expect(clock.wall()).toBe(browser.clock.now());
});

it('says how many timers wait, and when the next is due', async () => {
  const { hand, after, turn } = turned();
  expect(hand.timers()).toEqual({ count: 0, next: null });
  after(minutes(2), 'a');
  after(minutes(1), 'b');
  await turn(seconds(15));
  expect(hand.timers()).toEqual({ count: 2, next: seconds(45) });
});
