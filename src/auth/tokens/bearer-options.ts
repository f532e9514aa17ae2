import { checkNames, refuse } from '../../foundation/options.ts';
import type { Endpoint } from '../endpoint.ts';
import type { AtRest } from './credentials.ts';
import type { Claims } from './jwt.ts';
import type { Rotation } from './refresh.ts';
import type { Tokens } from './tokens.ts';

/** Options of {@link bearer}. URLs are relative to the page; content is JSON unless the endpoint says otherwise. */
export interface BearerOptions<User, Credentials> {
  /** Signs in: `POST` with `grant_type: 'password'` and the credentials; answers with tokens. */
  readonly signIn: Endpoint<Credentials>;
  /**
   * Refreshes: `POST` with `{ grant_type: 'refresh_token', refresh_token }`, or with nothing where it is in a cookie; answers with
   * tokens. Its functions get the refresh token, `null` where script can't see it.
   */
  readonly refresh: Endpoint<string | null>;
  /**
   * Revokes the refresh token (RFC 7009) at sign-out: `POST` with `{ token }`, and `everywhere: true` where that was asked for.
   * Until the server has agreed, the sign-out is owed to it. @default the server is told nothing
   */
  readonly signOut?: Endpoint<SignOutInput>;
  /** Lengthens the server's idle limit: `POST` with the access token. @default a refresh does */
  readonly touch?: Endpoint;
  /**
   * Maps the answer of sign-in and refresh; lengths in milliseconds. Whatever it throws counts as an answer that can't be understood,
   * which never ends a session; so does a promise.
   * @default OAuth 2.0 (RFC 6749, 5.1): `access_token`, `refresh_token`, `expires_in` in seconds; and `user`
   */
  readonly readTokens?: (body: unknown, response: Response) => Tokens<User>;
  /**
   * The user that a JWT names, where the answer's body has no `user`. They are believed for what is shown, never for a right.
   * @default the claims as they are
   */
  readonly readUser?: (claims: Claims) => User;
  /**
   * Whether the server refused the refresh token for good. Only that ends a session. `body` is JSON, or text where it isn't JSON.
   * @default 400 with `error: 'invalid_grant'` (RFC 6749, 5.2)
   */
  readonly final?: (status: number, body: unknown, response: Response) => boolean;
  /**
   * Whether an answer to a request with an access token says that it isn't good any more.
   * @default 401, unless `WWW-Authenticate` names another error than `invalid_token`
   */
  readonly needsRefresh?: (response: Response) => boolean;
  /**
   * Signs a request, as with a DPoP proof (RFC 9449): called for each one that is sent, also the second time, and outside of any lock.
   * `token` is the access token, which stands in `Authorization: Bearer` already; `null` for requests to the endpoints above.
   * @default the request as it is
   */
  readonly signRequest?: (request: Request, token: string | null) => Request | Promise<Request>;
  /**
   * What follows on a refresh whose answer was lost. `strict`: one more try after a pause. `grace`: one more at once, for servers that
   * take a used refresh token for some seconds longer.
   * @default 'strict'
   */
  readonly rotation?: Rotation;
  /**
   * Where the refresh token is: in the body of answers, or in an HttpOnly cookie. With a cookie a tab without tokens asks at start,
   * by a refresh, whether somebody is signed in.
   * @default 'body'
   */
  readonly refreshToken?: 'body' | 'cookie';
  /**
   * How tokens are kept. `sealed`: encrypted in IndexedDB, shared by tabs, found after a reload. `memory`: stored nowhere; without a
   * cookie, signed in is one tab until its reload. `dangerously-in-clear`: readable by whoever can read the browser's profile; for
   * pages without `crypto.subtle`.
   * @default 'sealed'
   */
  readonly atRest?: AtRest;
  /**
   * Other origins that `session.fetch` sends the token to, such as `https://api.example.com`.
   * @default [] (the page's own only)
   */
  readonly origins?: readonly string[];
}

/** What the server is told at sign-out. */
export interface SignOutInput {
  /** The refresh token, or the access token where there is none; `null` where script can't see it. */
  readonly token: string | null;
  /** Whether all devices are signed out. */
  readonly everywhere: boolean;
}

const choices = {
  rotation: ['strict', 'grace'],
  refreshToken: ['body', 'cookie'],
  atRest: ['sealed', 'memory', 'dangerously-in-clear'],
};
const functions = ['readTokens', 'readUser', 'final', 'needsRefresh', 'signRequest'];

/** Refuses what makes no sense: a misspelt option would be one that silently doesn't hold. */
export function checkBearerOptions(options: object): void {
  const given = options as Record<string, unknown>;
  const endpoints = ['signIn', 'refresh', 'signOut', 'touch'];
  checkNames('bearer', options, [...endpoints, ...functions, ...Object.keys(choices), 'origins']);
  for (const name of ['signIn', 'refresh']) if (!given[name]) refuse(`bearer needs \`${name}\`: a URL, or { url, … }.`);
  for (const [name, known] of Object.entries(choices))
    if (given[name] !== undefined && !known.includes(String(given[name])))
      refuse(`bearer: \`${name}\` is ${known.map((value) => `'${value}'`).join(' or ')}, not '${given[name]}'.`);
  for (const name of functions)
    if (given[name] !== undefined && typeof given[name] !== 'function')
      refuse(`bearer: \`${name}\` must be a function; it is ${String(given[name])}.`);
  for (const origin of (given['origins'] ?? []) as unknown[])
    if (!/^https?:\/\/[^/?#]+$/.test(String(origin)))
      refuse(`bearer: \`origins\` are like 'https://api.example.com', without a path, not '${origin}'.`);
}
