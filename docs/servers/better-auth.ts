import { cookie, type Lease, type Transport } from 'holdfast';

/** What better-auth knows of a person; fields of your own come on top. */
export interface BetterAuthUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly image?: string | null;
}

export interface BetterAuthOptions {
  /** `basePath` of your `betterAuth(…)`. @default '/api/auth' */
  readonly basePath?: string;
}

/** At sign-in there is no `session` in the answer: how long it lives is known from the first question on. */
interface Answer {
  readonly user: BetterAuthUser;
  readonly session?: { readonly expiresAt: string };
}

/** better-auth with email and password. It checks `Origin` instead of a token, so there is nothing to set up against CSRF. */
export function betterAuth({
  basePath = '/api/auth',
}: BetterAuthOptions = {}): Transport<BetterAuthUser, { email: string; password: string }> {
  return cookie({
    // With `session.cookieCache` this tells what was true when the cache was filled; `?disableCookieCache=true` asks the database.
    session: `${basePath}/get-session`,
    signIn: `${basePath}/sign-in/email`,
    signOut: `${basePath}/sign-out`,
    readSession(body): Lease<BetterAuthUser> | null {
      // 200 with `null` is how it says that nobody is signed in.
      const found = body as Answer | null;
      if (!found) return null;
      const { user, session } = found;
      // The server's clock, which the transport corrects. Being asked may move the moment, so it is an idle limit.
      return { user, ...(session && { idleExpiresAt: Date.parse(session.expiresAt) }) };
    },
  });
}
