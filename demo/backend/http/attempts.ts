import type { Limits } from '../limits.ts';
import type { Allowance, Rate } from './rate.ts';

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

export function createAttempts(rate: Rate, limits: Limits): Attempts {
  const perAccount: Allowance = {
    kind: 'attempts',
    most: limits.attempts,
    window: limits.attemptWindow,
    code: 'too_many_attempts',
    message: 'Too many attempts to sign in. Wait a little, then try again.',
  };
  const perAddress: Allowance = { ...perAccount, most: limits.attemptsPerAddress };
  const nameOf = (account: string, address: string | undefined): string => `account ${account} from ${address}`;

  return {
    async count(account, address) {
      if (address) await rate.count(`address ${address}`, perAddress);
      await rate.count(nameOf(account, address), perAccount);
    },
    forgive: (account, address) => rate.forgive(nameOf(account, address), perAccount),
  };
}
