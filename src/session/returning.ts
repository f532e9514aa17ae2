import { createHold } from '../foundation/hold.ts';
import type { Ground } from './ground.ts';
import type { EndReason } from './state.ts';

/** Requests that an end would refuse, kept for the person who may sign in again in place. */
export interface Returning {
  /** From here until the release, counted. */
  keep(): () => void;
  /** Whether the person who left comes back; `null` where nothing is kept or nobody left. */
  wait(): Promise<boolean> | null;
}

/** The person asked for these, or somebody else is here. */
const deliberate: readonly EndReason[] = ['signed-out', 'signed-out-elsewhere', 'switched-user'];

export function createReturning<User, Credentials>({ store, userId }: Ground<User, Credentials>): Returning {
  /** Who left, by id. */
  let left: string | null = null;
  let waiting: ((back: boolean) => void)[] = [];
  const settle = (back: boolean): void => {
    for (const resolve of waiting) resolve(back);
    waiting = [];
    left = null;
  };
  return {
    keep: createHold(() => {
      const stop = store.subscribe((state, before) => {
        if (state.status === 'authenticated') settle(userId(state.user) === left);
        else if (state.status === 'unauthenticated' && before.status === 'authenticated') {
          settle(false);
          left = state.reason && !deliberate.includes(state.reason) ? userId(before.user) : null;
        }
      });
      return () => {
        stop();
        settle(false);
      };
    }),
    wait: () => (left === null ? null : new Promise((resolve) => waiting.push(resolve))),
  };
}
