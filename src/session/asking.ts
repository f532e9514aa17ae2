import { freshnessAfter } from '../auth/freshness.ts';
import type { Answer, Lease } from '../auth/transport.ts';
import type { Ending } from './ending.ts';
import type { Ground } from './ground.ts';
import type { ExtendResult } from './session.ts';
import type { Timekeeper } from './timekeeper.ts';
import { createVerifying } from './verifying.ts';

/** Questions to the server about a session that lives: extending, keeping alive, verifying. */
export interface Asking<User> {
  extend(): Promise<ExtendResult>;
  keepAlive(): void;
  verify(): Promise<void>;
  /** What an answer means that was asked for elsewhere; `null` when it came too late to mean anything. */
  hear(answer: Answer<Lease<User> | null>, askedAt: number, epoch: string): Promise<Answer<Lease<User> | null> | null>;
}

/** After a failed extension the next try, while the warning is open. */
const extendAgain = 5000;
/** After a failed keep-alive the next try, if there is input. */
const keepAliveAgain = 30_000;

export function createAsking<User, Credentials>(
  ground: Ground<User, Credentials>,
  timekeeper: Timekeeper,
  ending: Ending,
  /** The server named somebody else than this page shows. */
  onOtherUser: (lease: Lease<User>, askedAt: number) => void,
): Asking<User> {
  const { time, connection, dispatch, shown, profile } = ground;
  let extending: Promise<ExtendResult> | null = null;
  /** When the person last asked for it. What follows on a failure may come long after, as where the page froze in between. */
  let askedForAt = 0;
  /** Never two at a time, for one epoch. */
  let keepAliveFrom = 0;
  let keptAlive: string | null = null;

  /** Cookies are shared by all tabs, and by whoever else the server lets sign in: the user can change under a page's feet. */
  const isOther = (user: User): boolean => {
    const before = shown();
    return before !== null && ground.userId(before.user) !== ground.userId(user);
  };

  const hear: Asking<User>['hear'] = async (answer, askedAt, epoch) => {
    if (ground.epoch() !== epoch) return null;
    if (answer.outcome === 'failed') {
      dispatch({ type: 'heard', freshness: freshnessAfter(answer.failure) });
      // It may have been unknown for too long.
      timekeeper.look();
    } else if (answer.outcome === 'rejected' || !answer.value) {
      await ending.end('revoked');
    } else if (isOther(answer.value.user)) {
      onOtherUser(answer.value, askedAt);
      return null;
    } else {
      timekeeper.noteLease(answer.value, askedAt);
      dispatch({ type: 'heard', freshness: 'fresh', user: answer.value.user });
      ground.accountKeys.take(epoch, answer.value.accountKey);
      void profile.write(epoch, answer.value.user);
    }
    return answer;
  };
  const touch = async (): Promise<Answer<Lease<User> | null> | null> => {
    const epoch = ground.epoch();
    const askedAt = time.now();
    return epoch === null ? null : hear(await connection.touch(ground.signal()), askedAt, epoch);
  };

  const over = (): ExtendResult => {
    const state = ground.store.getState();
    return { outcome: 'ended', reason: state.status === 'unauthenticated' ? state.reason : null };
  };

  const extendNow = async (): Promise<ExtendResult> => {
    timekeeper.set({ extension: 'pending' });
    const answer = await touch();
    const epoch = ground.epoch();
    if (!answer || epoch === null) return over();
    if (answer.outcome === 'failed') {
      timekeeper.set({ extension: 'failed' });
      ground.after(answer.failure.retryAfter ?? extendAgain, () => {
        if (timekeeper.timer.getState().extension === 'failed') void extend();
      });
      return answer;
    }
    // The deadline may have passed while the server thought about it: then its yes comes too late.
    if (!timekeeper.look()) return over();
    timekeeper.set({ extension: 'none' });
    timekeeper.renew(askedForAt);
    ground.wire.send({ type: 'extended', epoch });
    ground.emitter.emit('extended', { by: 'here' });
    return { outcome: 'extended' };
  };

  const extend = async (): Promise<ExtendResult> => {
    const reading = timekeeper.look();
    if (!reading) return over();
    if (reading.phase === 'warning' && reading.kind !== 'idle') return { outcome: 'reauthentication-needed' };
    extending ??= extendNow().finally(() => {
      extending = null;
    });
    return extending;
  };

  return {
    hear,
    extend() {
      askedForAt = time.now();
      return extend();
    },
    keepAlive() {
      // Another one is about to be shown: what the server says now is said of that.
      if (shown()?.epoch !== ground.epoch()) return;
      if (keptAlive === ground.epoch() && time.now() < keepAliveFrom) return;
      keptAlive = ground.epoch();
      keepAliveFrom = Number.POSITIVE_INFINITY;
      void touch().then((answer) => {
        keepAliveFrom = answer?.outcome === 'failed' ? time.now() + (answer.failure.retryAfter ?? keepAliveAgain) : 0;
        timekeeper.look();
      });
    },
    verify: createVerifying(ground, hear),
  };
}
