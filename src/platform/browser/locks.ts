import type { Locks } from '../locks.ts';

export function createBrowserLocks(): Locks | null {
  if (!globalThis.navigator?.locks) return null;
  return {
    run: (name, options, work) =>
      // The promise of `request` is the promise of `work`; its type says Awaited of it, which is the same for us.
      navigator.locks.request(name, options, (lock) => work(lock !== null)),
  };
}
