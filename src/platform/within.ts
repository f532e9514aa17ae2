import type { Clock } from './clock.ts';

/** What `work` resolves to, or `otherwise` when it takes longer than `ms` or fails. The work itself goes on. */
export function within<T, Otherwise>(
  clock: Clock,
  ms: number,
  work: Promise<T>,
  otherwise: Otherwise,
): Promise<T | Otherwise> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, () => resolve(otherwise));
    work.then(resolve, () => resolve(otherwise)).finally(cancel);
  });
}
