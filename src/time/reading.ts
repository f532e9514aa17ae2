import type { Limits } from './limits.ts';

/** Which limit ends a session: `idle` can be extended; `absolute` is the application's lifetime, `server` the server's. */
export type LimitKind = 'idle' | 'absolute' | 'server';

/** A stretch of the session's own time in which the idle clock stands. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
}

/** What is known of a session's time, in any tab. Moments in the session's own time. */
export interface Stamps {
  readonly signedInAt: number;
  readonly lastActivityAt: number;
  /** When the server ends the session unless it is touched, if it said so. */
  readonly serverIdleAt?: number;
  /** When the server ends the session whatever happens, if it said so. */
  readonly serverEndAt?: number;
  /** When a hold stands or stood. They may overlap. */
  readonly held?: readonly Stretch[];
}

/** The present, read from the stamps. */
export interface Reading {
  readonly phase: 'active' | 'warning' | 'ended';
  readonly kind: LimitKind;
  readonly deadline: number;
  readonly warnAt: number;
  /** Between 0 and the idle limit. Stands still while a hold does. */
  readonly remaining: number;
  readonly deadlines: Deadlines;
}

/** When each limit ends the session, the earliest being the one that does; `Infinity` where there is none. */
export type Deadlines = Readonly<Record<LimitKind, number>>;

/** A server's relative deadline is a request older than ours; that much apart, they are one limit, and ours has the better name. */
const sameLimit = 5000;

/** How long the idle clock stands after `moment`. */
function heldAfter(moment: number, held: readonly Stretch[]): number {
  let counted = moment;
  let length = 0;
  for (const { from, until } of held.toSorted((a, b) => a.from - b.from)) {
    length += Math.max(0, until - Math.max(from, counted));
    counted = Math.max(counted, until);
  }
  return length;
}

/** When somebody was last there, if `idle` milliseconds of the idle clock have passed since. */
export function activityBefore(now: number, idle: number, held: readonly Stretch[]): number {
  let at = now;
  let rest = idle;
  for (const { from, until } of held.toSorted((a, b) => b.until - a.until)) {
    const ran = Math.max(0, at - until);
    if (ran >= rest) break;
    rest -= ran;
    at = Math.min(at, from);
  }
  return at - rest;
}

/** The one reading of time: everything else (alarm, page event, message, input, request) merely asks for it. Pure. */
export function readTime(stamps: Stamps, now: number, limits: Limits): Reading {
  const { signedInAt, lastActivityAt, held = [] } = stamps;
  const { serverIdleAt = Number.POSITIVE_INFINITY, serverEndAt = Number.POSITIVE_INFINITY } = stamps;
  const untouchedAt = lastActivityAt + limits.timeout + heldAfter(lastActivityAt, held);
  const idleAt = Math.min(untouchedAt, serverIdleAt);
  const absoluteAt = signedInAt + limits.lifetime;
  const deadline = Math.min(idleAt, absoluteAt, serverEndAt);
  const deadlines = { idle: idleAt, absolute: absoluteAt, server: serverEndAt };
  const kind = deadline === idleAt ? 'idle' : absoluteAt - deadline < sameLimit ? 'absolute' : 'server';
  // Nobody is warned of a clock that stands.
  const ahead = deadline === untouchedAt ? heldAfter(now, held) : 0;
  const warnAt = Math.max(deadline - limits.warning, ahead && now + ahead);
  const phase = now >= deadline ? 'ended' : now >= warnAt ? 'warning' : 'active';
  const remaining = Math.min(Math.max(deadline - now - ahead, 0), limits.timeout);
  return { phase, kind, deadline, warnAt, remaining, deadlines };
}
