/** Exclusive locks across the tabs of one origin. */
export interface Locks {
  /**
   * Runs `work` while no other tab holds `name`, and lets go when its promise settles.
   * With `signal`, waiting ends when it aborts (the promise rejects with its reason).
   * With `ifAvailable`, `work` gets `false` when another tab holds the lock.
   * With `steal`, it is taken from whoever holds it, whose promise rejects while their work goes on, and from before whoever waits.
   * Only one of the three can be asked for.
   */
  run<T>(
    name: string,
    options: { signal?: AbortSignal; ifAvailable?: boolean; steal?: boolean },
    work: (held: boolean) => Promise<T>,
  ): Promise<T>;
}
