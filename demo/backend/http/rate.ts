import type { Clock } from '../clock.ts';
import { sha256 } from '../secrets.ts';
import type { Store } from '../store.ts';
import { Refusal } from './refusal.ts';

/**
 * What may be done so often: `most` at once, and from then on one more each `most`th of a window. There is no border of windows at which
 * it could be done twice as often.
 */
export interface Allowance {
  /** Stands in front of the key. */
  readonly kind: string;
  readonly most: number;
  /** In ms. */
  readonly window: number;
  /** The code and the message of the refusal. */
  readonly code: string;
  readonly message: string;
}

/** Counts in the store, so that all processes that share it count together. */
export interface Rate {
  /** Counts one, and refuses with 429 when that is too many. What is refused is not counted. */
  count(who: string, allowance: Allowance): Promise<void>;
  forgive(who: string, allowance: Allowance): Promise<void>;
}

export function createRate(store: Store, clock: Clock): Rate {
  // Hashed, since who is asking may be written down by nobody, and is of any length.
  const keyOf = async (who: string, { kind }: Allowance): Promise<string> => `${kind}:${await sha256(who)}`;

  return {
    async count(who, allowance) {
      const { most, window, code, message } = allowance;
      const every = Math.ceil(window / most);
      const wait = await store.spend(await keyOf(who, allowance), { now: Math.floor(clock.now()), every, burst: most });
      if (wait > 0) throw new Refusal(429, code, message, { 'retry-after': String(Math.ceil(wait / 1000)) });
    },
    forgive: async (who, allowance) => store.delete(await keyOf(who, allowance)),
  };
}
