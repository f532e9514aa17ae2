import { chance } from '../../platform/chance.ts';
import { isHtml } from '../endpoint.ts';
import { failed, ok } from '../exchange.ts';
import type { Answer, Connection, Lease, TransportContext } from '../transport.ts';
import { createCredentials } from './credentials.ts';
import { createOutlook } from './outlook.ts';
import type { TokenParts } from './parts.ts';
import { createRefresh } from './refresh.ts';
import { type Credential, nextCredential, type Tokens } from './tokens.ts';

/** A connection over tokens, however they are come by. */
export interface TokenConnection<User, Credentials> extends Connection<User, Credentials> {
  /** Takes tokens that came another way than by `signIn`, as by a callback: they are kept for the epoch that begins next. */
  grant(tokens: Tokens<User>, askedAt: number): Answer<Lease<User>>;
  /** The newest credential that this tab knows of the present epoch. */
  credential(): Promise<Credential<User> | null>;
}

/** Whatever a part throws is no answer, and neither is a database that refuses. */
const answering = <Value>(work: () => Promise<Answer<Value>>): Promise<Answer<Value>> =>
  work().catch((cause: unknown) => failed('protocol', { cause }));

const leaseOf = <User>({ user }: { user: User }): Answer<Lease<User>> => ok({ user });

export function createTokenConnection<User, Credentials>(
  context: TransportContext,
  parts: TokenParts<User, Credentials>,
): TokenConnection<User, Credentials> {
  const { platform, now } = context;
  const { network } = platform;
  const credentials = createCredentials<User>(context, parts.atRest);
  const outlook = createOutlook(platform.page, now);
  const { refresh: refreshOnce, learn } = createRefresh<User>(context, parts, credentials, outlook);
  let held: Credential<User> | null = null;
  /** What came with a lease, until an epoch begins with it. */
  const brought = new WeakMap<Lease<User>, { readonly tokens: Tokens<User>; readonly askedAt: number }>();
  let left: Credential<User> | null = null;
  let early: number | undefined;
  const sentWith = new WeakMap<Request, Credential<User>>();

  const newest = async (): Promise<Credential<User> | null> => {
    const epoch = context.epoch();
    if (held?.epoch === epoch) return held;
    const found = epoch === null ? null : await credentials.read(epoch);
    if (context.epoch() === epoch) held = found;
    return found;
  };
  /** Ahead of expiry, each tab at a moment of its own, but not on every call where tokens live for seconds. */
  const isDue = ({ receivedAt, expiresAt }: Credential<User>): boolean => {
    if (expiresAt === null) return false;
    early ??= 1 - chance(platform.crypto) / 5;
    return now() >= expiresAt - Math.min(30_000, (expiresAt - receivedAt) / 5) * early;
  };
  const isOver = ({ expiresAt }: Credential<User>): boolean => expiresAt !== null && now() >= expiresAt;
  const canRefresh = ({ refresh }: Credential<User>): boolean => refresh !== null || parts.cookie;

  const refresh = async (from: Credential<User>): Promise<Answer<Lease<User> | null>> => {
    const refreshed = await refreshOnce(from);
    if (refreshed.outcome === 'failed' || !refreshed.value) return refreshed as Answer<null>;
    held = refreshed.value;
    return leaseOf(held);
  };
  const grant = (tokens: Tokens<User>, askedAt: number): Answer<Lease<User>> => {
    const { user } = tokens;
    if (user === undefined) return failed('protocol', { cause: new TypeError('the answer names no user') });
    const { accountKey } = tokens;
    const lease = { user, ...(accountKey !== undefined && { accountKey }) };
    brought.set(lease, { tokens, askedAt });
    return ok(lease);
  };
  /** What came with `lease`, as the credential of `epoch`. */
  const keep = async (epoch: string, lease: Lease<User>): Promise<void> => {
    const came = brought.get(lease);
    if (!came) return;
    held = nextCredential<User>(epoch, null, came.tokens, came.askedAt);
    await credentials.commit(held);
  };

  /** Who is signed in, where only the cookie knows. */
  const ask = async (signal: AbortSignal): Promise<Answer<Lease<User> | null>> => {
    const epoch = context.epoch();
    const askedAt = now();
    const answer = await learn();
    if (answer.outcome === 'rejected') return ok(null);
    if (answer.outcome === 'failed') return answer;
    if (signal.aborted || context.epoch() !== epoch) return failed('discarded');
    const lease = grant(answer.value, askedAt);
    // Should that be somebody else, another epoch begins with the same tokens.
    if (epoch !== null && lease.outcome === 'ok') await keep(epoch, lease.value);
    return lease;
  };

  const revoke = async (
    epoch: string,
    scope: 'device' | 'everywhere',
    signal: AbortSignal,
    isReplaced = false,
  ): Promise<Answer<null>> => {
    const stored = await credentials.read(epoch).catch((error) => {
      // What can't be read now can't be told now.
      if (held?.epoch !== epoch) throw error;
      return held;
    });
    const last = held?.epoch === epoch && held.generation >= (stored?.generation ?? 0) ? held : stored;
    // The cookie of a session that was replaced is the one of what replaced it.
    if (parts.revoke && (parts.cookie ? !isReplaced : last)) {
      const told = await parts.revoke(last, scope, signal);
      if (told.outcome !== 'ok') return told;
    }
    left = last ?? left;
    if (held?.epoch === epoch) held = null;
    await credentials.shred(epoch).catch((error) => platform.report('could not remove tokens', error));
    return ok(null);
  };
  /** Sessions that a later one replaced, perhaps before the server heard of their end. */
  const sweep = async (epoch: string, signal: AbortSignal): Promise<Answer<null>> => {
    for (const old of await credentials.before(epoch)) {
      const told = await revoke(old, 'device', signal, true);
      if (told.outcome !== 'ok') return told;
    }
    return ok(null);
  };

  return {
    grant,
    credential: newest,
    // A refresh is all there is to ask. Proofs and listeners, which are the application's, run around it and under no lock.
    takesTurns: true,
    probe: (signal) =>
      answering<Lease<User> | null>(async () => {
        outlook.watch(signal);
        const known = await newest();
        if (!known) return parts.cookie ? ask(signal) : ok(null);
        void answering(() => sweep(known.epoch, signal));
        if (!isDue(known)) return leaseOf(known);
        if (!canRefresh(known)) return isOver(known) ? ok(null) : leaseOf(known);
        const answer = await refresh(known);
        // An early refresh that failed leaves a token that is still good.
        return answer.outcome === 'failed' && !isOver(known) ? leaseOf(known) : answer;
      }),
    async signIn(given, signal) {
      const askedAt = now();
      try {
        const answer = await parts.signIn(given, signal);
        return answer.outcome === 'ok' ? grant(answer.value, askedAt) : answer;
      } catch (cause) {
        return failed('protocol', { cause });
      }
    },
    discard(lease) {
      const came = brought.get(lease);
      if (!came || parts.cookie) return;
      const orphan = nextCredential<User>('', null, came.tokens, came.askedAt);
      void answering(async () => parts.revoke?.(orphan, 'device', network.abort().signal) ?? ok(null));
    },
    async begin(epoch, lease) {
      left = null;
      await keep(epoch, lease);
    },
    touch: (signal) =>
      answering<Lease<User> | null>(async () => {
        outlook.watch(signal);
        const known = await newest();
        if (!known) return ok(null);
        const answer = await parts.touch?.(known, signal);
        if (answer && !(answer.outcome === 'failed' && answer.failure.status === 401)) return answer;
        return canRefresh(known) ? refresh(known) : (answer ?? leaseOf(known));
      }),
    signOut: (epoch, scope, signal) =>
      answering(async () => {
        const told = await revoke(epoch, scope, signal);
        return told.outcome === 'ok' ? sweep(epoch, signal) : told;
      }),
    async authorize(request, signal) {
      outlook.watch(signal);
      let known = await newest();
      if (known && isDue(known) && canRefresh(known)) {
        await refresh(known);
        known = held;
      }
      if (!known) return request;
      const sent = await parts.attach(request, known);
      sentWith.set(sent, known);
      return sent;
    },
    concerns(response, sent) {
      outlook.heard();
      return sentWith.has(sent) && (!!parts.again?.(response) || parts.needsRefresh(response));
    },
    async recover(sent, response) {
      const used = sentWith.get(sent);
      const known = await newest();
      if (!used || known?.epoch !== used.epoch) return 'give-up';
      // The credential is newer already than the one that was refused: no refresh for that.
      if (known.generation > used.generation || parts.again?.(response)) return 'again';
      if (!canRefresh(known)) return isHtml(response) ? 'give-up' : 'dead';
      const answer = await refresh(known);
      if (answer.outcome !== 'ok') return 'give-up';
      return answer.value ? 'again' : 'dead';
    },
    allows: (origin) => origin === network.resolve('').origin || parts.origins.includes(origin),
    shared: parts.atRest !== 'memory' || parts.cookie,
    endSessionUrl(epoch) {
      const last = held?.epoch === epoch ? held : left;
      return last?.epoch === epoch ? (parts.endSessionUrl?.(last) ?? null) : null;
    },
  };
}
