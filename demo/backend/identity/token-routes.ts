import { type Context, Hono } from 'hono';
import type { Attempts } from '../http/attempts.ts';
import { type Fields, readBody, readLimits, readText } from '../http/body.ts';
import type { AppEnv } from '../http/cookies.ts';
import { Refusal } from '../http/refusal.ts';
import type { Callers } from './callers.ts';
import type { TokenPair, Tokens } from './tokens.ts';
import { normalizeEmail, type Users } from './users.ts';

export interface TokenParts {
  readonly users: Users;
  readonly tokens: Tokens;
  readonly attempts: Attempts;
  readonly callers: Callers;
  readonly clientAddress: (c: Context<AppEnv>) => string | undefined;
}

/** OAuth's word for a wrong password as well as for a refresh token that is used, over or unknown (RFC 6749, 5.2). */
const invalidGrant = (): Refusal => new Refusal(400, 'invalid_grant', 'This grant is not valid, or no longer.');

/** The same users for clients that hold tokens instead of a cookie. No cookie is read here, so no CSRF token is asked for. */
export function tokenRoutes({ users, tokens, attempts, callers, clientAddress }: TokenParts): Hono<AppEnv> {
  async function signIn(c: Context<AppEnv>, body: Fields): Promise<TokenPair> {
    const [email, password] = [normalizeEmail(readText(body, 'email')), readText(body, 'password')];
    const asked = readLimits(body, ['access', 'refresh']);
    await attempts.count(email, clientAddress(c));
    const user = await users.verify(email, password);
    if (!user) throw invalidGrant();
    await attempts.forgive(email, clientAddress(c));
    return tokens.issue(user.id, asked);
  }

  async function grant(c: Context<AppEnv>, body: Fields): Promise<TokenPair> {
    const type = readText(body, 'grant_type');
    if (type === 'password') return signIn(c, body);
    if (type !== 'refresh_token') {
      throw new Refusal(400, 'unsupported_grant_type', 'grant_type is "password" or "refresh_token".');
    }
    const pair = await tokens.rotate(readText(body, 'refresh_token'));
    if (!pair) throw invalidGrant();
    return pair;
  }

  return new Hono<AppEnv>()
    .post('/token', async (c) => {
      const pair = await grant(c, await readBody(c));
      return c.json({
        access_token: pair.access,
        refresh_token: pair.refresh,
        token_type: 'Bearer',
        // The one length in seconds, because OAuth says so.
        expires_in: Math.floor(pair.expiresIn / 1000),
        user: users.find(pair.userId) ?? null,
      });
    })

    .post('/token/revoke', async (c) => {
      await tokens.revoke(readText(await readBody(c), 'token'));
      // The same for a token that nobody knows: it is not valid now, which is all that was asked (RFC 7009, 2.2).
      return c.json({});
    })

    .get('/me', async (c) => {
      const user = users.find(await callers.bearing(c));
      return c.json({ user: user ?? null });
    });
}
