import type { Clock } from '../platform/clock.ts';
import { createAlarm } from '../time/alarm.ts';

/** What is to be done later, all of it on one alarm. */
export interface Agenda {
  /** Runs once, `ms` from now. What was planned for the same `what` before is forgotten. */
  plan(what: object, ms: number, run: () => void): void;
  forget(what: object): void;
  clear(): void;
}

export function createAgenda(clock: Clock): Agenda {
  const plans = new Map<object, { readonly at: number; readonly run: () => void }>();
  const ring = (): void => {
    // A timer may come a little early.
    const now = clock.monotonic() + 1;
    const due = [...plans].filter(([, { at }]) => at <= now);
    for (const [what] of due) plans.delete(what);
    for (const [, { run }] of due) run();
    set();
  };
  const alarm = createAlarm(clock, ring);
  const set = (): void => {
    const next = Math.min(...[...plans.values()].map(({ at }) => at));
    if (Number.isFinite(next)) alarm.set(next - clock.monotonic());
    else alarm.clear();
  };
  return {
    plan(what, ms, run) {
      plans.set(what, { at: clock.monotonic() + ms, run });
      set();
    },
    forget(what) {
      if (plans.delete(what)) set();
    },
    clear() {
      plans.clear();
      alarm.clear();
    },
  };
}
