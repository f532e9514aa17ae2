type Task = { due: number; readonly run: () => void; readonly every?: number };

const native = {
  setTimeout: window.setTimeout.bind(window),
  clearTimeout: window.clearTimeout.bind(window),
  setInterval: window.setInterval.bind(window),
  now: Date.now,
};
const start = performance.now.bind(performance);
const tasks = new Map<number, Task>();
let skew = 0;
let nextDue = Number.POSITIVE_INFINITY;

const now = (): number => native.now() + skew;

function findNext(): void {
  nextDue = Math.min(...[...tasks.values()].map(({ due }) => due));
}

/**
 * Lets a second of input pass in the time that it takes to handle it. Time goes on as always, only faster while `passTime` is
 * called; so whatever a library does once a second is done once per second of input, and is counted.
 */
export function installVirtualTime(): void {
  const RealDate = Date;
  class VirtualDate extends RealDate {
    constructor(...given: [] | [value: number | string | Date]) {
      super(given[0] ?? now());
    }
    static override now = now;
  }
  Object.assign(window, { Date: VirtualDate });
  performance.now = () => start() + skew;
  const setTimer = (run: () => void, ms = 0): number => {
    const id: number = native.setTimeout(() => {
      tasks.delete(id);
      run();
    }, ms);
    tasks.set(id, { due: now() + ms, run });
    nextDue = Math.min(nextDue, now() + ms);
    return id;
  };
  const clearTimer = (id?: number): void => {
    native.clearTimeout(id);
    if (id !== undefined) tasks.delete(id);
  };
  const repeat = (run: () => void, every = 0): number => {
    const id: number = native.setInterval(run, every);
    tasks.set(id, { due: now() + every, run, every });
    nextDue = Math.min(nextDue, now() + every);
    return id;
  };
  Object.assign(window, {
    ...{ setTimeout: setTimer, clearTimeout: clearTimer },
    ...{ setInterval: repeat, clearInterval: clearTimer },
  });
}

/** Moves time on, and runs what has become due. */
export function passTime(ms: number): void {
  skew += ms;
  if (now() < nextDue) return;
  for (const [id, task] of tasks) {
    if (task.due > now()) continue;
    if (task.every) {
      task.due = now() + task.every;
    } else {
      native.clearTimeout(id);
      tasks.delete(id);
    }
    task.run();
  }
  findNext();
}
