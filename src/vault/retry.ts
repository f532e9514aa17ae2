import type { Clock } from '../platform/clock.ts';

const pauses = [0, 50, 250, 1000];

/** Whether storage is full: asking again doesn't help. */
export const isFull = (error: unknown): boolean =>
  (error as { cause?: { name?: unknown } } | null)?.cause?.name === 'QuotaExceededError';

/** Tries again after 0, 50, 250 and 1000 ms; browsers lose connections and abort transactions for no reason of ours. */
export async function retry<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  for (let tried = 0; ; tried++) {
    try {
      return await work();
    } catch (error) {
      const pause = pauses[tried];
      if (pause === undefined || isFull(error)) throw error;
      if (pause) await new Promise<void>((resume) => void clock.after(pause, resume));
    }
  }
}
