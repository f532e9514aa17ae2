import { type Claims, readClaims } from './jwt.ts';
import type { Tokens } from './tokens.ts';

/** Whoever says that a token lives longer has mixed up seconds and a moment, or milliseconds. */
const longestLifetime = 10 * 366 * 86_400_000;

const lengthOf = (seconds: unknown): number | undefined => {
  const ms = Number(seconds ?? Number.NaN) * 1000;
  return ms > 0 && ms < longestLifetime ? ms : undefined;
};

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);

/**
 * OAuth 2.0 (RFC 6749, 5.1): `access_token`, `refresh_token`, `expires_in` in seconds, or the lifetime of a JWT; `user` in the
 * body, or what the claims of an ID token or else of the access token say.
 */
export function readOAuthTokens<User>(body: unknown, readUser: (claims: Claims) => User): Tokens<User> {
  const { access_token, refresh_token, expires_in, id_token, user } = (body ?? {}) as Record<string, unknown>;
  const access = textOf(access_token);
  if (access === undefined)
    throw new TypeError('the answer has no `access_token`; give `readTokens` to map another shape');
  const claims = readClaims(id_token) ?? readClaims(access);
  const named = user ?? (claims && textOf(claims['sub']) !== undefined ? readUser(claims) : undefined);
  return {
    access,
    refresh: textOf(refresh_token),
    expiresIn: lengthOf(expires_in),
    user: (named ?? undefined) as User | undefined,
    subject: textOf(claims?.['sub']),
  };
}

/** Believes what `readTokens` made of an answer when it has the form of tokens; fills in what the access token itself says. */
export function checkTokens<User>(tokens: Tokens<User>): Tokens<User> {
  if (textOf(tokens?.access) === undefined)
    throw new TypeError('`readTokens` must return `{ access: text, … }`, and not a promise of it');
  const claims = readClaims(tokens.access);
  // The difference of two moments of the server's clock; this one may be set to anything.
  const lifetime = lengthOf(Number(claims?.['exp'] ?? Number.NaN) - Number(claims?.['iat'] ?? Number.NaN));
  const given = tokens.expiresIn;
  return {
    ...tokens,
    expiresIn: given !== undefined && given > 0 && given < longestLifetime ? given : lifetime,
    subject: textOf(tokens.subject) ?? textOf(claims?.['sub']),
  };
}
