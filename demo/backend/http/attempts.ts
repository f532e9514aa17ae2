import type { Clock } from '../clock.ts';
import type { Limits } from '../limits.ts';
import { sha256 } from '../secrets.ts';
import type { Store } from '../store.ts';
import { Refusal } from './refusal.ts';

/**
 * How often a password may be guessed. Known and unknown accounts are counted alike, or the limit itself would tell who
 * has one. Where the caller's address is known it is part of the count, so that a stranger can't lock somebody out.
 */
export interface Attempts {
  /** Counts before the password is looked at, so that a hundred guesses at once count a hundred. Refuses with 429. */
  count(account: string, address: string | undefined): Promise<void>;
  /** After a right password: forgets the account's failures, not the address's, since its owner may be the guesser. */
  forgive(account: string, address: string | undefined): Promise<void>;
}

export function createAttempts(store: Store, clock: Clock, limits: Limits): Attempts {
  const windowNow = (): number => Math.floor(clock.now() / limits.attemptWindow);
  const keyOf = async (who: string): Promise<string> => `attempts:${await sha256(who)}:${windowNow()}`;
  const nameOf = (account: string, address: string | undefined): string => `account ${account} from ${address}`;

  async function countOne(who: string, most: number): Promise<void> {
    if ((await store.increment(await keyOf(who), { ttl: limits.attemptWindow })) <= most) return;
    const left = (windowNow() + 1) * limits.attemptWindow - clock.now();
    throw new Refusal(429, 'too_many_attempts', 'Too many attempts to sign in. Wait a little, then try again.', {
      'retry-after': String(Math.ceil(left / 1000)),
    });
  }

  return {
    async count(account, address) {
      if (address) await countOne(`address ${address}`, limits.attemptsPerAddress);
      await countOne(nameOf(account, address), limits.attempts);
    },
    forgive: async (account, address) => store.delete(await keyOf(nameOf(account, address))),
  };
}
