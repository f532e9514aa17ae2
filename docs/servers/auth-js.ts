import { cookie, type Transport } from 'holdfast';

/** What the session endpoint shows of a person; the `session` callback of your configuration may add an `id`. */
export interface AuthJsUser {
  readonly id: string;
  readonly name?: string | null;
  readonly email?: string | null;
  readonly image?: string | null;
}

export interface AuthJsOptions {
  /** `basePath` of your configuration; next-auth has `/api/auth`. @default '/auth' */
  readonly basePath?: string;
  /** Id of the credentials provider. @default 'credentials' */
  readonly provider?: string;
}

/** Without this header the answer is a redirect, which script can't look into. */
const headers = { 'X-Auth-Return-Redirect': '1' };

/** Everything is answered with 200 and the address to go to next: what went wrong stands in that. */
const readError = (body: unknown): string | null =>
  new URL((body as { url: string }).url, 'http://localhost').searchParams.get('error');

const accepts = (body: unknown, response: Response): boolean => response.ok && readError(body) === null;

/** Auth.js with a credentials provider. Its fields are the ones that your `authorize` reads. */
export function authJs(options: AuthJsOptions = {}): Transport<AuthJsUser, Record<string, string>> {
  const { basePath = '/auth', provider = 'credentials' } = options;
  return cookie<AuthJsUser, Record<string, string>>({
    // The one place that lengthens a session: other requests don't.
    session: `${basePath}/session`,
    signIn: { url: `${basePath}/callback/${provider}`, encoding: 'form', headers, accepts },
    // A sign-out that did not happen is 200, too.
    signOut: { url: `${basePath}/signout`, encoding: 'form', headers, accepts, body: () => ({}) },
    csrf: {
      field: 'csrfToken',
      endpoint: `${basePath}/csrf`,
      read: (body) => (body as { csrfToken: string }).csrfToken,
      retryOn: (_response, body) => body !== undefined && readError(body) === 'MissingCSRF',
    },
    readSession(body) {
      // 200 with `null` is how it says that nobody is signed in. With sessions in a database it says the same when that is down.
      const found = body as { user: AuthJsUser; expires: string } | null;
      if (!found) return null;
      const { user, expires } = found;
      // Email is what it shows by default, and what tells people apart there. The moment is one of the server's clock.
      return { user: { ...user, id: user.id ?? user.email ?? '' }, idleExpiresAt: Date.parse(expires) };
    },
  });
}
