import { changeLimits, type LimitLengths, type LimitOptions, type Limits, parseLimits } from './limits.ts';

/** What tabs tell of limits that were set while the session ran: when, and what. */
type Told = readonly [at: number, set: unknown];

/** The limits that hold: those that the session was created with, as they were changed since. */
export interface LimitSetting {
  limits(): Limits;
  /** The same until they change. */
  lengths(): LimitLengths;
  /** Changes them for every later session in this tab. @throws HOLDFAST_CONFIG */
  change(change: LimitOptions): void;
  /** Changes them at `at` for the session that runs. @throws HOLDFAST_CONFIG */
  changeNow(change: LimitOptions, at: number): void;
  /** What to tell the other tabs of the session that runs. */
  told(): { readonly limits?: Told };
  /** What another tab, or this page before it was reloaded, has set for the session that runs. */
  follow(told: Told | undefined): void;
  /** Another session: what was set for the one before is over. */
  reset(): void;
}

const lengthsOf = ({ timeout, warning, lifetime }: Limits): LimitLengths => ({ timeout, warning, lifetime });

export function createLimitSetting(
  given: LimitOptions,
  report: (message: string, error?: unknown) => void,
): LimitSetting {
  let own = given;
  /** For the session that runs. */
  let changes: LimitOptions = {};
  let changedAt = 0;
  let present = parseLimits(own);
  let lengths = lengthsOf(present);

  const set = (nextOwn: LimitOptions, nextChanges: LimitOptions): void => {
    present = parseLimits(changeLimits(nextOwn, nextChanges));
    lengths = lengthsOf(present);
    own = nextOwn;
    changes = nextChanges;
  };
  return {
    limits: () => present,
    lengths: () => lengths,
    change: (change) => set(changeLimits(own, change), {}),
    changeNow(change, at) {
      // A function can't be told to other tabs, and each has its own.
      const { verify, ...idle } = change.idle ?? {};
      set(verify ? changeLimits(own, { idle: { verify } }) : own, changeLimits(changes, { ...change, idle }));
      // Later than what was heard of, whose clock may have been ahead.
      changedAt = Math.max(at, changedAt + 1);
    },
    told: () => (changedAt > 0 ? { limits: [changedAt, changes] } : {}),
    follow(told) {
      if (!told || told[0] <= changedAt) return;
      changedAt = told[0];
      try {
        set(own, changeLimits({}, told[1] as LimitOptions));
      } catch (error) {
        report('stored limits make no sense, and are passed over', error);
      }
    },
    reset() {
      changedAt = 0;
      set(own, {});
    },
  };
}
