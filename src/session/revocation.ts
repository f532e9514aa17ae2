import { patience } from './durable-head.ts';
import type { Ground } from './ground.ts';

/**
 * Tells the server of a sign-out that it hasn't heard of: once per epoch and browser, now or when it can be reached again.
 * Resolves to `pending` when it still has to be told.
 */
export function createRevocation<User, Credentials>({
  name,
  platform,
  connection,
  record,
  durable,
}: Ground<User, Credentials>): () => Promise<'done' | 'pending'> {
  const { locks, network } = platform;
  const tell = async (): Promise<'done' | 'pending'> => {
    // Another tab may have told it while this one waited. What is decided under a lock is read from the database.
    await durable.restore();
    const head = record.head();
    if (!head?.owed) return 'done';
    const answer = await connection.signOut(head.epoch, head.owed, network.abort().signal);
    if (answer.outcome !== 'ok') return 'pending';
    await durable.join({ ...head, owed: null });
    return 'done';
  };

  return async () => {
    if (!record.head()?.owed) return 'done';
    // Whoever is telling it may be frozen, and keeps the lock.
    const abort = network.abort();
    const cancel = platform.clock.after(patience, () => abort.abort());
    try {
      return await (locks ? locks.run(`holdfast:${name}:sign-out`, { signal: abort.signal }, tell) : tell());
    } catch {
      return 'pending';
    } finally {
      cancel();
    }
  };
}
