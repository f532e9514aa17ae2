import type { Credential, Credentials, Tokens } from './credentials.ts';
import { requestBudget } from './exchange.ts';
import type { Failure } from './failure.ts';
import { freshnessAfter } from './freshness.ts';
import type { Answer, TransportContext } from './transport.ts';

/** What came of a refresh. Only `dead` may end a session: the server refused the newest credential, in its own words. */
export type Refreshed<User> =
  | { readonly outcome: 'ok'; readonly credential: Credential<User> }
  | { readonly outcome: 'dead' }
  | { readonly outcome: 'failed'; readonly failure: Failure };

/** One refresh for all callers in all tabs. */
export interface Refresher<User> {
  /** A credential newer than `held`, whoever fetched it. */
  refresh(held: Credential<User>): Promise<Refreshed<User>>;
}

/** Longer than a request may take, so that whoever waits outlives whoever holds, by construction. */
const patience = requestBudget * 2;
/** After a failure, callers are told so without another request: 1, 2, 4 … 30 s, each up to a quarter less, by chance. */
const longestCooldown = 30_000;

export function createRefresher<User>(
  { name, platform, now, epoch, onFreshness, onRefreshed }: TransportContext,
  credentials: Credentials<User>,
  send: (refreshToken: string, signal: AbortSignal) => Promise<Answer<Tokens<User>>>,
): Refresher<User> {
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
    if (newest.generation > held.generation) return { outcome: 'ok', credential: newest };
    if (!newest.refresh) return { outcome: 'dead' };
    const askedAt = now();
    const answer = await send(newest.refresh, signal);
    if (answer.outcome === 'rejected') return { outcome: 'dead' };
    if (answer.outcome === 'failed') return cool(answer.failure);
    const { access, refresh = newest.refresh, expiresIn, user = newest.user } = answer.value;
    const credential: Credential<User> = {
      epoch: held.epoch,
      generation: newest.generation + 1,
      access,
      refresh,
      receivedAt: askedAt,
      expiresAt: expiresIn === undefined ? null : askedAt + expiresIn,
      user,
    };
    cooldown = null;
    await credentials.commit(credential);
    return { outcome: 'ok', credential };
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
      return { outcome: 'failed', failure: { kind: 'aborted', cause } };
    } finally {
      cancel();
      stop();
    }
  };

  return {
    async refresh(held) {
      if (epoch() !== held.epoch) return { outcome: 'failed', failure: { kind: 'discarded' } };
      if (cooldown && cooldown.until > now()) return { outcome: 'failed', failure: cooldown.failure };
      const flight = `${held.epoch}/${held.generation}`;
      const under = flights.get(flight) ?? run(held);
      flights.set(flight, under);
      const refreshed = await under;
      if (flights.delete(flight) && refreshed.outcome === 'ok') onRefreshed(refreshed.credential.generation);
      // A sign-out or another sign-in came in between: what this brought belongs to nobody.
      return epoch() === held.epoch ? refreshed : { outcome: 'failed', failure: { kind: 'discarded' } };
    },
  };
}
