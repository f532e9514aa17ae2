import type { Lease } from '../transport.ts';

/**
 * The shape that a server needn't be told about: `{ user, expiresIn?, idleExpiresIn? }`, and `user: null`, `null` or an
 * empty answer where nobody is signed in. Throws on anything else, which is then reported as a `protocol` failure.
 */
export function readLease<User>(body: unknown): Lease<User> | null {
  const lease = body as Lease<User> | null;
  if (lease === null || lease.user === null) return null;
  if (typeof lease.user !== 'object')
    throw new TypeError('the answer has no `user`; give `readSession` to map another shape');
  return lease;
}

/** Lifetimes that are no lengths are left out: a server's nonsense must not end a session, nor keep it for ever. */
export function checkLease<User>({ user, expiresIn, idleExpiresIn }: Lease<User>): Lease<User> {
  return { user, ...(isLength(expiresIn) && { expiresIn }), ...(isLength(idleExpiresIn) && { idleExpiresIn }) };
}

const isLength = (value: unknown): value is number =>
  typeof value === 'number' && value > 0 && value < Number.POSITIVE_INFINITY;
