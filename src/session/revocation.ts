import type { Connection } from '../auth/transport.ts';
import type { Locks } from '../platform/locks.ts';
import type { SharedRecord } from '../tabs/record.ts';
import type { DurableHead } from './durable-head.ts';

/**
 * Tells the server of a sign-out that it hasn't heard of: once per epoch and browser, now or when it can be reached again.
 * Resolves to `pending` when it still has to be told.
 */
export function createRevocation(
  name: string,
  locks: Locks | null,
  connection: Connection<unknown, never>,
  record: SharedRecord,
  durable: DurableHead,
  signal: () => AbortSignal,
): () => Promise<'done' | 'pending'> {
  const tell = async (): Promise<'done' | 'pending'> => {
    // Another tab may have told it while this one waited. What is decided under a lock is read from the database.
    const { head } = await durable.restore();
    if (!head?.owed) return 'done';
    const answer = await connection.signOut(head.epoch, head.owed, signal());
    if (answer.outcome !== 'ok') return 'pending';
    record.join({ ...head, owed: null });
    await durable.store();
    return 'done';
  };

  return async () => {
    if (!record.head()?.owed) return 'done';
    try {
      return await (locks ? locks.run(`holdfast:${name}:sign-out`, { signal: signal() }, tell) : tell());
    } catch {
      return 'pending';
    }
  };
}
