import type { Lease } from '../auth/transport.ts';
import type { Head } from '../tabs/head.ts';
import type { SharedTime } from '../tabs/record.ts';
import { createAlarm } from '../time/alarm.ts';
import { type Countdown, createCountdown } from '../time/countdown.ts';
import { type LimitKind, type Reading, readTime } from '../time/reading.ts';
import type { Ground } from './ground.ts';
import type { EndReason } from './state.ts';

/** Runs the limits of one epoch: reads, and says what the reading means. Keeps no countdown of its own. */
export interface Timekeeper extends Countdown {
  begin(epoch: string, signedInAt: number): void;
  /** Why an epoch that hasn't begun here is over, if it is. */
  overdue(head: Head): EndReason | null;
  stop(): void;
  /** Tells the other tabs of the last input. */
  share(): void;
  /** Pulls the shared record and reads the time. `null` when no epoch runs, or when it has just ended. */
  look(): Reading | null;
  /** An input, which counts unless a warning is open. */
  input(): 'pass' | 'swallow';
  /** Starts the idle limit anew, whatever is open: an answered warning. */
  renew(): void;
  /** What the server said, to a question asked at `askedAt`. */
  noteLease(lease: Lease<unknown>, askedAt: number): void;
}

interface Duties {
  /** Before each reading: another tab may have ended the session. */
  learn(): void;
  /** A deadline has passed. */
  end(reason: EndReason): void;
  /** The server hasn't been heard of for longer than `maxStale`. */
  lost(): void;
  /** There was input since the server last heard of us. */
  keepAlive(): void;
  /** Any input answers the warning. */
  extend(): void;
}

/** The shared write goes out at most this often, and in between an input costs one number. */
const shareEvery = 1000;
/** A stamp this far ahead of this document's time is a clock that was set, and not believed. */
const ahead = 2000;

const endOf = (kind: LimitKind): EndReason => (kind === 'idle' ? 'idle' : 'absolute');

export function createTimekeeper<User, Credentials>(
  { platform, time, record, limits, keepAlive, maxStale, desk, dispatch, shown, running }: Ground<User, Credentials>,
  duties: Duties,
): Timekeeper {
  const { now } = time;
  const countdown = createCountdown(platform.clock, now, platform.page.visible);
  /** Empty while none runs. */
  let epoch = '';
  let signedInAt = 0;
  let lastActivityAt = 0;
  /** Until then, an input is one number: what it says was shared a moment ago, and no limit is near. */
  let quietUntil = 0;
  let sharedAt = 0;
  let futureStamp = 0;
  let futureSeenAt = 0;
  let deaf: (() => void) | undefined;

  /** What all tabs know of the time, after following what else they know; `null` when no epoch runs. */
  const pull = (at: number): SharedTime | null => {
    if (epoch) duties.learn();
    if (!epoch) return null;
    const shared = record.time(epoch);
    lastActivityAt = Math.max(lastActivityAt, believe(shared.lastActivityAt, at));
    return shared;
  };
  const read = (shared: SharedTime, at: number): Reading =>
    readTime({ ...shared, signedInAt, lastActivityAt }, at, limits);

  /** Acts on the reading: ends, warns, keeps alive, and says when to look again. */
  const act = (shared: SharedTime, at: number): Reading | null => {
    const reading = read(shared, at);
    const { phase, kind, deadline, warnAt, remaining } = reading;
    quietUntil = Math.min(sharedAt + shareEvery, warnAt);
    if (phase === 'ended') {
      duties.end(endOf(kind));
      return null;
    }
    const touchedAt = shared.touchedAt || signedInAt;
    const freshness = shown()?.freshness;
    const isSilent = freshness === 'stale' || freshness === 'offline';
    const lostAt = isSilent ? touchedAt + maxStale : Number.POSITIVE_INFINITY;
    if (at >= lostAt) {
      duties.lost();
      return null;
    }
    const warning = phase === 'warning' ? { kind, remaining } : null;
    const kept = warning !== null && desk.kept();
    countdown.set({ ...reading, phase, kept, lastActivityAt, signedInAt, now: at });
    dispatch({ type: 'warning', warning });
    // Often enough for the server's own limit, which may be shorter and would warn a person who is there.
    const room = ((shared.serverIdleAt ?? Number.POSITIVE_INFINITY) - touchedAt - limits.warning) / 2;
    const every = Math.min(keepAlive, Math.max(room, shareEvery));
    const touchAt = lastActivityAt > touchedAt ? touchedAt + every : warnAt;
    if (!warning && at >= touchAt) duties.keepAlive();
    alarm.set(Math.min(lostAt, warning ? deadline : touchAt > at ? Math.min(warnAt, touchAt) : warnAt) - at);
    return reading;
  };
  const look = (): Reading | null => {
    const at = now();
    const shared = pull(at);
    return shared && act(shared, at);
  };
  const alarm = createAlarm(platform.clock, look);

  /** A stamp from the future counts from when this document first saw it. */
  const believe = (stamp: number, at: number): number => {
    if (stamp <= at + ahead) return Math.min(stamp, at);
    if (stamp !== futureStamp) futureSeenAt = at;
    futureStamp = stamp;
    return futureSeenAt;
  };

  const share = (): void => {
    if (record.head()?.epoch === epoch) record.noteTime(epoch, { lastActivityAt });
    sharedAt = now();
  };

  const onInput = (): 'pass' | 'swallow' => {
    const at = now();
    if (at < quietUntil) {
      lastActivityAt = at;
      return 'pass';
    }
    const shared = pull(at);
    if (!shared) return 'swallow';
    // Check before count: what comes after the deadline is no activity, and the application must not act on it.
    if (read(shared, at).phase === 'active') {
      lastActivityAt = at;
      share();
    }
    const reading = act(shared, at);
    if (reading?.phase === 'warning' && limits.answer === 'any-input') duties.extend();
    return reading ? 'pass' : 'swallow';
  };

  const stop = (): void => {
    epoch = '';
    alarm.clear();
    deaf?.();
    deaf = undefined;
    countdown.set({ phase: 'off', extension: 'none' });
  };

  return {
    ...countdown,
    look,
    share,
    input: onInput,
    overdue(head) {
      const shared = record.time(head.epoch);
      const { signedInAt: began } = head;
      const lastActivityAt = Math.max(began, shared.lastActivityAt);
      const { phase, kind } = readTime({ ...shared, signedInAt: began, lastActivityAt }, now(), limits);
      return phase === 'ended' ? endOf(kind) : null;
    },
    stop() {
      share();
      stop();
    },
    begin(nextEpoch, began) {
      stop();
      // What comes home after the last release waits for the next start.
      if (!running()) return;
      epoch = nextEpoch;
      const shared = record.time(epoch);
      signedInAt = believe(began, now());
      lastActivityAt = believe(shared.lastActivityAt, now()) || signedInAt;
      if (!shared.lastActivityAt) share();
      deaf = platform.activity.listen(onInput);
    },
    renew() {
      lastActivityAt = now();
      share();
      look();
    },
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
