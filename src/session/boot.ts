import { freshnessAfter } from '../auth/freshness.ts';
import { within } from '../platform/within.ts';
import { hasWork } from '../vault/has-work.ts';
import type { Asking } from './asking.ts';
import type { Beginning } from './beginning.ts';
import { patience } from './durable-head.ts';
import type { Ending } from './ending.ts';
import type { Ground } from './ground.ts';
import type { EndReason } from './state.ts';
import type { Timekeeper } from './timekeeper.ts';

/** A page that still doesn't know who is signed in after this long says so and lets the person act. */
const watchdog = 10_000;
const firstRetry = 500;

/**
 * Finds out at start who is signed in: the joined record first, then the server. Nothing protected is shown before both.
 * Resolves when that is settled for now. Called again it asks again; `loading` is never shown twice.
 */
export async function boot<User, Credentials>(
  ground: Ground<User, Credentials>,
  timekeeper: Timekeeper,
  beginning: Beginning<User, Credentials>,
  ending: Ending,
  asking: Asking<User>,
  /** False once the session was stopped or started anew. */
  isCurrent: () => boolean,
): Promise<void> {
  const { platform, time, record, durable, connection, shown } = ground;

  /** What the record remembers. Whoever signed out yesterday is a guest today, and needn't be told. */
  const nobodySince = async (subject: string | null): Promise<void> => {
    const ended = record.head()?.ended ?? null;
    const reason = ended === 'signed-out' ? null : (ended as EndReason | null);
    const work = reason && subject !== null && hasWork(ground.database(), `u-${subject}`);
    const kept = work && (await within(platform.clock, patience, work, false));
    if (!shown()) ground.nobody(reason, !!kept);
  };

  const settle = async (): Promise<void> => {
    for (let wait = firstRetry; ; wait = Math.min(wait * 2, watchdog)) {
      const subject = await durable.restore();
      if (!isCurrent()) return;
      // Nobody's time runs here yet, and the clock may have been set while this page waited.
      time.rebase();
      const before = record.living();
      const over = before && timekeeper.overdue(before);
      if (over) await durable.join({ ...before, ended: over, owed: 'device' });
      const left = record.head();
      if (left?.ended) ground.profile.shred(left.epoch);
      // The server must not be asked who is signed in while it hasn't heard that nobody is.
      const told = await ending.settle();
      if (!isCurrent()) return;
      if (told === 'pending') return nobodySince(subject);
      const asked = record.head();
      const present = record.living();
      if (present) ground.actAs(present.epoch);
      const signal = ground.signal();
      const isOver = (): boolean => signal.aborted || !isCurrent() || shown() !== null;
      const askedAt = time.now();
      const probing = connection.probe(signal);
      if (present) for (const kept of [ground.profile, ground.accountKeys]) kept.foresee(present.epoch);
      const soon = await within(platform.clock, patience, probing, null);
      if (isOver()) return;
      // Nobody waits for a server that takes its time, or can't be reached, to see what they were in the middle of.
      if (present && (!soon || soon.outcome === 'failed')) {
        if (await beginning.recall(present, soon ? freshnessAfter(soon.failure) : 'refreshing')) {
          if (soon) ground.after(soon.failure.retryAfter ?? wait, () => void asking.verify());
          else void probing.then((late) => asking.hear(late, askedAt, present.epoch));
          return;
        }
        if (isOver()) return;
      }
      const answer = soon ?? (await probing);
      // Who signs in here meanwhile decides. Two sessions of one person would begin, and the first be told that it came to nothing.
      await within(platform.clock, patience, beginning.signedIn(), null);
      if (isOver()) return;
      const now = record.head();
      // Another tab signed in or out: the answer may be from before that.
      if (now?.epoch !== asked?.epoch || now?.ended !== asked?.ended) continue;
      if (answer.outcome === 'ok' && answer.value) return beginning.found(answer.value, askedAt, present, subject);
      if (answer.outcome !== 'failed') {
        // Where tokens aren't shared, another tab may well have some.
        if (present && connection.shared) await durable.join({ ...present, ended: 'revoked' });
        return nobodySince(subject);
      }
      await new Promise<void>((resolve) => ground.after(answer.failure.retryAfter ?? wait, resolve));
      if (isOver()) return;
    }
  };
  const cancelWatchdog = platform.clock.after(watchdog, () => ground.unknown() && ground.nobody('boot-failed'));
  return settle().finally(cancelWatchdog);
}
