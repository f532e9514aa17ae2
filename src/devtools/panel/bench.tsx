import { type Context, createContext, useCallback, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { TimerState } from '../../time/countdown.ts';
import type { Bench, View } from '../follow/bench.ts';
import type { Past } from '../model/past.ts';
import { createFaults, type Faults, noFaults } from '../observe/faults.ts';
import type { Observation } from '../observe/observation.ts';

export const BenchContext: Context<Bench | null> = createContext<Bench | null>(null);

export function useBench(): Bench {
  const bench = useContext(BenchContext);
  if (!bench) throw new TypeError('A part of the devtools stands outside of them.');
  return bench;
}

/** The window in which the panel stands: that of the page, or its own. */
export const ViewContext: Context<View | null> = createContext<View | null>(null);

export function useView(): View {
  const { view } = useBench();
  return useContext(ViewContext) ?? view;
}

/** Answers whether anybody can see the panel. */
function useVisible(): () => boolean {
  const [{ view, platform }, shownIn] = [useBench(), useView()];
  return useCallback(
    () => (shownIn === view ? platform.page.visible() : !shownIn.document.hidden),
    [shownIn, view, platform],
  );
}

export const useTimer = (): TimerState => useStore(useBench().session.timer);

export function usePast(): Past {
  const { recorder, subscribe } = useBench();
  return useSyncExternalStore(subscribe, recorder.read, recorder.read);
}

const nothing: readonly Observation[] = [];
const readNothing = (): readonly Observation[] => nothing;

/** What was seen below the session; `null` where nobody looks there. */
export function useSeen(): readonly Observation[] | null {
  const { observer, subscribe } = useBench();
  const read = observer?.log.read ?? readNothing;
  const seen = useSyncExternalStore(subscribe, read, read);
  return observer ? seen : null;
}

const healthy = createFaults();

export const useFaults = (): Faults => useStore(useBench().observer?.faults ?? healthy) ?? noFaults;

/** The present, once a second while the page is visible, at the moments in which what is left of `deadline` changes its seconds. */
export function useNow(deadline: number): number {
  const { now, platform } = useBench();
  const visible = useVisible();
  const [read, setRead] = useState(now);
  useEffect(() => {
    let cancel = (): void => {};
    const step = (): void => {
      const at = now();
      if (visible()) setRead(at);
      const left = deadline - at;
      cancel = platform.clock.after(left > 0 && left < Number.POSITIVE_INFINITY ? left % 1000 || 1000 : 1000, step);
    };
    step();
    return () => cancel();
  }, [now, platform, visible, deadline]);
  return read;
}

/** What `look` finds, again and again while the page is visible. What refuses to be read stays as it was. */
export function useLook<Found>(look: (bench: Bench) => Found | Promise<Found>, start: Found, every = 1000): Found {
  const bench = useBench();
  const visible = useVisible();
  const [found, setFound] = useState(start);
  useEffect(() => {
    const { clock } = bench.platform;
    let gone = false;
    let cancel = (): void => {};
    const step = async (): Promise<void> => {
      const began = clock.monotonic();
      try {
        const next = visible() ? await look(bench) : null;
        if (gone) return;
        if (next !== null) setFound((last) => (JSON.stringify(last) === JSON.stringify(next) ? last : next));
      } catch {
        // Private modes and policies refuse; the panel says what it knows.
      }
      // What takes long is looked at seldom: to look is not to slow down what is looked at.
      const took = clock.monotonic() - began;
      if (!gone) cancel = clock.after(Math.max(every, 20 * took), () => void step());
    };
    void step();
    return () => {
      gone = true;
      cancel();
    };
  }, [bench, visible, look, every]);
  return found;
}
