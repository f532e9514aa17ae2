import type { Limits } from './limits.ts';

/** Which limit ends a session: `idle` can be extended; `absolute` is the application's lifetime, `server` the server's. */
export type LimitKind = 'idle' | 'absolute' | 'server';

/** What is known of a session's time, in any tab. Moments in the session's own time. */
export interface Stamps {
  readonly signedInAt: number;
  readonly lastActivityAt: number;
  /** When the server ends the session unless it is touched, if it said so. */
  readonly serverIdleAt?: number;
  /** When the server ends the session whatever happens, if it said so. */
  readonly serverEndAt?: number;
}

/** The present, read from the stamps. */
export interface Reading {
  readonly phase: 'active' | 'warning' | 'ended';
  readonly kind: LimitKind;
  readonly deadline: number;
  readonly warnAt: number;
  /** Between 0 and the idle limit. */
  readonly remaining: number;
}

/** A server's relative deadline is a request older than ours; that much apart, they are one limit, and ours has the better name. */
const sameLimit = 5000;

/** The one reading of time: everything else (alarm, page event, message, input, request) merely asks for it. Pure. */
export function readTime(stamps: Stamps, now: number, limits: Limits): Reading {
  const idleAt = Math.min(stamps.lastActivityAt + limits.timeout, stamps.serverIdleAt ?? Number.POSITIVE_INFINITY);
  const absoluteAt = stamps.signedInAt + limits.lifetime;
  const serverAt = stamps.serverEndAt ?? Number.POSITIVE_INFINITY;
  const deadline = Math.min(idleAt, absoluteAt, serverAt);
  const kind = deadline === idleAt ? 'idle' : absoluteAt - deadline < sameLimit ? 'absolute' : 'server';
  const warnAt = deadline - limits.warning;
  const phase = now >= deadline ? 'ended' : now >= warnAt ? 'warning' : 'active';
  return { phase, kind, deadline, warnAt, remaining: Math.min(Math.max(deadline - now, 0), limits.timeout) };
}
