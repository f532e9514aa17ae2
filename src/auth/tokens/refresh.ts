import { within } from '../../platform/within.ts';
import { failed, ok, requestBudget } from '../exchange.ts';
import type { Failure } from '../failure.ts';
import { freshnessAfter } from '../freshness.ts';
import type { Answer, TransportContext } from '../transport.ts';
import { createAttempts } from './attempts.ts';
import type { Credentials } from './credentials.ts';
import type { Outlook } from './outlook.ts';
import type { SendRefresh, TokenParts } from './parts.ts';
import { type Credential, nextCredential, type Tokens } from './tokens.ts';

/**
 * What follows on a refresh whose answer was lost: the server may have replaced the token already. `strict`: one more try, after a
 * pause; servers that end the session at a used token do so now. `grace`: one more at once, for servers that take a used token for
 * some seconds longer.
 */
export type Rotation = 'strict' | 'grace';

/**
 * What came of a refresh. Only `null` may end a session: the server refused the newest credential, in its own words, or there
 * is nothing to refresh it with.
 */
export type Refreshed<User> = ReturnType<typeof failed> | ReturnType<typeof ok<Credential<User> | null>>;

export interface Refresh<User> {
  /** One refresh for all callers in all tabs: a credential newer than `held`, whoever fetched it. */
  refresh(held: Credential<User>): Promise<Refreshed<User>>;
  /** Whether the browser has a refresh token in a cookie, and whose. */
  learn(): Promise<Answer<Tokens<User>>>;
}

const refusal = (failure: Failure | null): Refreshed<never> => (failure ? { outcome: 'failed', failure } : ok(null));

/** What happened under the lock. */
interface Turn<User> {
  readonly refreshed: Refreshed<User>;
  /** Came home after a sign-out. */
  readonly orphan?: Credential<User>;
  readonly again?: boolean;
}

export function createRefresh<User>(
  context: TransportContext,
  parts: TokenParts<User, never>,
  credentials: Credentials<User>,
  outlook: Outlook,
): Refresh<User> {
  const { platform, now, epoch, lives, exclusive, onFreshness, onRefreshed } = context;
  const attempts = createAttempts(context, outlook, {
    shared: parts.atRest !== 'memory',
    grace: parts.rotation === 'grace',
  });
  const flights = new Map<string, Promise<Refreshed<User>>>();

  /** A sign-out or another sign-in came in between: what this brings belongs to nobody. */
  const isLate = (held: Credential<User>): boolean => epoch() !== held.epoch || !lives(held.epoch);

  /** All that is the application's runs here: what it does, and how long it takes, holds up nobody else. */
  const prepare = (held: Credential<User> | null): Promise<SendRefresh<User> | null> =>
    within(
      platform.clock,
      requestBudget,
      (async () => parts.refresh(held))().catch((error) => {
        platform.report('a refresh could not be prepared', error);
        return null;
      }),
      null,
    );

  const newerThan = async ({ epoch: own, generation }: Credential<User>): Promise<Credential<User> | null> => {
    const stored = await credentials.read(own).catch(() => null);
    return stored && stored.generation > generation ? stored : null;
  };

  /** Under the lock. Nothing in here waits for the application. */
  const takeTurn = async (
    held: Credential<User>,
    send: SendRefresh<User>,
    signal: AbortSignal,
  ): Promise<Turn<User>> => {
    const standing = await credentials.stands(held.epoch);
    const newer = await newerThan(held);
    if (isLate(held)) return { refreshed: failed('discarded') };
    if (newer) return { refreshed: ok(newer) };
    const begun = await attempts.begin(held);
    if (!begun.send) return { refreshed: refusal(begun.failure) };
    const askedAt = now();
    const answer = await send(signal);
    if (answer.outcome === 'failed') {
      const again = await attempts.fail(held, answer.failure);
      return { refreshed: answer, again };
    }
    if (answer.outcome === 'ok') {
      const { subject } = answer.value;
      // The cookie is somebody else's by now.
      if (subject !== undefined && held.subject !== null && subject !== held.subject) return { refreshed: ok(null) };
      const next = nextCredential(held.epoch, held, answer.value, askedAt);
      const written = isLate(held) ? 'shredded' : await credentials.commit(next, standing);
      if (written === 'shredded' || isLate(held)) return { refreshed: failed('discarded'), orphan: next };
      return { refreshed: ok(written === 'newer' ? ((await newerThan(held)) ?? next) : next) };
    }
    const winner = await newerThan(held);
    if (winner) return { refreshed: ok(winner) };
    if (begun.out || !(await attempts.finish(held, begun.by))) {
      // Whoever was passed, or passed this one, may still bring home what made this one a used one. The next refusal counts.
      const failure = { kind: 'rejected', status: answer.status } as const;
      await attempts.fail(held, failure, requestBudget);
      return { refreshed: refusal(failure) };
    }
    return { refreshed: ok(null) };
  };

  const run = async (held: Credential<User>): Promise<Refreshed<User>> => {
    const tell: typeof onFreshness = (freshness) => isLate(held) || onFreshness(freshness);
    tell('refreshing');
    const turns = async (isLast: boolean): Promise<Refreshed<User>> => {
      const newer = await newerThan(held);
      if (newer) return ok(newer);
      const send = await prepare(held);
      if (!send) return failed('protocol');
      const { refreshed, orphan, again } = await exclusive('refresh', (signal) => takeTurn(held, send, signal));
      // In a cookie it is somebody else's by now, unless nobody is signed in.
      if (orphan && !(parts.cookie && epoch() !== null))
        void parts.revoke?.(orphan, 'device', platform.network.abort().signal);
      return again && !isLast ? turns(true) : refreshed;
    };
    const refreshed = await turns(false).catch((cause: unknown) => failed('aborted', { cause }));
    tell(refreshed.outcome === 'failed' ? freshnessAfter(refreshed.failure) : 'fresh');
    return refreshed;
  };

  return {
    async refresh(held) {
      if (isLate(held)) return failed('discarded');
      const failure = attempts.cooling(held);
      if (failure !== undefined) {
        const newer = await newerThan(held);
        return newer ? ok(newer) : refusal(failure);
      }
      const flight = `${held.epoch}/${held.generation}`;
      const under = flights.get(flight) ?? run(held);
      flights.set(flight, under);
      const refreshed = await under;
      if (flights.delete(flight) && refreshed.outcome === 'ok' && refreshed.value)
        onRefreshed(refreshed.value.generation);
      return isLate(held) ? failed('discarded') : refreshed;
    },
    async learn() {
      const send = await prepare(null);
      if (!send) return failed('protocol');
      return exclusive('refresh', send).catch((cause: unknown) => failed('aborted', { cause }));
    },
  };
}
