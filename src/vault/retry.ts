import type { Clock } from '../platform/clock.ts';
import { isFull } from './room.ts';

const pauses = [0, 50, 250, 1000];

/**
 * Tries again after 0, 50, 250 and 1000 ms; browsers lose connections and abort transactions for no reason of ours. A full disk
 * isn't asked again, unless `makeRoom` did so.
 */
export async function retry<T>(clock: Clock, work: () => Promise<T>, makeRoom: () => Promise<boolean>): Promise<T> {
  for (let tried = 0; ; tried++) {
    try {
      return await work();
    } catch (error) {
      const pause = pauses[tried];
      if (pause === undefined) throw error;
      if (isFull(error)) {
        if (await makeRoom().catch(() => false)) continue;
        throw error;
      }
      if (pause) await new Promise<void>((resume) => void clock.after(pause, resume));
    }
  }
}
