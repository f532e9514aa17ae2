import type { Platform } from '../platform/platform.ts';

/**
 * Runs `work` in one tab at a time under the name `what`. Waiting and working end when the page leaves (`signal` aborts): a page
 * that keeps a lock into bfcache or a freeze would block the others. A holder that neither finishes nor lets go within its budget is
 * passed, so whatever `work` commits must be a compare-and-set.
 */
export type Exclusive = <T>(what: string, work: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/** Longer than a request may take, so that whoever waits outlives whoever holds, by construction. */
const patience = 20_000;

export function createExclusive(name: string, { clock, locks, network, page }: Platform): Exclusive {
  return async (what, work) => {
    const abort = network.abort();
    const stop = page.subscribe((event) => event === 'leave' && abort.abort());
    const cancel = clock.after(patience, () => abort.abort());
    const run = () => work(abort.signal);
    try {
      return await (locks ? locks.run(`holdfast:${name}:${what}`, { signal: abort.signal }, run) : run());
    } finally {
      cancel();
      stop();
    }
  };
}
