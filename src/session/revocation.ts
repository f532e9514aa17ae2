import { within } from '../platform/within.ts';
import { patience } from './durable-head.ts';
import type { Ground } from './ground.ts';

/**
 * Tells the server of a sign-out that it hasn't heard of: once per epoch and browser, now or when it can be reached again.
 * Resolves to `pending` when it still has to be told.
 */
export function createRevocation<User, Credentials>({
  platform,
  exclusive,
  connection,
  record,
  durable,
}: Ground<User, Credentials>): () => Promise<'done' | 'pending'> {
  const tell = async (): Promise<'done' | 'pending'> => {
    // Another tab may have told it while this one waited. What is decided under a lock is read from the database.
    await durable.restore();
    const head = record.head();
    if (!head?.owed) return 'done';
    // Goes on when the page leaves: its requests outlive it.
    const answer = await connection.signOut(head.epoch, head.owed, platform.network.abort().signal);
    if (answer.outcome !== 'ok') return 'pending';
    await durable.join({ ...head, owed: null });
    return 'done';
  };

  return async () => {
    if (!record.head()?.owed) return 'done';
    let telling = false;
    const told = exclusive('sign-out', () => {
      telling = true;
      return tell();
    }).catch(() => 'pending' as const);
    // Nobody waits for a tab that is frozen in the middle of it. What was begun here is waited for: it must not hit a later session.
    return (await within(platform.clock, patience, told, null)) ?? (telling ? told : 'pending');
  };
}
