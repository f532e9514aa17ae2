import { returnAfter } from '../../../src/sync/waiting.ts';

/** A server that loses all its clients in one moment. In milliseconds. */
export interface Restart {
  readonly clients: number;
  /** How long nobody is answered. */
  readonly away: number;
  /** What its streams had said as `retry:`. */
  readonly retry: number;
  /** How many it takes in a second once it is back; others are refused with `Retry-After`. */
  readonly takes?: { readonly perSecond: number; readonly retryAfter: number };
  /** Waits exactly as long as it was told, as a bare `EventSource` does. */
  readonly bare?: boolean;
}

/** Seconds since the streams broke. */
export interface Wave {
  /** Attempts to connect, by second. */
  readonly tries: readonly number[];
  /** Those that were taken, by second. */
  readonly taken: readonly number[];
}

const second = 1000;
/** Nothing that is simulated takes longer. */
const horizon = 1800;

/** Like `Math.random`, the same in each run (mulberry32). */
export function createLots(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Plays a restart for each client with the delays that the library draws. Those who come in the same second are taken in the
 * order in which they come, as far as it goes.
 */
export function simulateRestart({ clients, away, retry, takes, bare = false }: Restart, seed = 1): Wave {
  const lot = createLots(seed);
  const delay = (failures: number, least: number): number =>
    bare ? retry : returnAfter({ failures, asked: retry, least }, lot());
  // By second: when each of them comes, and how often it has failed.
  const due: [at: number, failures: number][][] = Array.from({ length: horizon }, () => []);
  const plan = (at: number, failures: number): void => void due[Math.floor(at / second)]?.push([at, failures]);
  for (let client = 0; client < clients; client++) plan(delay(1, retry), 1);

  const tries = new Array<number>(horizon).fill(0);
  const taken = new Array<number>(horizon).fill(0);
  let missing = clients;
  let at = 0;
  for (; at < horizon && missing > 0; at++) {
    // Whoever comes back within the same second joins the queue.
    const queue = due[at] ?? [];
    for (let next = 0; next < queue.length; next++) {
      const [moment, failures] = queue[next] ?? [0, 0];
      tries[at] = (tries[at] ?? 0) + 1;
      if (moment < away) plan(moment + delay(failures + 1, retry), failures + 1);
      else if (takes && (taken[at] ?? 0) >= takes.perSecond)
        plan(moment + delay(failures + 1, takes.retryAfter), failures + 1);
      else {
        taken[at] = (taken[at] ?? 0) + 1;
        missing--;
      }
    }
    due[at] = [];
  }
  return { tries: tries.slice(0, at), taken: taken.slice(0, at) };
}

/** The most in one second, and until when a part of the clients was back, in seconds. */
export function readWave({ tries, taken }: Wave): { peak: number; half: number; last: number; tries: number } {
  const all = taken.reduce((sum, each) => sum + each, 0);
  let sum = 0;
  const half = taken.findIndex((each) => {
    sum += each;
    return sum >= all / 2;
  });
  return {
    peak: tries.reduce((most, each) => Math.max(most, each), 0),
    half: half + 1,
    last: taken.length,
    tries: tries.reduce((total, each) => total + each, 0),
  };
}
