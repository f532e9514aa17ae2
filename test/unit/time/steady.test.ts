import { expect, it } from 'vitest';
import { createSteadyTime } from '../../../src/time/steady.ts';

/** The clocks of a browser: wall time in whole milliseconds, monotonic time with fractions. */
function createClocks() {
  let passed = 0;
  let set = 0;
  let stopped = 0;
  return {
    clock: {
      wall: () => 1_767_225_600_000 + Math.floor(passed + set + 0.4),
      monotonic: () => passed - stopped,
      after: () => () => {},
    },
    pass(ms: number): void {
      passed += ms;
    },
    sleep(ms: number): void {
      passed += ms;
      stopped += ms;
    },
    setWall(delta: number): void {
      set += delta;
    },
  };
}

it('does not run ahead because wall time comes in whole milliseconds, however often it is read', () => {
  const { clock, pass } = createClocks();
  const time = createSteadyTime(clock);
  const start = time.now();
  // An hour of somebody who types: 60 readings a second, never in step with the clock.
  for (let reading = 0; reading < 60 * 3600; reading++) {
    pass(1000 / 60.1);
    time.now();
  }
  expect(Math.abs(time.now() - start - clock.monotonic())).toBeLessThan(5);
});

it('counts each of many naps in which the monotonic clock stood', () => {
  const { clock, pass, sleep } = createClocks();
  const time = createSteadyTime(clock);
  const start = time.now();
  for (let nap = 0; nap < 1000; nap++) {
    pass(10);
    time.now();
    sleep(1);
    time.now();
  }
  expect(Math.abs(time.now() - start - 11_000)).toBeLessThan(5);
});

it('loses nothing and gains nothing by a clock that is set back, and goes on with it', () => {
  const { clock, pass, setWall, sleep } = createClocks();
  const time = createSteadyTime(clock);
  const start = time.now();
  pass(1000);
  setWall(-3_600_000);
  time.now();
  pass(1000);
  sleep(5000);
  expect(Math.abs(time.now() - start - 7000)).toBeLessThan(5);
});

it('dates by the server once that was heard, whatever is done to the clock of this device', () => {
  const { clock, pass, setWall, sleep } = createClocks();
  const hour = 3_600_000;
  const start = clock.wall();
  setWall(hour);
  const time = createSteadyTime(clock);
  expect(time.real() - start).toBe(hour);
  time.hear(-hour);
  pass(1000);
  setWall(-hour);
  expect([time.real() - start, time.now() - start]).toEqual([1000, hour + 1000]);
  sleep(1000);
  time.rebase();
  expect([time.real() - start, time.now() - start]).toEqual([2000, 2000]);
  setWall(-hour);
  time.hear(hour);
  expect([time.real() - start, time.now() - start]).toEqual([2000, 2000]);
});
