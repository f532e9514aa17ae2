import { cookie, type Transport } from 'holdfast';

/** What `/api/user` says of a person: the columns of your `users` table that aren't hidden. */
export interface User {
  readonly id: number;
  readonly name: string;
  readonly email: string;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly remember?: boolean;
}

/** Laravel with Sanctum's cookies, and the routes of Breeze or Fortify: `/login`, `/logout`, `/api/user`. */
export function laravel(): Transport<User, Credentials> {
  return cookie<User, Credentials>({
    session: '/api/user',
    // 422 with Laravel's `errors` is a refusal; the new session's user is then asked for, since the answer doesn't name them.
    signIn: { url: '/login', accepts: (_body, { ok, redirected }) => ok && !redirected },
    signOut: '/logout',
    readSession: (body) => ({ user: body as User }),
    csrf: {
      // Another text after every answer, also after those to other tabs, so it is read at the last moment.
      cookie: 'XSRF-TOKEN',
      header: 'X-XSRF-TOKEN',
      prime: '/sanctum/csrf-cookie',
      // 403 is a policy's "you may not", and has nothing to do with tokens. A 419 is mostly a session that is gone.
      retryOn: [419],
    },
    // Where a request doesn't say that it wants JSON, a dead session is a redirect to this page, which is 200.
    loginUrl: '/login',
    headers: { Accept: 'application/json' },
  });
}
