import type { Context } from 'hono';
import type { AppEnv, Cookies } from '../http/cookies.ts';
import type { Csrf } from '../http/csrf.ts';
import { Refusal } from '../http/refusal.ts';
import type { Sessions } from './sessions.ts';
import type { Tokens } from './tokens.ts';

/** Somebody who stays longer than a request takes. */
export interface Presence {
  readonly userId: string;
  /** Looks whether they are still signed in: until when, unless that is put off; `undefined` when it is over. */
  look(): Promise<number | undefined>;
}

/** Who sends a request, by an access token or else by the session cookie. Nobody is refused with 401. */
export interface Callers {
  /** @returns the id of the user */
  reading(c: Context<AppEnv>): Promise<string>;
  /** For unsafe requests: a cookie comes by itself and needs a CSRF token beside it, an access token does not. */
  writing(c: Context<AppEnv>): Promise<string>;
  /** For what goes on after the answer has begun. */
  staying(c: Context<AppEnv>): Promise<Presence>;
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

  const tokenOf = (c: Context<AppEnv>): string =>
    isBearing(c) ? (c.req.header('authorization') ?? '').slice('bearer '.length) : '';

  async function bearing(c: Context<AppEnv>): Promise<string> {
    const token = tokenOf(c);
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
    async staying(c) {
      const userId = await reading(c);
      if (isBearing(c)) {
        const follow = await tokens.follow(tokenOf(c));
        return { userId, look: async () => follow?.() };
      }
      const id = cookies.read(c, 'session');
      return { userId, look: async () => (await sessions.find(id))?.idleEndsAt };
    },
    async writing(c) {
      // First who, then whether it was really them: to hear that the session is over helps the page more.
      const userId = await reading(c);
      if (!isBearing(c)) await csrf.check(c);
      return userId;
    },
  };
}
