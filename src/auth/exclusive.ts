import type { Database } from '../platform/database.ts';
import type { Platform } from '../platform/platform.ts';
import { within } from '../platform/within.ts';
import { requestBudget } from './exchange.ts';
import { unlessAborted } from './unless-aborted.ts';

/**
 * Runs `work` in one tab at a time under the name `what`. Waiting and working end when the page leaves (`signal` aborts): a page
 * that keeps a lock into bfcache or a freeze would block the others. A holder that neither finishes nor lets go within its budget is
 * passed, so whatever `work` commits must be a compare-and-set.
 */
export type Exclusive = <T>(what: string, work: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/** One request and what is read and written around it: longer than the one, shorter than anybody's patience. */
const budget = requestBudget * 1.5;
/** Whoever waits outlives whoever holds, by construction. */
const patience = budget + 5000;
const pollEvery = 100;
/** A database that takes longer to say who holds is as good as none. */
const databaseBudget = 4000;

/** Who holds. A Web Lock says when such a holder is gone; of one who passed a frozen holder, only time does. */
interface Lease {
  readonly id: string;
  readonly since: number;
  readonly locked: boolean;
}

export function createExclusive(name: string, platform: Platform, database: () => Database): Exclusive {
  const { clock, locks, network, page, crypto } = platform;

  const leaseAt = (what: string): string => `exclusive/${what}`;

  /** Resolves when the lease is ours, to the way to let it go. */
  const takeLease = async (what: string, locked: boolean, signal: AbortSignal): Promise<() => void> => {
    const at = leaseAt(what);
    const id = crypto.randomId();
    let seen: string | null = null;
    let seenAt = 0;
    const isFree = (other: Lease): boolean => {
      if (locked && other.locked) return true;
      const age = clock.wall() - other.since;
      return age > patience || (other.id === seen && clock.monotonic() - seenAt >= patience);
    };
    for (;;) {
      const taking = database().transact(['session'], async ({ get, put }) => {
        const other = (await get('session', at)) as Lease | null;
        if (other && !isFree(other)) return other.id;
        put('session', at, { id, since: clock.wall(), locked } satisfies Lease);
        return null;
      });
      const holder = await within(clock, databaseBudget, taking, null);
      if (holder === null) break;
      if (holder !== seen) seenAt = clock.monotonic();
      seen = holder;
      await unlessAborted(new Promise<void>((resolve) => clock.after(pollEvery, resolve)), signal);
    }
    return () =>
      void database()
        .transact(['session'], async ({ get, remove }) => {
          if (((await get('session', at)) as Lease | null)?.id === id) remove('session', at);
        })
        .catch(() => {});
  };

  return async <T>(what: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const leaving = network.abort();
    const { signal } = leaving;
    let heldAt = Number.NEGATIVE_INFINITY;
    const stop = page.subscribe((event) => {
      if (event !== 'leave') return;
      // Blind, since a page that closes gets to read nothing any more. Never somebody else's: ours is too young to have been passed.
      if (clock.monotonic() - heldAt < patience)
        database()
          .put('session', [[leaseAt(what), null]])
          .catch(() => {});
      leaving.abort();
    });

    const hold = async (locked: boolean): Promise<T> => {
      const release = await takeLease(what, locked, signal);
      heldAt = clock.monotonic();
      const cancel = clock.after(budget, () => leaving.abort());
      try {
        if (signal.aborted) throw signal.reason;
        return await unlessAborted(work(signal), signal);
      } finally {
        heldAt = Number.NEGATIVE_INFINITY;
        cancel();
        release();
      }
    };

    try {
      if (!locks) return await hold(false);
      const waiting = network.abort();
      const cancel = clock.after(patience, () => waiting.abort());
      signal.addEventListener('abort', () => waiting.abort());
      let granted = false;
      try {
        return await locks.run(`holdfast:${name}:${what}`, { signal: waiting.signal }, () => {
          granted = true;
          cancel();
          return unlessAborted(hold(true), signal);
        });
      } catch (cause) {
        if (granted || signal.aborted) throw cause;
        // The holder hangs, or is frozen with the lock in its hands.
        return await hold(false);
      } finally {
        cancel();
      }
    } finally {
      stop();
    }
  };
}
