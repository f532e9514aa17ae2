import { checkNames } from '../../foundation/options.ts';
import { exchange, failed, ok } from '../exchange.ts';
import type { Answer, Lease, Transport } from '../transport.ts';
import { type CsrfOptions, createCsrf, isUnsafe } from './csrf.ts';
import { checkLease, readLease } from './lease.ts';

/** An endpoint: a URL for the usual method, or both. */
export type Endpoint = string | { readonly url: string; readonly method: string };

/** Options of {@link cookie}. URLs are relative to the page. */
export interface CookieOptions<User> {
  /** Tells who is signed in: `GET`, answers JSON. */
  readonly session: Endpoint;
  /** Signs in: `POST` with the credentials as JSON, answers like `session`. */
  readonly signIn: Endpoint;
  /** Signs out: `POST`. Signing out twice must not be an error. */
  readonly signOut: Endpoint;
  /**
   * Lengthens the server's idle limit: `POST`, answers like `session`.
   * @default the session endpoint, which lengthens it on most servers
   */
  readonly touch?: Endpoint;
  /**
   * Maps an answer of the server to who is signed in, and for how long (milliseconds); `null` when nobody is. Whatever it
   * throws counts as an answer that can't be understood, which never ends a session.
   * @default reads `{ user, expiresIn?, idleExpiresIn? }`, and `null` or `user: null` as nobody
   */
  readonly readSession?: (body: unknown, response: Response) => Lease<User> | null;
  /**
   * Statuses of the session endpoint that mean "nobody is signed in".
   * @default [401]
   */
  readonly noSession?: readonly number[];
  /** Anti-CSRF token. Without it none is sent; the server then has to check `Origin`. */
  readonly csrf?: CsrfOptions;
  /**
   * Other origins that `session.fetch` sends cookies to.
   * @default [] (the page's own only)
   */
  readonly origins?: readonly string[];
}

const optionNames = ['session', 'signIn', 'signOut', 'touch', 'readSession', 'noSession', 'csrf', 'origins'];

/**
 * The server keeps the session and the browser an HttpOnly cookie. The first choice for an application with a server
 * (OAuth 2.0 for Browser-Based Applications ranks it first), since script never sees a credential.
 *
 * @example
 * cookie<User>({ session: '/api/session', signIn: '/api/sign-in', signOut: '/api/sign-out' })
 * @throws HOLDFAST_CONFIG for unknown options
 */
export function cookie<User, Credentials = unknown>(options: CookieOptions<User>): Transport<User, Credentials> {
  checkNames('cookie', options, optionNames);
  const {
    session,
    signIn,
    signOut,
    touch = session,
    readSession = readLease<User>,
    noSession = [401],
    origins = [],
  } = options;

  return {
    connect(context) {
      const { network, page } = context.platform;
      const csrf = createCsrf(options.csrf, page);
      type Found = Answer<Lease<User> | null>;

      const readAnswer = (body: unknown, response: Response): Found => {
        const { status } = response;
        if (noSession.includes(status)) return ok(null);
        if (!response.ok) return failed('protocol', { status });
        csrf.learn(body);
        const lease = readSession(body, response);
        return ok(lease && checkLease(lease));
      };

      const ask = <Value>(
        endpoint: Endpoint,
        usual: string,
        signal: AbortSignal,
        map: (body: unknown, response: Response) => Answer<Value>,
        content?: unknown,
      ): Promise<Answer<Value>> => {
        const { url, method } = typeof endpoint === 'string' ? { url: endpoint, method: usual } : endpoint;
        const body = content === undefined ? null : JSON.stringify(content);
        const request = network.request(url, {
          method,
          body,
          credentials: 'include',
          cache: 'no-store',
          headers: {
            accept: 'application/json',
            ...(body !== null && { 'content-type': 'application/json' }),
            ...(isUnsafe(method) && csrf.headers()),
          },
          // Outlives the page: a sign-out at closing time still arrives.
          keepalive: endpoint === signOut,
        });
        return exchange(context, request, signal, map);
      };
      const probe = (signal: AbortSignal): Promise<Found> => ask(session, 'GET', signal, readAnswer);

      return {
        probe,
        touch: (signal) => (touch === session ? probe(signal) : ask(touch, 'POST', signal, readAnswer)),
        signIn: (credentials, signal) =>
          ask<Lease<User>>(
            signIn,
            'POST',
            signal,
            (body, response) => {
              // The token of before is dead; the new one may be in this very answer.
              if (response.ok) csrf.forget();
              const answer = response.ok ? readAnswer(body, response) : ok(null);
              // 200 without a user is how some servers say "wrong password".
              if (answer.outcome === 'ok' && !answer.value)
                return { outcome: 'rejected', status: response.status, body };
              return answer as Answer<Lease<User>>;
            },
            credentials,
          ),
        begin: async () => {},
        async signOut(_epoch, scope, signal) {
          const told = await ask<null>(
            signOut,
            'POST',
            signal,
            (body, { ok: done, status }) => (done ? ok(null) : { outcome: 'rejected', status, body }),
            { everywhere: scope === 'everywhere' },
          );
          csrf.forget();
          if (told.outcome !== 'rejected') return told;
          // Refused, mostly since the session and its token are gone already: the session endpoint knows.
          const answer = await probe(signal);
          if (answer.outcome === 'ok' && answer.value) return failed('protocol', { status: told.status });
          return answer as Answer<null>;
        },
        async authorize(request) {
          // The page's own origin gets cookies anyway; `include` is for the others that were listed.
          const own = network.request(request, { credentials: 'include' });
          if (isUnsafe(own.method))
            for (const [name, value] of Object.entries(csrf.headers())) own.headers.set(name, value);
          return own;
        },
        async recover(_sent, _response, signal) {
          // A 401 of one endpoint is a suspicion; the session endpoint decides. There is no other cookie to try it with.
          const answer = await probe(signal);
          return answer.outcome === 'ok' && !answer.value ? 'dead' : 'give-up';
        },
        concerns: ({ status }) => status === 401,
        shared: true,
        allows: (origin) => origin === network.resolve('').origin || origins.includes(origin),
      };
    },
  };
}
