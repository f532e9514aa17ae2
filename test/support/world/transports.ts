import { bearer, cookie, type Transport } from 'holdfast';
import type { TestCredentials, TestUser } from 'holdfast/testing';

/** Where a test server listens, unless it is told otherwise. */
const cookiePaths = { session: '/api/session', signIn: '/api/sign-in', signOut: '/api/sign-out', touch: '/api/touch' };
export const tokenPaths = { signIn: '/token', refresh: '/token', signOut: '/token/revoke' };

export type TransportKind = 'cookie' | 'bearer';

export const transportOf = <
  User extends { readonly id: string | number } = TestUser,
  Credentials extends object = TestCredentials,
>(
  kind: TransportKind,
): Transport<User, Credentials> =>
  kind === 'cookie'
    ? cookie({ ...cookiePaths, headers: { 'X-Requested-With': 'XMLHttpRequest' } })
    : bearer(tokenPaths);
