import { checkNames } from '../../foundation/options.ts';
import { exchange, failed, ok } from '../exchange.ts';
import type { Answer, Lease, Transport } from '../transport.ts';
import { type Credential, createCredentials, nextCredential, type Tokens } from './credentials.ts';
import { createRefresh } from './refresh.ts';

/** Options of {@link bearer}. URLs are relative to the page. */
export interface BearerOptions<User, Credentials> {
  /** Signs in: `POST`, answers with tokens. */
  readonly signIn: string;
  /** Refreshes: `POST`, answers with tokens. */
  readonly refresh: string;
  /** Revokes the refresh token at sign-out: `POST` with `{ token }`. Without it the server is told nothing. */
  readonly signOut?: string;
  /** Lengthens the server's idle limit: `POST` with the access token. Without it a refresh does. */
  readonly touch?: string;
  /**
   * Content of the sign-in request, sent as JSON.
   * @default the credentials with `grant_type: 'password'`
   */
  readonly signInBody?: (credentials: Credentials) => object;
  /**
   * Content of the refresh request, sent as JSON.
   * @default { grant_type: 'refresh_token', refresh_token }
   */
  readonly refreshBody?: (refreshToken: string) => object;
  /**
   * Maps the answer of sign-in and refresh. Whatever it throws counts as an answer that can't be understood.
   * @default OAuth 2.0 (RFC 6749, 5.1): `access_token`, `refresh_token`, `expires_in` in seconds; and `user`
   */
  readonly readTokens?: (body: unknown) => Tokens<User>;
  /**
   * Whether the server refused the refresh token for good. Only that ends a session.
   * @default 400 with `error: 'invalid_grant'` (RFC 6749, 5.2)
   */
  readonly final?: (status: number, body: unknown) => boolean;
  /**
   * Other origins that `session.fetch` sends the token to.
   * @default [] (the page's own only)
   */
  readonly origins?: readonly string[];
}

const optionNames = [
  'signIn',
  'refresh',
  'signOut',
  'touch',
  'signInBody',
  'refreshBody',
  'readTokens',
  'final',
  'origins',
];

/** Refresh ahead of expiry, but not on every call where tokens live for seconds. */
const lead = (lifetime: number): number => Math.min(30_000, lifetime / 5);

/**
 * An access token and a refresh token, sealed at rest, with one refresh for all tabs.
 *
 * @example
 * bearer<User>({ signIn: '/token', refresh: '/token', signOut: '/token/revoke' })
 * @throws HOLDFAST_CONFIG for unknown options
 */
export function bearer<User, Credentials extends object = Record<string, unknown>>(
  options: BearerOptions<User, Credentials>,
): Transport<User, Credentials> {
  checkNames('bearer', options, optionNames);
  const {
    signInBody = (credentials) => ({ grant_type: 'password', ...credentials }),
    refreshBody = (refresh_token) => ({ grant_type: 'refresh_token', refresh_token }),
    readTokens = readOAuthTokens<User>,
    final = isInvalidGrant,
    origins = [],
  } = options;

  return {
    connect(context) {
      const { platform, now } = context;
      const { network } = platform;
      const credentials = createCredentials<User>(context);
      /** Newest credential this tab knows. */
      let held: Credential<User> | null = null;
      let granted: { readonly tokens: Tokens<User>; readonly askedAt: number } | null = null;
      const sentWith = new WeakMap<Request, Credential<User>>();

      const post = (url: string, content: object, token?: string): Request =>
        network.request(url, {
          method: 'POST',
          cache: 'no-store',
          headers: {
            accept: 'application/json',
            'content-type': 'application/json',
            ...(token !== undefined && { authorization: `Bearer ${token}` }),
          },
          body: JSON.stringify(content),
          keepalive: url === options.signOut,
        });

      const askTokens = (
        url: string,
        content: object,
        isFinal: typeof final,
        signal: AbortSignal,
      ): Promise<Answer<Tokens<User>>> =>
        exchange(context, post(url, content), signal, (body, { ok: agreed, status }) => {
          if (agreed) return ok(readTokens(body));
          return isFinal(status, body) ? { outcome: 'rejected', status, body } : failed('protocol', { status });
        });

      const refreshOnce = createRefresh<User>(context, credentials, (token, signal) =>
        askTokens(options.refresh, refreshBody(token), final, signal),
      );

      const newest = async (): Promise<Credential<User> | null> => {
        const epoch = context.epoch();
        if (held?.epoch !== epoch) held = epoch === null ? null : await credentials.read(epoch);
        return held;
      };
      const isDue = ({ receivedAt, expiresAt }: Credential<User>): boolean =>
        expiresAt !== null && now() >= expiresAt - lead(expiresAt - receivedAt);
      const isOver = ({ expiresAt }: Credential<User>): boolean => expiresAt !== null && now() >= expiresAt;

      const leaseOf = ({ user }: Credential<User>): Answer<Lease<User>> => ok({ user });
      const refresh = async (from: Credential<User>): Promise<Answer<Lease<User> | null>> => {
        const refreshed = await refreshOnce(from);
        if (refreshed.outcome === 'failed' || !refreshed.value) return refreshed as Answer<null>;
        held = refreshed.value;
        return leaseOf(held);
      };

      const revoke = async (epoch: string, signal: AbortSignal): Promise<Answer<null>> => {
        const last = held?.epoch === epoch ? held : await credentials.read(epoch);
        if (last?.refresh && options.signOut) {
          const told = await exchange(context, post(options.signOut, { token: last.refresh }), signal, () => ok(null));
          if (told.outcome === 'failed' && told.failure.kind !== 'protocol') return told;
        }
        if (held?.epoch === epoch) held = null;
        await credentials.shred(epoch).catch((error) => platform.report('could not remove tokens', error));
        return ok(null);
      };
      /** Sessions that a later one replaced, perhaps before the server heard of their end. */
      const sweep = async (epoch: string, signal: AbortSignal): Promise<Answer<null>> => {
        for (const old of await credentials.before(epoch)) {
          const told = await revoke(old, signal);
          if (told.outcome !== 'ok') return told;
        }
        return ok(null);
      };

      return {
        async probe(signal) {
          const known = await newest();
          if (!known) return ok(null);
          void sweep(known.epoch, signal);
          if (!isDue(known)) return leaseOf(known);
          const answer = await refresh(known);
          // An early refresh that failed leaves a token that is still good.
          return answer.outcome === 'failed' && !isOver(known) ? leaseOf(known) : answer;
        },
        async signIn(given, signal) {
          const askedAt = now();
          const answer = await askTokens(options.signIn, signInBody(given), () => true, signal);
          if (answer.outcome !== 'ok') return answer;
          const { user } = answer.value;
          if (user === undefined)
            return failed('protocol', { cause: new TypeError('the sign-in answer names no user; give `readTokens`') });
          granted = { tokens: answer.value, askedAt };
          return ok({ user });
        },
        async begin(epoch) {
          if (!granted) return;
          held = nextCredential<User>(epoch, null, granted.tokens, granted.askedAt);
          granted = null;
          await credentials.commit(held);
        },
        async touch(signal) {
          const known = await newest();
          if (!known) return ok(null);
          if (!options.touch) return refresh(known);
          return exchange(context, post(options.touch, {}, known.access), signal, (_body, { ok: agreed, status }) =>
            agreed ? leaseOf(known) : failed('protocol', { status }),
          );
        },
        async signOut(epoch, _scope, signal) {
          const told = await revoke(epoch, signal);
          return told.outcome === 'ok' ? sweep(epoch, signal) : told;
        },
        async authorize(request) {
          let known = await newest();
          if (known && isDue(known)) {
            await refresh(known);
            known = held;
          }
          if (!known) return request;
          request.headers.set('authorization', `Bearer ${known.access}`);
          sentWith.set(request, known);
          return request;
        },
        async recover(sent) {
          const used = sentWith.get(sent);
          const known = await newest();
          if (!used || !known) return 'give-up';
          // The credential is newer already than the one that was refused: no refresh for that.
          if (known.generation > used.generation) return 'again';
          const answer = await refresh(known);
          if (answer.outcome !== 'ok') return 'give-up';
          return answer.value ? 'again' : 'dead';
        },
        concerns: ({ status }) => status === 401,
        shared: true,
        allows: (origin) => origin === network.resolve('').origin || origins.includes(origin),
      };
    },
  };
}

function readOAuthTokens<User>(body: unknown): Tokens<User> {
  const { access_token, refresh_token, expires_in, user } = body as Record<string, unknown>;
  if (typeof access_token !== 'string')
    throw new TypeError('the answer has no `access_token`; give `readTokens` to map another shape');
  return {
    access: access_token,
    refresh: typeof refresh_token === 'string' ? refresh_token : undefined,
    expiresIn: typeof expires_in === 'number' && expires_in > 0 ? expires_in * 1000 : undefined,
    user: (user ?? undefined) as User | undefined,
  };
}

const isInvalidGrant = (status: number, body: unknown): boolean =>
  status === 400 && (body as { error?: unknown } | null)?.error === 'invalid_grant';
