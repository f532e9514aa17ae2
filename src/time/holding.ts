import { minutes, seconds } from '../foundation/durations.ts';
import { checkLength, checkNames, refuse } from '../foundation/options.ts';
import type { Crypto } from '../platform/crypto.ts';

/**
 * The holds that this tab took. A tab can die, so it claims the idle clock for a short while at a time, and claims it again
 * while it lives: what a dead tab held runs on soon.
 */
export interface Holding {
  /** `epoch` empty: of the next session. */
  take(name: string, options: { readonly max: number }, epoch: string, at: number): Held;
  /** What to tell of the holds on `epoch` at `at`, if anything, and when to ask again. */
  claim(epoch: string, at: number): { readonly holds: Told | null; readonly nextAt: number };
}

/** By a name that no other tab gives: from when, until when it is claimed, and when it was released, or 0. */
type Told = Readonly<Record<string, readonly [from: number, claimedUntil: number, releasedAt: number]>>;

interface Held {
  /** What to tell of it, if anything. */
  release(at: number): Told | null;
}

/** Hidden tabs look once a minute at worst, and may be late for one. */
export const longestClaim: number = seconds(150);
const renewEvery = minutes(1);

interface Hold {
  readonly name: string;
  readonly endsAt: number;
  epoch: string;
  /** The stretch that is claimed now. */
  stretch: { readonly id: string; readonly from: number; readonly until: number; readonly claimedAt: number } | null;
}

export function createHolding(crypto: Crypto): Holding {
  const holds = new Set<Hold>();

  return {
    take(name, options, epoch, at) {
      checkNames('hold', options ?? {}, ['max']);
      if (!/^[\w-]+$/.test(name)) refuse(`hold has the name "${String(name)}". Use letters, digits, "-" and "_".`);
      const hold: Hold = { name, endsAt: at + checkLength('hold.max', options?.max), epoch, stretch: null };
      holds.add(hold);
      return {
        release(now) {
          const { stretch } = hold;
          if (!holds.delete(hold) || !stretch) return null;
          return { [stretch.id]: [stretch.from, stretch.until, Math.min(now, stretch.until)] };
        },
      };
    },
    claim(epoch, at) {
      const claimed: Record<string, Told[string]> = {};
      let nextAt = Number.POSITIVE_INFINITY;
      for (const hold of holds) {
        hold.epoch ||= epoch;
        if (hold.epoch !== epoch || at >= hold.endsAt) {
          holds.delete(hold);
          continue;
        }
        const { stretch, name, endsAt } = hold;
        if (!stretch || at >= Math.min(stretch.until, stretch.claimedAt + renewEvery)) {
          // What lapsed while this tab slept stays lapsed: the idle clock ran.
          const lasting =
            stretch && at < stretch.until ? stretch : { id: `${name}.${crypto.randomId().slice(0, 8)}`, from: at };
          hold.stretch = { ...lasting, until: Math.min(at + longestClaim, endsAt), claimedAt: at };
          claimed[hold.stretch.id] = [hold.stretch.from, hold.stretch.until, 0];
        }
        const { until, claimedAt } = hold.stretch ?? { until: at, claimedAt: at };
        nextAt = Math.min(nextAt, until, claimedAt + renewEvery);
      }
      return { holds: nextAt < Number.POSITIVE_INFINITY && Object.keys(claimed).length > 0 ? claimed : null, nextAt };
    },
  };
}
