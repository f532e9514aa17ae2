import { bearer, type Transport } from 'holdfast';

/** What simplejwt's tokens say of a person. Put more into them by a serializer of your own, or ask an endpoint for it. */
export interface User {
  readonly id: number;
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Where simplejwt's views are mounted. @default '/api/token/' */
export interface SimpleJwtOptions {
  readonly base?: string;
}

/**
 * Django REST framework with simplejwt. Set `ROTATE_REFRESH_TOKENS` and `BLACKLIST_AFTER_ROTATION`, and mount `TokenBlacklistView`
 * at `blacklist/`. Before simplejwt 5.4 a disabled person can refresh for ever, and is signed out here for the loop that this makes.
 */
export function simplejwt({ base = '/api/token/' }: SimpleJwtOptions = {}): Transport<User, Credentials> {
  return bearer<User, Credentials>({
    signIn: { url: base, body: (credentials) => credentials },
    refresh: { url: `${base}refresh/`, body: (refresh) => ({ refresh }) },
    signOut: {
      url: `${base}blacklist/`,
      body: ({ token }) => ({ refresh: token }),
      // A token that is on the blacklist already, or has run out, is as good as revoked.
      accepts: (body, { ok }) => body instanceof Object && (ok || isFinal(body)),
    },
    readTokens(body, { headers }) {
      const { access, refresh } = body as { access: string; refresh?: string };
      const { user_id, exp } = readClaims(access);
      // There is no `expires_in`, and `iat` is copied from the refresh token: right at sign-in, too early ever after. So the
      // length is what is left by the server's own clock. Where that can't be read, as from another origin that doesn't
      // expose it, a 401 tells.
      const expiresIn = exp * 1000 - Date.parse(headers.get('date') ?? '');
      return { access, refresh, user: { id: user_id }, subject: String(user_id), expiresIn };
    },
    final: (status, body, { headers }) =>
      status === 401 &&
      (isFinal(body) || (hasDetail(body) && /realm="api"/.test(headers.get('www-authenticate') ?? ''))),
  });
}

/** simplejwt's words for "never again". Whatever else is 401 may be a proxy's. */
const finalCodes = ['token_not_valid', 'user_inactive', 'user_not_found'];
const isFinal = (body: unknown): boolean => finalCodes.includes((body as { code?: string } | null)?.code ?? '');

/** A refusal for a disabled person has no code, only words in the language of the server. The realm is simplejwt's. */
const hasDetail = (body: unknown): boolean => typeof (body as { detail?: unknown } | null)?.detail === 'string';

interface Claims {
  readonly user_id: number;
  readonly exp: number;
}

/** Read, not verified: the server alone knows whether a token is good. */
const readClaims = (token: string): Claims =>
  JSON.parse(atob((token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/')));
