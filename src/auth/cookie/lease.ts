import type { ServerNow } from '../exchange.ts';
import type { Lease } from '../transport.ts';

/**
 * The shape that a server needn't be told about: `{ user, expiresIn?, idleExpiresIn?, expiresAt?, idleExpiresAt?, accountKey? }`, and `user: null`,
 * `null` or no content where nobody is signed in. Throws on anything else, which is then reported as a `protocol` failure.
 */
export function readLease<User>(body: unknown): Lease<User> | null {
  const lease = body as Lease<User> | null;
  if (lease === null || lease.user === null) return null;
  if (typeof lease.user !== 'object')
    throw new TypeError('the answer has no `user`; give `readSession` to map another shape');
  return lease;
}

/**
 * Moments become lengths by the server's own clock. What is no length is left out, also one that is over: an answer that names
 * somebody says that the session lives (a time left may be from before the request lengthened it), and a server's nonsense must
 * neither end a session nor keep it for ever. Throws where nobody is named: only `null` means nobody.
 */
export function checkLease<User>(lease: Lease<User>, serverNow: ServerNow): Lease<User> {
  const { user, expiresIn, idleExpiresIn, accountKey, expiresAt = Number.NaN, idleExpiresAt = Number.NaN } = lease;
  if (user === null || user === undefined)
    throw new TypeError('`readSession` named no user; return null, and nothing else, where nobody is signed in');
  return {
    user,
    ...lengthOf('expiresIn', expiresIn, expiresAt - serverNow),
    ...lengthOf('idleExpiresIn', idleExpiresIn, idleExpiresAt - serverNow),
    ...(typeof accountKey === 'string' && { accountKey }),
  };
}

/** The first that is a length. */
function lengthOf<Name extends string>(name: Name, ...given: unknown[]): { [name in Name]?: number } {
  const length = given.find((value) => typeof value === 'number' && value > 0 && value < Number.POSITIVE_INFINITY);
  return (length === undefined ? {} : { [name]: length }) as { [name in Name]?: number };
}
