import { cookie, type Transport } from 'holdfast';

export interface User {
  readonly id: string;
  readonly name: string;
}

export interface Credentials {
  readonly name: string;
  readonly password: string;
}

export interface ExpressSessionOptions {
  /** What your routes answer where nobody is signed in. Some use 403, 419 or 440. @default 401 */
  readonly signedOut?: number;
  /** Where your routes send people who aren't signed in, if they redirect. */
  readonly loginUrl?: string;
}

/**
 * express-session behind routes of your own:
 *
 * - `GET /api/session` answers `{ user, expiresInMs }`. With `rolling` that is `req.session.cookie.originalMaxAge`, which this very
 *   answer begins anew; `cookie.maxAge` is what was left before it
 * - `POST /api/sign-in` the same, after `req.session.regenerate`; 401 for a wrong password
 * - `POST /api/sign-out` 204
 * - `GET /api/csrf` answers `{ token }`, bound to `req.sessionID`; 403 to an unsafe request without it
 */
export function expressSession(options: ExpressSessionOptions = {}): Transport<User, Credentials> {
  const { signedOut = 401, loginUrl } = options;
  return cookie<User, Credentials>({
    session: '/api/session',
    signIn: '/api/sign-in',
    signOut: '/api/sign-out',
    noSession: [signedOut],
    suspicious: [401, signedOut],
    ...(loginUrl !== undefined && { loginUrl }),
    // Says that JSON is wanted, so that a login page with status 200 is noticed.
    headers: { accept: 'application/json' },
    // A new session id makes a new token: it is fetched anew after each sign-in, and when it was refused.
    csrf: {
      header: 'x-csrf-token',
      endpoint: '/api/csrf',
      read: (body) => (body as { token: string }).token,
    },
    readSession(body) {
      const found = body as { user: User | null; expiresInMs: number } | null;
      // With `rolling` every answer begins the time anew, so it ends only where nobody asks: an idle limit.
      return found?.user ? { user: found.user, idleExpiresIn: found.expiresInMs } : null;
    },
  });
}
