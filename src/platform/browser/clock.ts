import type { Clock } from '../clock.ts';

/** `setTimeout` takes 31 bits; more fires at once. */
const longest = 2 ** 31 - 1;

export function createBrowserClock(): Clock {
  return {
    wall: () => Date.now(),
    monotonic: () => performance.now(),
    after(ms, run) {
      let id: ReturnType<typeof setTimeout>;
      const step = (left: number): void => {
        id = setTimeout(() => (left > longest ? step(left - longest) : run()), Math.min(left, longest));
      };
      step(ms);
      return () => clearTimeout(id);
    },
  };
}
