/**
 * Runs `job` in a microtask of its own, however often it is asked for in one turn. Asked for while it runs, it runs once more
 * afterwards; `last` is a run that began already. The promise is for the run that sees everything that happened before the call. `job` must not reject.
 */
export function createPump(job: () => Promise<void>, last: Promise<void> = Promise.resolve()): () => Promise<void> {
  let next: Promise<void> | undefined;
  return () => {
    next ??= last = last.then(() => {
      next = undefined;
      return job();
    });
    return next;
  };
}
