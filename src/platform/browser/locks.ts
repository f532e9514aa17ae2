import type { Locks } from '../locks.ts';

export function createBrowserLocks(): Locks | null {
  if (!globalThis.navigator?.locks) return null;
  return {
    async run(name, options, work) {
      // WebKit would say that it was aborted, and not why.
      options.signal?.throwIfAborted();
      // The promise of `request` is the promise of `work`; its type says Awaited of it, which is the same for us.
      return navigator.locks.request(name, options, (lock) => work(lock !== null));
    },
  };
}
