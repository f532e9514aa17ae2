import type { Clock } from '../../platform/clock.ts';

type Subscribe = (changed: () => void) => () => void;

/** Milliseconds between two looks at what changes all the time: as fast as anybody reads. */
const beat = 250;

/**
 * Passes on that any of `sources` has changed: the first time at once, and what follows it together, so that a page in which a hundred
 * things happen in a second draws them four times.
 */
export function pace(clock: Pick<Clock, 'after'>, sources: readonly Subscribe[]): Subscribe {
  const listeners = new Set<() => void>();
  let stops: readonly (() => void)[] = [];
  let cancel: (() => void) | null = null;
  let waits = false;

  const tell = (): void => {
    waits = false;
    cancel = clock.after(beat, () => {
      cancel = null;
      if (waits) tell();
    });
    for (const changed of listeners) changed();
  };
  const hear = (): void => {
    waits = true;
    if (!cancel) tell();
  };
  return (changed) => {
    // Each on its own, also where somebody comes twice.
    const own = (): void => changed();
    if (listeners.size === 0) stops = sources.map((subscribe) => subscribe(hear));
    listeners.add(own);
    return () => {
      if (!listeners.delete(own) || listeners.size > 0) return;
      for (const stop of stops) stop();
      cancel?.();
      cancel = null;
    };
  };
}
