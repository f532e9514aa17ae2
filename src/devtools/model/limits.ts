import type { TimerState } from '../../time/countdown.ts';
import type { LimitKind } from '../../time/reading.ts';

/** One limit as a bar: from where it began to where it ends the session, or a token. */
export interface LimitRow {
  readonly kind: LimitKind | 'token';
  readonly from: number;
  readonly to: number;
  /** Whether it is the one that ends the session. */
  readonly leads: boolean;
}

/** What of a token may be seen: never its bytes. */
export interface TokenFacts {
  readonly generation: number;
  readonly receivedAt: number;
  readonly expiresAt: number | null;
  readonly refreshable: boolean;
}

/** The limits that there are, in the order in which they end the session, then the token. */
export function readLimits(
  { phase, deadlines, kind, lastActivityAt, signedInAt }: TimerState,
  token: TokenFacts | null,
): LimitRow[] {
  if (phase === 'off') return [];
  const rows = (['idle', 'absolute', 'server'] as const).map(
    (name): LimitRow => ({
      kind: name,
      from: name === 'idle' ? lastActivityAt : signedInAt,
      to: deadlines[name],
      leads: name === kind,
    }),
  );
  const ends = rows.filter(({ to }) => to < Number.POSITIVE_INFINITY);
  if (!token || token.expiresAt === null) return ends;
  return [...ends, { kind: 'token', from: token.receivedAt, to: token.expiresAt, leads: false }];
}
