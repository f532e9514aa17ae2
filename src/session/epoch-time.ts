import type { Lease } from '../auth/transport.ts';
import type { Head } from '../tabs/head.ts';
import type { SharedTime } from '../tabs/record.ts';
import { longestClaim } from '../time/holding.ts';
import type { Stamps, Stretch } from '../time/reading.ts';
import type { Ground } from './ground.ts';

/** What all tabs know of one epoch's time, as this tab believes it. */
export type Known = Stamps & Pick<SharedTime, 'touchedAt' | 'limits'> & { readonly heldBy: readonly string[] };

/** The time of the epoch that runs in this tab: what happened here, joined with what all tabs share. */
export interface EpochTime {
  /** Empty while none runs. */
  epoch(): string;
  begin(epoch: string, signedInAt: number): void;
  leave(): void;
  /** Reads the record. */
  pull(at: number): Known;
  /** The same for an epoch that hasn't begun here. */
  of(head: Head, at: number): Known;
  /** An input at `at`, known to this tab alone until it is shared. */
  count(at: number): void;
  /** Tells the other tabs of the last input, with what else there is to tell. */
  share(more?: Partial<SharedTime>): void;
  /** The last input that the other tabs were told of. */
  sharedAt(): number;
  /** What the server said, to a question asked at `askedAt`. */
  noteLease(lease: Lease<unknown>, askedAt: number): void;
}

/** Of one hold there are several stretches, each with an id of its own. */
const nameOf = (id: string): string => id.split('.')[0] ?? id;

/** A stamp this far ahead of this document's time is a clock that was set, and not believed. */
const ahead = 2000;

export function createEpochTime<User, Credentials>(
  { time, record }: Pick<Ground<User, Credentials>, 'time' | 'record'>,
  /** Another tab told of input. */
  onElsewhere: (at: number) => void,
): EpochTime {
  let epoch = '';
  let signedInAt = 0;
  let lastActivityAt = 0;
  let sharedAt = 0;
  let futureStamp = Number.NaN;
  let futureSeenAt = 0;

  /** A stamp from the future counts from when this document first saw it, also once that future has come. */
  const believe = (stamp: number, at: number): number => {
    if (stamp === futureStamp) return futureSeenAt;
    if (stamp <= at + ahead) return Math.min(stamp, at);
    futureStamp = stamp;
    futureSeenAt = at;
    return at;
  };
  /** By how much the time of a hold's tab is ahead of ours, where it is. */
  const leads = new Map<string, number>();
  const known = ({ holds = {}, ...shared }: SharedTime, at: number, born: number, active: number): Known => {
    const held: Stretch[] = [];
    const heldBy: string[] = [];
    for (const [id, [from, claimed, released]] of Object.entries(holds)) {
      // No tab claims more at a time, so a claim for longer is a clock that is ahead, or garbage, and that claims too much of the past.
      const beyond = claimed - longestClaim - at;
      const lead = Math.max(leads.get(id) ?? 0, beyond > ahead ? beyond : 0);
      if (lead) leads.set(id, lead);
      if (from - lead < born - ahead) continue;
      const until = Math.min(Math.min(released || claimed, claimed) - lead, at + longestClaim);
      held.push({ from: from - lead, until });
      if (until > at) heldBy.push(nameOf(id));
    }
    return { ...shared, signedInAt: born, lastActivityAt: active, held, heldBy };
  };
  const share = (more: Partial<SharedTime> = {}): void => {
    if (record.head()?.epoch === epoch) record.noteTime(epoch, { lastActivityAt, ...more });
    sharedAt = lastActivityAt;
  };

  return {
    epoch: () => epoch,
    begin(next, born) {
      epoch = next;
      // Of the time before that nothing holds here: it may have been ahead.
      sharedAt = 0;
      futureStamp = Number.NaN;
      const at = time.now();
      const shared = record.time(epoch);
      signedInAt = believe(born, at);
      lastActivityAt = believe(shared.lastActivityAt, at) || signedInAt;
      if (!shared.lastActivityAt) share();
    },
    leave() {
      epoch = '';
    },
    pull(at) {
      const shared = record.time(epoch);
      const told = believe(shared.lastActivityAt, at);
      if (told > lastActivityAt) {
        lastActivityAt = told;
        onElsewhere(told);
      }
      return known(shared, at, signedInAt, lastActivityAt);
    },
    of({ epoch: asked, signedInAt: born }, at) {
      const shared = record.time(asked);
      return known(shared, at, born, Math.max(born, shared.lastActivityAt));
    },
    count(at) {
      lastActivityAt = Math.max(lastActivityAt, at);
    },
    share,
    sharedAt: () => sharedAt,
    noteLease({ idleExpiresIn, expiresIn }, askedAt) {
      if (!epoch) return;
      record.noteTime(epoch, {
        touchedAt: askedAt,
        ...(idleExpiresIn && { serverIdleAt: askedAt + idleExpiresIn }),
        ...(expiresIn && { serverEndAt: askedAt + expiresIn }),
      });
    },
  };
}
