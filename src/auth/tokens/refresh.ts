import { failed, ok, requestBudget } from '../exchange.ts';
import type { Failure } from '../failure.ts';
import { freshnessAfter } from '../freshness.ts';
import type { Answer, TransportContext } from '../transport.ts';
import { type Credential, type Credentials, nextCredential, type Tokens } from './credentials.ts';

/**
 * What came of a refresh. Only `null` may end a session: the server refused the newest credential, in its own words, or there
 * is nothing to refresh it with.
 */
export type Refreshed<User> = ReturnType<typeof failed> | ReturnType<typeof ok<Credential<User> | null>>;

/** One refresh for all callers in all tabs: a credential newer than `held`, whoever fetched it. */
export type Refresh<User> = (held: Credential<User>) => Promise<Refreshed<User>>;

/** Longer than a request may take, so that whoever waits outlives whoever holds, by construction. */
const patience = requestBudget * 2;
/** After a failure, callers are told so without another request: 1, 2, 4 … 30 s, each up to a quarter less, by chance. */
const longestCooldown = 30_000;

export function createRefresh<User>(
  { name, platform, now, epoch, onFreshness, onRefreshed }: TransportContext,
  credentials: Credentials<User>,
  send: (refreshToken: string, signal: AbortSignal) => Promise<Answer<Tokens<User>>>,
): Refresh<User> {
  const flights = new Map<string, Promise<Refreshed<User>>>();
  let cooldown: { readonly until: number; readonly failures: number; readonly failure: Failure } | null = null;

  const cool = (failure: Failure): Refreshed<User> => {
    const failures = (cooldown?.failures ?? 0) + 1;
    const chance = Number.parseInt(platform.crypto.randomId().slice(0, 2), 16) / 1024;
    const wait = failure.retryAfter ?? Math.min(longestCooldown, 1000 * 2 ** (failures - 1)) * (1 - chance);
    cooldown = { until: now() + wait, failures, failure };
    return { outcome: 'failed', failure };
  };

  /** Nothing of the application's runs in here, and all of it together is shorter than anyone's patience. */
  const exchangeTokens = async (held: Credential<User>, signal: AbortSignal): Promise<Refreshed<User>> => {
    const newest = (await credentials.read(held.epoch)) ?? held;
    if (newest.generation > held.generation) return ok(newest);
    if (!newest.refresh) return ok(null);
    const askedAt = now();
    const answer = await send(newest.refresh, signal);
    if (answer.outcome === 'rejected') return ok(null);
    if (answer.outcome === 'failed') return cool(answer.failure);
    const credential = nextCredential(held.epoch, newest, answer.value, askedAt);
    cooldown = null;
    await credentials.commit(credential);
    return ok(credential);
  };

  const run = async (held: Credential<User>): Promise<Refreshed<User>> => {
    const abort = platform.network.abort();
    // A page that keeps a lock into bfcache or a freeze blocks the others for ever.
    const stop = platform.page.subscribe((event) => event === 'leave' && abort.abort());
    const cancel = platform.clock.after(patience, () => abort.abort());
    onFreshness('refreshing');
    try {
      const { locks } = platform;
      const work = (): Promise<Refreshed<User>> => exchangeTokens(held, abort.signal);
      const refreshed = await (locks ? locks.run(`holdfast:${name}:refresh`, { signal: abort.signal }, work) : work());
      onFreshness(refreshed.outcome === 'failed' ? freshnessAfter(refreshed.failure) : 'fresh');
      return refreshed;
    } catch (cause) {
      onFreshness('stale');
      return failed('aborted', { cause });
    } finally {
      cancel();
      stop();
    }
  };

  return async (held) => {
    // A sign-out or another sign-in came in between: what this brought belongs to nobody.
    const isLate = (): boolean => epoch() !== held.epoch;
    if (isLate()) return failed('discarded');
    if (cooldown && cooldown.until > now()) return { outcome: 'failed', failure: cooldown.failure };
    const flight = `${held.epoch}/${held.generation}`;
    const under = flights.get(flight) ?? run(held);
    flights.set(flight, under);
    const refreshed = await under;
    if (flights.delete(flight) && refreshed.outcome === 'ok' && refreshed.value)
      onRefreshed(refreshed.value.generation);
    return isLate() ? failed('discarded') : refreshed;
  };
}
