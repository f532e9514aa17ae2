import type { LimitOptions } from 'holdfast';
import {
  type Allowance,
  changed,
  exact,
  limits,
  type ModelHold,
  type ModelLife,
  readTruth,
  type Truth,
} from './model-oracle.ts';

/** One signing-in, with what became of it. */
export interface Life extends ModelLife {
  readonly epoch: string;
  over: boolean;
  /** Somebody signed in again before it was over. */
  replaced: boolean;
  /** How often the server was told that it is over. */
  told: number;
  /** Grows with whatever may close a warning. */
  episode: number;
  /** By how much the clock was set since it began. */
  forward: number;
  back: number;
  /** A document without a history of its own came in after the clock was set back, or forward. */
  youngAfterBack: boolean;
  youngAfterForward: boolean;
  /** Those that surely are remembered, and since when. */
  activities: readonly { readonly at: number; readonly writtenAt: number }[];
  readonly changes: { readonly at: number; readonly before: readonly (typeof limits)[] }[];
}

/** Whether a tab is there to claim what it holds. */
export type There = 'yes' | 'maybe' | 'no';

/** Keeps the lives, and what people did. */
export interface Book {
  readonly lives: Map<string, Life>;
  newest(): Life | undefined;
  began(epoch: string): Life;
  /** A document without a history of its own comes in. */
  opened(): void;
  /** `at`: now, if not before. */
  counted(life: Life, at?: number): void;
  held(life: Life, max: number): ModelHold;
  attend(life: Life, hold: ModelHold, there: There, again: boolean): void;
  configured(life: Life, change: LimitOptions): void;
  setWall(by: number): void;
  /** A document that came when the clock had been set back by `missed`, knows nothing of that. */
  read(life: Life, missed?: number): Truth;
  lost(ms: number): void;
}

export function createBook(
  now: () => number,
  world: { readonly monotonic: 'runs' | 'stops'; readonly verify: boolean },
): Book {
  const lives = new Map<string, Life>();

  const allowance = (life: Life, missed: number): Allowance => {
    const { forward, back, youngAfterBack, youngAfterForward } = life;
    if (forward === 0 && back === 0) return exact;
    // Sleep can't be told from a clock that was set where the monotonic one stops; and what ran ahead stays ahead.
    const late = world.monotonic === 'stops' || forward > 0 ? back : missed;
    const behind = late > 0 || youngAfterBack ? back : 0;
    const early = forward + behind;
    return { early, late, earlyIdle: world.verify && !youngAfterForward ? behind : early };
  };

  return {
    lives,
    newest: () => [...lives.values()].sort((a, b) => (a.epoch < b.epoch ? 1 : -1))[0],
    began(epoch) {
      const life = lives.get(epoch) ?? {
        epoch,
        bornAt: now(),
        activeAt: now(),
        sureActiveAt: now(),
        holds: [],
        limits: [limits],
        over: false,
        replaced: false,
        told: 0,
        episode: 0,
        forward: 0,
        back: 0,
        youngAfterBack: false,
        youngAfterForward: false,
        activities: [{ at: now(), writtenAt: now() }],
        changes: [],
      };
      lives.set(epoch, life);
      for (const older of lives.values())
        if (older.epoch < epoch && !older.over) Object.assign(older, { over: true, replaced: true });
      return life;
    },
    opened() {
      for (const life of lives.values()) {
        life.youngAfterBack ||= life.back > 0;
        life.youngAfterForward ||= life.forward > 0;
      }
    },
    counted(life, at = now()) {
      life.activeAt = Math.max(life.activeAt, at);
      life.sureActiveAt = Math.max(life.sureActiveAt, at);
      life.episode++;
      life.activities = [...life.activities, { at, writtenAt: now() }];
    },
    held(life, max) {
      const hold: ModelHold = {
        endsAt: now() + max,
        forward: 0,
        releasedAt: Number.POSITIVE_INFINITY,
        surelyReleasedAt: Number.POSITIVE_INFINITY,
        sure: [{ from: now(), last: now() }],
        maybe: [{ from: now(), last: now() }],
      };
      life.holds.push(hold);
      life.episode++;
      return hold;
    },
    attend(life, { sure, maybe, endsAt, surelyReleasedAt }, there, again) {
      // What lapsed while nobody was there stands again, and closes a warning that came of that.
      if (again && there !== 'no' && now() < Math.min(endsAt, surelyReleasedAt)) life.episode++;
      for (const presences of there === 'yes' ? [sure, maybe] : there === 'maybe' ? [maybe] : []) {
        const last = presences.at(-1);
        if (last && !again) last.last = now();
        else presences.push({ from: now(), last: now() });
      }
    },
    configured(life, change) {
      life.changes.push({ at: now(), before: life.limits });
      life.limits = life.limits.map((before) => changed(before, change));
      // Nobody is ended by it without the whole warning.
      const atLeast = life.limits.map(({ timeout, warning }) => now() - timeout + warning);
      life.activeAt = Math.max(life.activeAt, ...atLeast);
      life.sureActiveAt = Math.max(life.sureActiveAt, Math.min(...atLeast));
      life.episode++;
    },
    setWall(by) {
      for (const life of lives.values()) {
        life.forward += Math.max(0, by);
        life.back += Math.max(0, -by);
        life.episode++;
        for (const hold of life.holds) hold.forward += Math.max(0, by);
      }
    },
    read: (life, missed = 0) => readTruth(life, now(), allowance(life, missed)),
    lost(ms) {
      const since = now() - ms;
      for (const life of lives.values()) {
        // What is forgotten stays so.
        life.activities = life.activities.filter(({ writtenAt }) => writtenAt < since);
        life.sureActiveAt = Math.max(life.bornAt, ...life.activities.map(({ at }) => at));
        for (const { at, before } of life.changes) if (at >= since) life.limits = [...life.limits, ...before];
        for (const hold of life.holds) {
          if (hold.releasedAt >= since) hold.surelyReleasedAt = Number.POSITIVE_INFINITY;
          hold.sure = hold.sure
            .filter(({ from }) => from < since)
            .map(({ from, last }) => ({ from, last: Math.min(last, since) }));
        }
      }
    },
  };
}
