import type { Clock } from '../platform/clock.ts';

/** The one timer of a document's limits: it only says when to look again. */
export interface Alarm {
  /** Rings once, `ms` from now; an earlier setting is forgotten. */
  set(ms: number): void;
  clear(): void;
}

export function createAlarm(clock: Clock, ring: () => void): Alarm {
  let cancel: (() => void) | undefined;
  const clear = (): void => {
    cancel?.();
    cancel = undefined;
  };
  return {
    set(ms) {
      clear();
      cancel = clock.after(Math.max(0, ms), ring);
    },
    clear,
  };
}
