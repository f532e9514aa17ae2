import type { Locks } from '../../platform/locks.ts';
import type { Observation, Seen } from './observation.ts';

type Tell = (seen: Seen) => (later: Partial<Observation>) => void;

/** `holdfast:shop:refresh` is `refresh`; the names of documents behind it stay. */
const shorten = (name: string): string => name.replace(/^holdfast:[^:]*:/, '');

/** Tells of every lock: how long it was waited for, how long it was held, and how that ended. */
export function observeLocks(locks: Locks | null, tell: Tell, now: () => number): Locks | null {
  if (!locks) return null;
  return {
    async run(name, options, work) {
      const asked = now();
      let heldAt: number | null = null;
      let got = false;
      const say = tell({ kind: 'lock', name: shorten(name), waited: 0, outcome: 'waiting' });
      const end = (outcome: 'released' | 'refused' | 'lost'): void =>
        say({ outcome, took: now() - asked, waited: (heldAt ?? now()) - asked });
      try {
        const result = await locks.run(name, options, async (held) => {
          heldAt = now();
          got = held;
          say({ outcome: held ? 'held' : 'refused', waited: heldAt - asked });
          return work(held);
        });
        end(got ? 'released' : 'refused');
        return result;
      } catch (error) {
        end(heldAt === null ? 'lost' : 'released');
        throw error;
      }
    },
  };
}
