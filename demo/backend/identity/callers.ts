import type { Context } from 'hono';
import type { AppEnv, Cookies } from '../http/cookies.ts';
import type { Csrf } from '../http/csrf.ts';
import { Refusal } from '../http/refusal.ts';
import type { Sessions } from './sessions.ts';
import type { Tokens } from './tokens.ts';

/** Who sends a request, by an access token or else by the session cookie. Nobody is refused with 401. */
export interface Callers {
  /** @returns the id of the user */
  reading(c: Context<AppEnv>): Promise<string>;
  /** For unsafe requests: a cookie comes by itself and needs a CSRF token beside it, an access token does not. */
  writing(c: Context<AppEnv>): Promise<string>;
  /** By an access token only. */
  bearing(c: Context<AppEnv>): Promise<string>;
}

export const noSession = (): Refusal =>
  new Refusal(401, 'no_session', 'Nobody is signed in here, or the session is over.');

export interface CallerParts {
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly cookies: Cookies;
  readonly csrf: Csrf;
}

export function createCallers({ sessions, tokens, cookies, csrf }: CallerParts): Callers {
  const isBearing = (c: Context<AppEnv>): boolean => /^bearer /i.test(c.req.header('authorization') ?? '');

  async function bearing(c: Context<AppEnv>): Promise<string> {
    const token = isBearing(c) ? (c.req.header('authorization') ?? '').slice('bearer '.length) : '';
    const userId = token && (await tokens.find(token));
    if (userId) return userId;
    // No `error` where no token was sent: then there is nothing wrong with it (RFC 6750, 3.1).
    throw new Refusal(401, 'invalid_token', 'Send a valid access token as Authorization: Bearer.', {
      'www-authenticate': token ? 'Bearer error="invalid_token"' : 'Bearer',
    });
  }

  async function bySession(c: Context<AppEnv>): Promise<string> {
    const session = await sessions.find(cookies.read(c, 'session'));
    if (session) return session.userId;
    // The next thing the page does is to sign in, and for that it needs a token.
    await csrf.ensure(c);
    throw noSession();
  }

  const reading = (c: Context<AppEnv>): Promise<string> => (isBearing(c) ? bearing(c) : bySession(c));

  return {
    bearing,
    reading,
    async writing(c) {
      // First who, then whether it was really them: to hear that the session is over helps the page more.
      const userId = await reading(c);
      if (!isBearing(c)) await csrf.check(c);
      return userId;
    },
  };
}
