import type { Failure } from './failure.ts';

/** How well it is known that the server still agrees. `offline` and `stale` are no sign-out: they pass when it answers again. */
export type Freshness = 'fresh' | 'refreshing' | 'stale' | 'offline';

/** What a failure says about the session: it could not be reached, or what came back was no answer. */
export const freshnessAfter = ({ kind }: Failure): Freshness =>
  kind === 'network' || kind === 'timeout' ? 'offline' : 'stale';
