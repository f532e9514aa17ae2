import { requestBudget } from '../auth/exchange.ts';
import { within } from '../platform/within.ts';
import type { Head } from '../tabs/head.ts';
import { patience } from './durable-head.ts';
import type { Ground } from './ground.ts';

/** Who is telling the server, so that one tab does it for all. It is no lock: what is asked of the server may run the application's code. */
interface Claim {
  readonly epoch: string;
  readonly by: string;
  /** Wall time. */
  readonly since: number;
}
const claimKey = 'telling';
type Told = 'done' | 'pending';

/** What this tab does about one epoch. */
interface Flight {
  readonly epoch: string;
  /** Whether it is this tab that tells. */
  telling: boolean;
  told: Promise<Told>;
}

/** Longer than a request takes. A tab that died or froze in the middle of it is passed after that; to tell twice does no harm. */
const claimLife = requestBudget * 1.2;
const lookEvery = 100;

/**
 * Tells the server of a sign-out that it hasn't heard of: once per epoch and browser, now or when it can be reached again.
 * Resolves to `pending` when it still has to be told, also when another tab took longer than `longest` to do so.
 */
export function createRevocation<User, Credentials>({
  platform,
  database,
  exclusive,
  connection,
  record,
  durable,
  after,
}: Ground<User, Credentials>): (longest?: number) => Promise<Told> {
  const { clock, crypto, network } = platform;
  let by: string | undefined;
  let flight: Flight | null = null;

  /** What is owed, and whether it is ours to tell. What is decided under a lock is read from the database. */
  const claim = (): Promise<{ readonly head: Head | null; readonly ours: boolean }> =>
    exclusive('sign-out', async () => {
      await durable.restore();
      const head = record.head();
      if (!head?.owed) return { head: null, ours: false };
      by ??= crypto.randomId();
      const own: Claim = { epoch: head.epoch, by, since: clock.wall() };
      const ours = await database()
        .transact(['session'], async ({ get, put }) => {
          const other = (await get('session', claimKey)) as Claim | undefined;
          const age = other?.epoch === own.epoch && other.by !== by ? own.since - other.since : claimLife;
          if (age >= 0 && age < claimLife) return false;
          put('session', claimKey, own);
          return true;
        })
        // Without a database every tab tells.
        .catch(() => true);
      return { head, ours };
    });

  const tell = async (head: Head): Promise<Told> => {
    // Goes on when the page leaves: its requests outlive it.
    const answer = await connection.signOut(head.epoch, head.owed ?? 'device', network.abort().signal);
    if (answer.outcome === 'ok') {
      await durable.join({ ...head, owed: null });
      return 'done';
    }
    // Whoever tries next needn't wait.
    await database()
      .transact(['session'], async ({ get, remove }) => {
        if (((await get('session', claimKey)) as Claim | undefined)?.by === by) remove('session', claimKey);
      })
      .catch(() => {});
    return 'pending';
  };

  const run = async (own: Flight): Promise<Told> => {
    const { head, ours } = await claim();
    if (!head) return 'done';
    own.telling = ours;
    if (ours) return tell(head);
    // Should the other tab not come to an end.
    after(claimLife, () => void settle());
    for (let waited = 0; waited < requestBudget; waited += lookEvery) {
      await new Promise<void>((resolve) => clock.after(lookEvery, resolve));
      const now = record.head();
      if (now?.epoch !== head.epoch || !now.owed) return 'done';
    }
    return 'pending';
  };

  const settle = async (longest = patience): Promise<Told> => {
    const left = record.head();
    if (!left?.owed) return 'done';
    const { epoch } = left;
    if (flight?.epoch !== epoch) {
      const begun = { epoch, telling: false } as Flight;
      begun.told = run(begun)
        .catch(() => 'pending' as const)
        .finally(() => {
          if (flight === begun) flight = null;
        });
      flight = begun;
    }
    const own = flight;
    // Nobody waits for a tab that is frozen in the middle of it. What was begun here is waited for: it must not hit a later session.
    return (await within(clock, longest, own.told, null)) ?? (own.telling ? own.told : 'pending');
  };
  return settle;
}
