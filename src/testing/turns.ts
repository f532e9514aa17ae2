import { macrotask } from './host.ts';

/** What the doubles do "a moment later" goes through here, so that it is known when nothing is left to happen. */
export interface Turns {
  /** Runs `task` in a macrotask of its own, in order of asking. */
  run(task: () => void): void;
  /** Until `promise` settles, things are not settled. Passes it on. */
  track<T>(promise: Promise<T>): Promise<T>;
  /**
   * The same for work on other threads, whose answers come when they like: here they come in order of asking, and no turn comes
   * between, so that the same story takes the same course each time.
   */
  inOrder<T>(promise: Promise<T>): Promise<T>;
  /** The same for a promise that may wait for the clock: it is given a few turns, no more. */
  allow(promise: Promise<unknown>): void;
  /** Resolves when no turn, no tracked promise and no promise chain is left. No time passes. */
  settle(): Promise<void>;
}

/** Promise chains over foreign doubles (fake-indexeddb, a stubbed fetch) take some turns that nobody announces. */
const quietTurns = 3;
const patience = 12;

export function createTurns(): Turns {
  let pending = 0;
  let awaited = 0;
  let last: Promise<unknown> = Promise.resolve();
  let heldBack: (() => void)[] = [];
  const begin = (task: () => void): void =>
    macrotask(() => {
      if (awaited > 0) heldBack.push(task);
      else {
        pending--;
        task();
      }
    });
  const run = (task: () => void): void => {
    pending++;
    begin(task);
  };
  const finished = (): void => {
    pending--;
  };
  const track = <T>(promise: Promise<T>): Promise<T> => {
    pending++;
    promise.then(finished, finished);
    return promise;
  };
  return {
    run,
    track,
    inOrder(promise) {
      awaited++;
      const answer = Promise.allSettled([promise, last]).then(() => promise);
      last = answer.catch(() => {});
      void last.then(() => {
        awaited--;
        const tasks = heldBack;
        heldBack = [];
        for (const task of tasks) begin(task);
      });
      return track(answer);
    },
    allow(promise) {
      let over = false;
      const end = (): void => {
        over = true;
      };
      promise.then(end, end);
      const wait = (left: number): void => run(() => void (!over && left > 0 && wait(left - 1)));
      wait(patience);
    },
    async settle() {
      for (let quiet = 0; quiet < quietTurns; quiet = pending === 0 ? quiet + 1 : 0) {
        await new Promise<void>((resolve) => macrotask(resolve));
      }
    },
  };
}
