import { requestBudget } from '../auth/exchange.ts';
import type { Freshness } from '../auth/freshness.ts';
import type { Lease } from '../auth/transport.ts';
import { within } from '../platform/within.ts';
import { bornHead, type Head, nextEpoch } from '../tabs/head.ts';
import { patience } from './durable-head.ts';
import type { Ending } from './ending.ts';
import type { Ground } from './ground.ts';
import type { SignInResult } from './session.ts';
import type { Timekeeper } from './timekeeper.ts';

/** How somebody comes to be signed in: here, in another tab, or found at start. */
export interface Beginning<User, Credentials> {
  signIn(credentials: Credentials): Promise<SignInResult<User>>;
  /** Another tab signed in: become that, as soon as it is known who that is. */
  adopt(head: Head): void;
  /**
   * Shows who was signed in under the living `head`, as this browser remembers it, while the server can't be asked. Resolves to
   * whether it did: somebody is remembered, and the server was heard of within `maxStale`.
   */
  recall(head: Head, freshness: Freshness): Promise<boolean>;
  /** Resolves when nobody is about to be shown: it is known who that is, or that it can't be known now. */
  arrived(): Promise<unknown>;
  /** Resolves when no sign-in of this page is under way, whatever came of it. */
  signedIn(): Promise<unknown>;
  /** The server names a user: go on under the living `head`, or begin anew when that was somebody else's. */
  found(lease: Lease<User>, askedAt: number, head: Head | null, subject: string | null): Promise<void>;
}

export function createBeginning<User, Credentials>(
  ground: Ground<User, Credentials>,
  timekeeper: Timekeeper,
  ending: Ending,
): Beginning<User, Credentials> {
  const { platform, time, record, durable, connection, profile, dispatch } = ground;
  /** Counts sign-ins; the answer to an earlier one is dropped. */
  let attempts = 0;
  let signingIn: Promise<unknown> = Promise.resolve();
  let arriving: { readonly epoch: string; readonly done: Promise<unknown> } | null = null;

  /** While the page shows the one before, or nobody yet. */
  const arrive = <T>(epoch: string, done: Promise<T>): Promise<T> => {
    arriving = { epoch, done };
    return done.finally(() => {
      if (arriving?.done === done) arriving = null;
    });
  };

  const mint = (): Head => {
    // Nothing of an earlier session's time matters any more, and tabs that open later begin at wall time.
    time.rebase();
    const now = time.now();
    return bornHead(nextEpoch(now, record.head()?.epoch ?? ground.epoch(), platform.crypto.randomId()), now);
  };

  /** Shows the user, unless the epoch was left or ended while it was found out who that is. */
  const become = async (
    { epoch, signedInAt }: Head,
    { user, ...lease }: Lease<User>,
    /** `null` when the server was not asked. */
    askedAt: number | null,
    subject: string,
    { here = false, freshness = 'fresh' }: { here?: boolean; freshness?: Freshness } = {},
  ): Promise<boolean> => {
    await ending.closed();
    if (ground.epoch() !== epoch || record.living()?.epoch !== epoch) return false;
    const before = ground.shown();
    timekeeper.begin(epoch, signedInAt);
    if (askedAt !== null) timekeeper.noteLease({ user, ...lease }, askedAt);
    ground.accountKeys.take(epoch, lease.accountKey);
    ground.desk.change(`u-${subject}`, epoch, here ? 'signed-in' : 'restored');
    dispatch({ type: 'began', user, epoch, restored: !here, freshness });
    if (before && before.epoch !== epoch) profile.shred(before.epoch);
    timekeeper.look();
    return true;
  };

  /** Somebody remembered, where the server was heard of lately. */
  const remembered = async ({ epoch, signedInAt }: Head): Promise<User | null> =>
    time.now() - (record.time(epoch).touchedAt || signedInAt) < ground.maxStale ? profile.read(epoch) : null;

  const recall: Beginning<User, Credentials>['recall'] = async (head, freshness) => {
    const user = (await remembered(head)) ?? ground.promised();
    if (!user) return false;
    // Opened after the clock was set back: go on from where the session's time is.
    if (!ground.shown()) time.reach(record.time(head.epoch).lastActivityAt);
    const subject = await ground.subjectOf(user);
    return ground.epoch() === head.epoch && become(head, { user }, null, subject, { freshness });
  };

  const store = async (head: Head, lease: Lease<User>, subject: string): Promise<boolean> => {
    const { epoch } = head;
    // Its credential first: whoever reads the record and finds none there would take the session for dead.
    const stored = Promise.all([connection.begin(epoch, lease), profile.write(epoch, lease.user)]);
    await within(platform.clock, patience, stored, null);
    if (ground.epoch() !== epoch) return false;
    record.join(head);
    await durable.store(subject);
    ground.wire.send({ type: 'signed-in', epoch });
    return true;
  };
  /** A new epoch for `lease`, in every tab. */
  const begin = async (lease: Lease<User>, askedAt: number, subject: string, here = false): Promise<boolean> => {
    const head = mint();
    const { epoch } = head;
    ground.actAs(epoch);
    // Before the time was wall time again it may have been ahead.
    const shown = store(head, lease, subject).then(
      (stands) => stands && become(head, lease, Math.min(askedAt, head.signedInAt), subject, { here }),
    );
    if (await arrive(epoch, shown)) return true;
    // Another one began meanwhile, or it was signed out: the session that the server has made is nobody's.
    profile.shred(epoch);
    if (ground.epoch() === null) await ending.revoke(head, lease);
    return false;
  };

  const adoptNow = async (head: Head): Promise<void> => {
    ground.actAs(head.epoch);
    timekeeper.stop();
    // As the tab that signed in did.
    time.rebase();
    dispatch({ type: 'heard', freshness: 'refreshing' });
    // The tab that signed in left word.
    if (await recall(head, 'fresh')) return;
    if (ground.epoch() !== head.epoch) return;
    const askedAt = time.now();
    const answer = await connection.probe(ground.signal());
    if (ground.epoch() !== head.epoch) return;
    if (answer.outcome === 'ok' && answer.value)
      await become(head, answer.value, askedAt, await ground.subjectOf(answer.value.user));
    // Whose session that is can't be told now. The one shown here is over in any case; its person may be the same.
    else ending.leave('signed-out-elsewhere', false);
  };

  const signInNow: Beginning<User, Credentials>['signIn'] = async (credentials) => {
    const attempt = ++attempts;
    const before = record.living();
    // An owed sign-out must not hit the session that is about to begin, nor its answer take away the cookie.
    await ending.settle(requestBudget);
    const askedAt = time.now();
    const answer = await connection.signIn(credentials, platform.network.abort().signal);
    if (answer.outcome !== 'ok') return answer;
    const { user } = answer.value;
    const subject = await ground.subjectOf(user);
    if (attempt === attempts) {
      // Signed out while this was under way: the session that the server has made is nobody's.
      if (before && record.head()?.epoch === before.epoch && !record.living())
        await ending.revoke(mint(), answer.value);
      else if (await begin(answer.value, askedAt, subject, true)) return { outcome: 'signed-in', user };
    } else connection.discard?.(answer.value);
    return { outcome: 'failed', failure: { kind: 'discarded' } };
  };

  return {
    signIn(credentials) {
      const signing = signInNow(credentials);
      signingIn = signing;
      return signing;
    },
    signedIn: () => signingIn,
    adopt(head) {
      if (arriving?.epoch !== head.epoch) void arrive(head.epoch, adoptNow(head));
    },
    recall,
    arrived: async () => arriving?.done,
    async found(lease, askedAt, head, subject) {
      const attempt = attempts;
      const present = await ground.subjectOf(lease.user);
      // Signed in here in the meantime.
      if (attempt !== attempts) return;
      if (!head || (subject !== null && subject !== present)) {
        await begin(lease, askedAt, present);
        return;
      }
      ground.actAs(head.epoch);
      // Opened after the clock was set back: go on from where the session's time is.
      time.reach(record.time(head.epoch).lastActivityAt);
      if (subject === null) void durable.store(present);
      await become(head, lease, askedAt, present);
      await profile.write(head.epoch, lease.user);
    },
  };
}
