import type { NewsDesk } from '../news.ts';
import type { Store } from '../store.ts';

/**
 * "Sign out everywhere" without a list of sessions: a counter per user. Each session and each family of tokens notes
 * the count it began at, and one that began at a lower count is over.
 */
export interface Everywhere {
  count(userId: string): Promise<number>;
  /** Ends whatever this user has begun until now, on all devices. */
  signOut(userId: string): Promise<void>;
}

export function createEverywhere(store: Store, news: NewsDesk): Everywhere {
  const keyOf = (userId: string): string => `signed-out-everywhere:${userId}`;
  return {
    count: async (userId) => Number((await store.get(keyOf(userId))) ?? 0),
    async signOut(userId) {
      await store.increment(keyOf(userId));
      await news.ended(userId);
    },
  };
}
