import type { Lease } from '../auth/transport.ts';
import type { Platform } from '../platform/platform.ts';
import type { SharedRecord } from '../tabs/record.ts';
import { createAlarm } from '../time/alarm.ts';
import { type Countdown, createCountdown } from '../time/countdown.ts';
import type { Limits } from '../time/limits.ts';
import { type LimitKind, type Reading, readTime } from '../time/reading.ts';
import type { SteadyTime } from '../time/steady.ts';

/** Runs the limits of one epoch: reads, and says what the reading means. Keeps no countdown of its own. */
export interface Timekeeper {
  readonly countdown: Countdown;
  begin(epoch: string, signedInAt: number): void;
  /** The reading of an epoch that hasn't begun here. */
  read(epoch: string, signedInAt: number): Reading;
  stop(): void;
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
  pull(): void;
  onDeadline(kind: LimitKind): void;
  onWarning(reading: Reading | null): void;
  /** There was input since the server last heard of us. */
  onKeepAlive(): void;
  onAnyInput(): void;
  /** Whether an end would keep unfinished work. */
  kept(): boolean;
}

/** The shared write goes out at most this often, and in between an input costs one number. */
const shareEvery = 1000;
/** A stamp this far ahead of this document's time is a clock that was set, and not believed. */
const ahead = 2000;

export function createTimekeeper(
  platform: Platform,
  time: SteadyTime,
  record: SharedRecord,
  limits: Limits,
  keepAlive: number,
  duties: Duties,
): Timekeeper {
  const { now } = time;
  const countdown = createCountdown(platform.clock, now, platform.page.visible);
  let epoch: string | null = null;
  let signedInAt = 0;
  let lastActivityAt = 0;
  /** Until then, an input is one number: what it says was shared a moment ago, and no limit is near. */
  let quietUntil = 0;
  let sharedAt = 0;
  let future = { stamp: 0, seenAt: 0 };
  let deaf: (() => void) | undefined;

  const look = (): Reading | null => {
    if (epoch === null) return null;
    duties.pull();
    if (epoch === null) return null;
    const at = now();
    const shared = record.time(epoch);
    lastActivityAt = Math.max(lastActivityAt, believe(shared?.lastActivityAt ?? 0, at));
    const reading = readTime({ ...shared, signedInAt, lastActivityAt }, at, limits);
    const { phase, kind, deadline, warnAt, remaining } = reading;
    quietUntil = Math.min(sharedAt + shareEvery, warnAt);
    if (phase === 'ended') {
      duties.onDeadline(kind);
      return null;
    }
    const kept = phase === 'warning' && duties.kept();
    countdown.set({ phase, kind, kept, deadline, warnAt, remaining, lastActivityAt, signedInAt, now: at });
    duties.onWarning(phase === 'warning' ? reading : null);
    const touchedAt = shared?.touchedAt || signedInAt;
    // Often enough for the server's own limit, which may be shorter and would warn a person who is there.
    const room = ((shared?.serverIdleAt ?? Number.POSITIVE_INFINITY) - touchedAt - limits.warning) / 2;
    const every = Math.min(keepAlive, Math.max(room, shareEvery));
    const touchAt = lastActivityAt > touchedAt ? touchedAt + every : Number.POSITIVE_INFINITY;
    if (phase === 'active' && at >= touchAt) duties.onKeepAlive();
    const lookAt = phase === 'active' ? Math.min(warnAt, touchAt > at ? touchAt : warnAt) : deadline;
    alarm.set(lookAt - at);
    return reading;
  };
  const alarm = createAlarm(platform.clock, look);

  /** A stamp from the future counts from when this document first saw it. */
  const believe = (stamp: number, at: number): number => {
    if (stamp <= at + ahead) return Math.min(stamp, at);
    if (stamp !== future.stamp) future = { stamp, seenAt: at };
    return future.seenAt;
  };

  const share = (): void => {
    if (epoch !== null && record.head()?.epoch === epoch) record.noteTime(epoch, { lastActivityAt });
    sharedAt = now();
  };

  const onInput = (): 'pass' | 'swallow' => {
    const at = now();
    if (at < quietUntil) {
      lastActivityAt = at;
      return 'pass';
    }
    // Check before count: what comes after the deadline is no activity, and the application must not act on it.
    const reading = look();
    if (!reading) return 'swallow';
    if (reading.phase === 'warning') {
      if (limits.answer === 'any-input') duties.onAnyInput();
      return 'pass';
    }
    lastActivityAt = at;
    share();
    look();
    return 'pass';
  };

  const stop = (): void => {
    epoch = null;
    alarm.clear();
    deaf?.();
    deaf = undefined;
    countdown.set({ phase: 'off', extension: 'none' });
  };

  return {
    countdown,
    look,
    input: onInput,
    read(stored, began) {
      const shared = record.time(stored);
      return readTime({ ...shared, signedInAt: began, lastActivityAt: shared?.lastActivityAt ?? began }, now(), limits);
    },
    stop() {
      share();
      stop();
    },
    begin(nextEpoch, began) {
      stop();
      epoch = nextEpoch;
      const shared = record.time(epoch);
      signedInAt = believe(began, now());
      lastActivityAt = shared ? believe(shared.lastActivityAt, now()) : signedInAt;
      if (!shared) share();
      deaf = platform.activity.listen(onInput);
    },
    renew() {
      lastActivityAt = now();
      share();
      look();
    },
    noteLease({ idleExpiresIn, expiresIn }, askedAt) {
      if (epoch === null) return;
      record.noteTime(epoch, {
        touchedAt: askedAt,
        ...(idleExpiresIn !== undefined && { serverIdleAt: askedAt + idleExpiresIn }),
        ...(expiresIn !== undefined && { serverEndAt: askedAt + expiresIn }),
      });
    },
  };
}
