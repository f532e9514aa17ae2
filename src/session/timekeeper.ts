import type { Lease } from '../auth/transport.ts';
import type { Head } from '../tabs/head.ts';
import { createAlarm } from '../time/alarm.ts';
import { type Countdown, createCountdown } from '../time/countdown.ts';
import { createDoubting } from '../time/doubting.ts';
import { createHolding } from '../time/holding.ts';
import { createLimitSetting } from '../time/limit-setting.ts';
import { type ActivitySource, createListening } from '../time/listening.ts';
import { activityBefore, type LimitKind, type Reading, readTime } from '../time/reading.ts';
import { type Adjusting, createAdjusting } from './adjusting.ts';
import { createEpochTime, type Known } from './epoch-time.ts';
import type { Ground } from './ground.ts';
import type { EndReason } from './state.ts';

/** Runs the limits of one epoch: reads, and says what the reading means. Keeps no countdown of its own. */
export interface Timekeeper extends Countdown, Adjusting {
  begin(epoch: string, signedInAt: number): void;
  /** Why an epoch that hasn't begun here is over, if it is. */
  overdue(head: Head): EndReason | null;
  stop(): void;
  /** Tells the other tabs of the last input. */
  share(): void;
  /** Pulls the shared record and reads the time. `null` when no epoch runs, when it has just ended, and while that is in doubt. */
  look(): Reading | null;
  /** Another tab wrote something about the time. */
  hint(): void;
  /** Whether it is being found out if the session is over. Nothing is to be seen meanwhile. */
  inDoubt(): boolean;
  /** An input, which counts unless a warning is open. */
  input(): 'pass' | 'swallow';
  listenTo(source: ActivitySource): () => void;
  /** Starts the idle limit anew at `at`, whatever is open: an answered warning. */
  renew(at: number): void;
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

const endOf = (kind: LimitKind): EndReason => (kind === 'idle' ? 'idle' : 'absolute');

export function createTimekeeper<User, Credentials>(ground: Ground<User, Credentials>, duties: Duties): Timekeeper {
  const { platform, time, maxStale, desk, dispatch, shown, running, emitter } = ground;
  const { now } = time;
  const setting = createLimitSetting(ground.limits, platform.report);
  const countdown = createCountdown(platform.clock, now, platform.page.visible, setting.lengths());
  /** Later, since a listener may end the session that is being read. */
  const tellActivity = (by: 'here' | 'elsewhere', at: number): void =>
    void Promise.resolve().then(() => emitter.emit('activity', { by, at }));
  const epochTime = createEpochTime(ground, (at) => tellActivity('elsewhere', at));
  const { epoch, share } = epochTime;
  const holding = createHolding(platform.crypto);
  const doubting = createDoubting(platform);
  const listening = createListening(platform, () => onInput());
  /** Until then, an input is one number: what it says was shared a moment ago, and no limit is near. */
  let quietUntil = 0;
  let turns = 0;

  /** When a hold of this tab is to be claimed again. */
  let claimAt = Number.POSITIVE_INFINITY;

  const read = (known: Known, at: number): Reading => readTime(known, at, setting.limits());
  /** What all tabs know of the time, after following what else they know; `null` when no epoch runs. */
  const pull = (at: number): Known | null => {
    if (epoch()) duties.learn();
    if (!epoch()) return null;
    const known = epochTime.pull(at);
    setting.follow(known.limits);
    // Held on from here, which brings nothing back that is over.
    if (read(known, at).phase === 'ended') return known;
    const { holds, nextAt } = holding.claim(epoch(), at);
    claimAt = nextAt;
    if (!holds) return known;
    share({ holds });
    return epochTime.pull(at);
  };

  /** A deadline has passed; unless nothing but the wall clock says so, and somebody can be asked. */
  const end = (known: Known, at: number, kind: LimitKind): void => {
    const { verify } = setting.limits();
    const gap = verify ? time.gapAfter(known.lastActivityAt) : 0;
    const { serverIdleAt, ...own } = known;
    const isIdle = read({ ...own, lastActivityAt: at }, at).phase !== 'ended';
    // By limits that were changed since there may be no doubt, but somebody is being asked.
    if (isIdle && doubting.pending()) return;
    if (!verify || !isIdle || read(known, at - gap).phase === 'ended') {
      duties.end(endOf(kind));
      return;
    }
    doubting.ask(verify, gap, (left) => {
      const present = now();
      // They may have been changed meanwhile.
      const { timeout } = setting.limits();
      time.closeGaps();
      const lives = Number.isFinite(left) && left > 0;
      if (lives) epochTime.count(activityBefore(present, timeout - Math.min(left, timeout), known.held ?? []));
      const server = lives && serverIdleAt !== undefined && { touchedAt: present, serverIdleAt: present + left };
      share({ ...setting.told(), ...server });
      // Ends it where there is no such answer, unless another tab knows better.
      look();
    });
  };

  /** Acts on the reading: ends, warns, keeps alive, and says when to look again. */
  const act = (known: Known, at: number): Reading | null => {
    const reading = read(known, at);
    const { phase, kind, deadline, warnAt, remaining } = reading;
    if (phase === 'ended') {
      end(known, at, kind);
      return null;
    }
    const { warning: warningLength, keepAlive } = setting.limits();
    quietUntil = Math.min(epochTime.sharedAt() + shareEvery, warnAt);
    const { lastActivityAt, signedInAt, heldBy, serverIdleAt = Number.POSITIVE_INFINITY } = known;
    const touchedAt = known.touchedAt || signedInAt;
    const freshness = shown()?.freshness;
    const isSilent = freshness === 'stale' || freshness === 'offline';
    const lostAt = isSilent ? touchedAt + maxStale : Number.POSITIVE_INFINITY;
    if (at >= lostAt) {
      duties.lost();
      return null;
    }
    const warning = phase === 'warning' ? { kind, remaining } : null;
    const kept = warning !== null && desk.kept();
    const turn = ++turns;
    const limits = setting.lengths();
    countdown.set({ ...reading, phase, kept, heldBy, limits, lastActivityAt, signedInAt, now: at });
    // Whoever heard of it may have signed out, or changed what was read, which has been acted on then.
    if (turn === turns) dispatch({ type: 'warning', warning });
    if (!epoch()) return null;
    if (turn !== turns) return reading;
    // Often enough for the server's own limit, which may be shorter and would warn a person who is there.
    const room = (serverIdleAt - touchedAt - warningLength) / 2;
    const every = Math.min(keepAlive, Math.max(room, shareEvery));
    const touchAt = lastActivityAt > touchedAt ? touchedAt + every : warnAt;
    if (!warning && at >= touchAt) duties.keepAlive();
    alarm.within(
      Math.min(lostAt, claimAt, warning ? deadline : touchAt > at ? Math.min(warnAt, touchAt) : warnAt) - at,
    );
    return reading;
  };
  const look = (): Reading | null => {
    const at = now();
    const known = pull(at);
    return known && act(known, at);
  };
  const alarm = createAlarm(platform.clock, look);

  const onInput = (): 'pass' | 'swallow' => {
    const at = now();
    if (at < quietUntil) {
      epochTime.count(at);
      return 'pass';
    }
    const known = pull(at);
    if (!known) return 'swallow';
    // Check before count: what comes after the deadline is no activity, and the application must not act on it.
    const counts = read(known, at).phase === 'active';
    if (counts) {
      epochTime.count(at);
      share();
      tellActivity('here', at);
    }
    const reading = act(counts ? { ...known, lastActivityAt: at } : known, at);
    if (reading?.phase === 'warning' && setting.limits().answer === 'any-input') duties.extend();
    return reading ? 'pass' : 'swallow';
  };

  const stop = (): void => {
    epochTime.leave();
    alarm.clear();
    listening.stop();
    doubting.drop();
    countdown.set({ phase: 'off', extension: 'none', heldBy: [] });
  };

  return {
    ...countdown,
    ...createAdjusting(ground, epochTime, holding, setting, countdown, look),
    look,
    share,
    input: onInput,
    inDoubt: doubting.pending,
    listenTo: listening.add,
    hint() {
      // Of another tab's input only a warning needs to hear before its next boundary, and whoever wants to see it.
      if (countdown.timer.getState().phase === 'warning' || emitter.heard('activity')) look();
    },
    overdue(head) {
      const known = epochTime.of(head, now());
      setting.follow(known.limits);
      const { phase, kind } = read(known, now());
      return phase === 'ended' ? endOf(kind) : null;
    },
    stop() {
      share();
      stop();
    },
    begin(next, signedInAt) {
      stop();
      // What comes home after the last release waits for the next start.
      if (!running()) return;
      setting.reset();
      epochTime.begin(next, signedInAt);
      listening.start();
    },
    renew(at) {
      epochTime.count(at);
      share();
      look();
    },
    noteLease: epochTime.noteLease,
  };
}
