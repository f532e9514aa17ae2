import type { Clock } from '../clock.ts';
import { clamp, type Limits } from '../limits.ts';
import type { NewsDesk } from '../news.ts';
import { createRecords } from '../records.ts';
import { randomSecret, sha256 } from '../secrets.ts';
import type { Store } from '../store.ts';
import type { Everywhere } from './everywhere.ts';

export interface Session {
  readonly userId: string;
  /** How long it lives without being touched, in ms. */
  readonly idle: number;
  /** Never after `endsAt`, so this one moment decides. */
  readonly idleEndsAt: number;
  readonly endsAt: number;
  /** How often its user had signed out everywhere when it began. */
  readonly round: number;
}

/** How long a session is asked to live, in ms. */
interface AskedLimits {
  readonly idle?: number;
  readonly lifetime?: number;
}

export interface Sessions {
  /** Always under a new id. The id goes into the cookie and nowhere else: only its hash is stored. */
  begin(userId: string, asked: AskedLimits): Promise<{ readonly id: string; readonly session: Session }>;
  /** The live session with this id. Asking does not keep it alive. */
  find(id: string | undefined): Promise<Session | undefined>;
  /** Counts the idle limit anew. The absolute one stays. */
  touch(id: string | undefined): Promise<Session | undefined>;
  end(id: string | undefined): Promise<void>;
}

export interface SessionsParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly everywhere: Everywhere;
  readonly news: NewsDesk;
}

export function createSessions({ store, clock, limits, everywhere, news }: SessionsParts): Sessions {
  const records = createRecords<Session>(store, 'session');
  const isOver = (session: Session, now: number): boolean => now >= session.idleEndsAt;

  async function find(id: string | undefined): Promise<Session | undefined> {
    if (!id) return undefined;
    const session = await records.read(await sha256(id));
    if (!session || isOver(session, clock.now())) return undefined;
    return session.round === (await everywhere.count(session.userId)) ? session : undefined;
  }

  return {
    find,

    async begin(userId, asked) {
      const id = randomSecret();
      const now = clock.now();
      const lifetime = clamp(asked.lifetime, limits.lifetime, limits.shortest, limits.longest);
      const idle = Math.min(lifetime, clamp(asked.idle, limits.idle, limits.shortest, limits.longest));
      const session: Session = {
        userId,
        idle,
        idleEndsAt: now + idle,
        endsAt: now + lifetime,
        round: await everywhere.count(userId),
      };
      await records.write(await sha256(id), session, { ttl: idle });
      return { id, session };
    },

    async touch(id) {
      if (!id || !(await find(id))) return undefined;
      const { next } = await records.change<{ next?: Session; ttl?: number }>(await sha256(id), (current) => {
        const now = clock.now();
        // Looked at again here: a sign-out in between must not be undone by writing the session back.
        if (!current || isOver(current, now)) return {};
        const idleEndsAt = Math.min(now + current.idle, current.endsAt);
        return { next: { ...current, idleEndsAt }, ttl: idleEndsAt - now };
      });
      return next;
    },

    async end(id) {
      if (!id) return;
      const key = await sha256(id);
      const session = await records.read(key);
      if (!session) return;
      await records.remove(key);
      await news.ended(session.userId);
    },
  };
}
