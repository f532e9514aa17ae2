import { act, configure, getConfig } from '@testing-library/react';
import type { TestClock } from '../clock.ts';
import { isReactActing, macrotask, setReactActing } from '../host.ts';

/** Runs `work`, and lets React show everything that came of it, and everything that came of that. */
async function turn(clock: TestClock, work: () => Promise<void>): Promise<void> {
  await act(work);
  await act(() => clock.settle());
  restore();
}

/** A clock whose turns React follows. */
export function followedByReact(clock: TestClock): TestClock {
  return {
    ...clock,
    advance: (ms) => turn(clock, () => clock.advance(ms)),
    advanceTo: (elapsed) => turn(clock, () => clock.advanceTo(elapsed)),
    sleep: (ms, options) => turn(clock, () => clock.sleep(ms, options)),
    settle: () => turn(clock, () => clock.settle()),
  };
}

/** Clocks of what is on the page, each as often as it is. */
const shown: TestClock[] = [];
let before: boolean | undefined;
let isListening = false;

function restore(): void {
  if (shown.length === 0) setReactActing(before);
}

/**
 * What a click or a keystroke of user-event causes has happened when its promise resolves: it is waited for, as long as no time
 * has to pass. So it is for `findBy…` and `waitFor`.
 */
function settleAfterEvents(): void {
  if (isListening) return;
  isListening = true;
  const { asyncWrapper } = getConfig();
  configure({
    asyncWrapper: (callback) =>
      asyncWrapper(async () => {
        const result = await callback();
        for (const clock of new Set(shown)) await clock.settle();
        return result;
      }),
  });
}

/**
 * While a session is shown, things happen that no test has caused in that moment: an answer comes, another tab says something.
 * React takes that for a mistake of the test's, unless it is told that nobody wraps what happens.
 */
export function beginShowing(clock: TestClock): void {
  settleAfterEvents();
  if (shown.length === 0) before = isReactActing();
  shown.push(clock);
  setReactActing(false);
}

export function endShowing(clock: TestClock): void {
  shown.splice(shown.indexOf(clock), 1);
  // Later, since whoever removes the page does so in an act of its own, which puts back what it found.
  macrotask(restore);
}
