/**
 * Which session this browser is in, and whether it has ended. Written by sign-in and sign-out alone. It stands in
 * localStorage, where every tab reads it synchronously, and in IndexedDB, which survives a crash; the truth is the join of
 * both. No secret and no personal data.
 */
export interface Head {
  readonly epoch: string;
  readonly signedInAt: number;
  /** Why it ended, or `null` while it lives. */
  readonly ended: string | null;
  /** What the server has not been told yet. */
  readonly owed: 'device' | 'everywhere' | null;
}

const version = 1;

/** A session that has just begun. */
export const bornHead = (epoch: string, signedInAt: number): Head => ({ epoch, signedInAt, ended: null, owed: null });

/** Epochs are ordered as texts: when they began, in a fixed width, then chance. */
export function nextEpoch(now: number, previous: string | null, random: string): string {
  // Later than any before, even if the clock was set back in between.
  const began = Math.max(Math.floor(now), Number.parseInt(previous ?? '', 36) + 1 || 0);
  return `${began.toString(36).padStart(9, '0')}-${random.slice(0, 12)}`;
}

export function writeHead(head: Head): string {
  return JSON.stringify({ v: version, ...head });
}

/** What a store held under the head's key. Anything that isn't a head is `null`. Never throws. */
export function parseHead(raw: unknown): Head | null {
  try {
    const { v, epoch, signedInAt, ended, owed } = JSON.parse(String(raw)) as Record<string, unknown>;
    if (v !== version || typeof epoch !== 'string' || !Number.isFinite(signedInAt)) return null;
    return {
      epoch,
      signedInAt: signedInAt as number,
      ended: typeof ended === 'string' ? ended : null,
      owed: ended && (owed === 'device' || owed === 'everywhere') ? owed : null,
    };
  } catch {
    return null;
  }
}

/** Ended is later than alive, and the less is owed the later. */
const rank = ({ ended, owed }: Head): number => (!ended ? 0 : !owed ? 3 : owed === 'everywhere' ? 2 : 1);

/** Join of two heads: the later epoch, then the ended one, then the one that owes nothing. Commutative, associative, idempotent. */
export function joinHeads(a: Head | null, b: Head | null): Head | null {
  if (!a || !b) return a ?? b;
  if (a.epoch !== b.epoch) return a.epoch > b.epoch ? a : b;
  const lead = rank(a) - rank(b) || Number(String(a.ended) < String(b.ended));
  return lead > 0 ? a : b;
}
