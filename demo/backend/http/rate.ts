import type { Clock } from '../clock.ts';
import { sha256 } from '../secrets.ts';
import type { Store } from '../store.ts';
import { Refusal } from './refusal.ts';

/** What may be done so often in a window of time. */
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
  /** Counts one, and refuses with 429 when that is too many. */
  count(who: string, allowance: Allowance): Promise<void>;
  forgive(who: string, allowance: Allowance): Promise<void>;
}

export function createRate(store: Store, clock: Clock): Rate {
  const windowNow = ({ window }: Allowance): number => Math.floor(clock.now() / window);
  // Hashed, since who is asking may be written down by nobody, and is of any length.
  const keyOf = async (who: string, allowance: Allowance): Promise<string> =>
    `${allowance.kind}:${await sha256(who)}:${windowNow(allowance)}`;

  return {
    async count(who, allowance) {
      const { most, window, code, message } = allowance;
      if ((await store.increment(await keyOf(who, allowance), { ttl: window })) <= most) return;
      const left = (windowNow(allowance) + 1) * window - clock.now();
      throw new Refusal(429, code, message, { 'retry-after': String(Math.ceil(left / 1000)) });
    },
    forgive: async (who, allowance) => store.delete(await keyOf(who, allowance)),
  };
}
