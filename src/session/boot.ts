import { within } from '../platform/within.ts';
import { hasWork } from '../vault/has-work.ts';
import type { Beginning } from './beginning.ts';
import { patience } from './durable-head.ts';
import type { Ending } from './ending.ts';
import type { Ground } from './ground.ts';
import type { EndReason } from './state.ts';

/** A page that still doesn't know who is signed in after this long says so and lets the person act. */
const watchdog = 10_000;
const firstRetry = 500;

/**
 * Finds out at start who is signed in: the joined record first, then the server. Nothing protected is shown before both.
 * Resolves when that is settled for now. Called again it asks again; `loading` is never shown twice.
 */
export async function boot<User, Credentials>(
  ground: Ground<User, Credentials>,
  beginning: Beginning<User, Credentials>,
  ending: Ending,
  readEnd: (epoch: string, signedInAt: number) => EndReason | null,
  /** False once the session was stopped or started anew. */
  isCurrent: () => boolean,
): Promise<void> {
  const { platform, time, record, durable, connection, desk, dispatch, store } = ground;

  const nobody = (reason: EndReason | null, resumable = false): void => {
    if (store.getState().status === 'authenticated') return;
    ground.actAs(null);
    desk.change({ id: 'guest', epoch: '' }, 'restored');
    dispatch({ type: 'nobody', reason, resumable });
  };

  /** What the record remembers. Whoever signed out yesterday is a guest today, and needn't be told. */
  const nobodySince = async (subject: string | null): Promise<void> => {
    const reason = (record.head()?.ended ?? null) as EndReason | null;
    if (reason === null || reason === 'signed-out') return nobody(null);
    const kept =
      subject === null ? false : within(platform.clock, patience, hasWork(ground.database(), `u-${subject}`), false);
    nobody(reason, await kept);
  };

  const cancelWatchdog = platform.clock.after(
    watchdog,
    () => store.getState().status === 'loading' && nobody('boot-failed'),
  );
  const settle = async (): Promise<void> => {
    const { head, subject } = await durable.restore();
    if (!isCurrent()) return;
    const over = head && !head.ended ? readEnd(head.epoch, head.signedInAt) : null;
    if (head && over) {
      record.join({ ...head, ended: over, owed: 'device' });
      await durable.store();
    }
    // The server must not be asked who is signed in while it hasn't heard that nobody is.
    const told = await ending.settle();
    if (!isCurrent()) return;
    if (told === 'pending') return nobodySince(subject);
    const present = record.head();
    if (present && !present.ended) ground.actAs(present.epoch);
    const signal = ground.signal();
    const isOver = (): boolean => signal.aborted || !isCurrent() || store.getState().status === 'authenticated';
    for (let wait = firstRetry; ; wait = Math.min(wait * 2, watchdog)) {
      const askedAt = time.now();
      const answer = await connection.probe(signal);
      if (isOver()) return;
      if (answer.outcome === 'ok' && answer.value) return beginning.found(answer.value, askedAt, present, subject);
      if (answer.outcome !== 'failed') {
        if (present && !present.ended) {
          record.join({ ...present, ended: 'revoked' });
          await durable.store();
        }
        return nobodySince(subject);
      }
      await new Promise<void>((resolve) => ground.after(answer.failure.retryAfter ?? wait, resolve));
      if (isOver()) return;
    }
  };
  try {
    await settle();
  } finally {
    cancelWatchdog();
  }
}
