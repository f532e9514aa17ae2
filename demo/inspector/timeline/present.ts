import type { ReadableStore, TimerState } from 'holdfast';

/** The session's own present, also between two changes of its timer, which speaks at changes only. */
export interface Present {
  /** Advances as the session's time does: by the clock that says more has passed, so that sleep counts. */
  read(): number;
  /** A sign-in: the session's time is wall time again. */
  rebase(): void;
}

export function createPresent(timer: ReadableStore<TimerState>): Present {
  let wall = Date.now();
  let monotonic = performance.now();
  let present = wall;
  return {
    read() {
      const [nextWall, nextMonotonic] = [Date.now(), performance.now()];
      const passed = Math.max(0, nextWall - wall, nextMonotonic - monotonic);
      [wall, monotonic] = [nextWall, nextMonotonic];
      present = Math.max(present + passed, timer.getState().now);
      return present;
    },
    rebase() {
      present = Date.now();
    },
  };
}
