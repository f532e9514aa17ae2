import type { Clock } from '../../platform/clock.ts';

/** The hand on a tab's clock. */
export interface ClockHand {
  /** Time goes by at once: each timer on the way runs at its own moment, and what it asked for is waited for, as long as `busy` says. */
  skip(ms: number, busy?: () => boolean): Promise<void>;
  /** The clock stands for a moment, then it is `ms` later. `stops`: timers and the monotonic clock slept as well. */
  sleep(ms: number, stops: boolean): Promise<void>;
  /** Somebody sets the wall clock. */
  set(ms: number): void;
  /** The machine's time again. */
  reset(): void;
  asleep(): boolean;
  /** By how much wall time is ahead of the machine's. */
  ahead(): number;
  /** When the next timer is due, in milliseconds from now, and how many there are. */
  timers(): { readonly count: number; readonly next: number | null };
}

interface Timer {
  due: number;
  readonly run: () => void;
  disarm: () => void;
}

/** How long a sleep is seen, in milliseconds. */
const nap = 900;
/** A skip over more timers than this is a jump for the rest of them. */
const most = 1000;
/** Milliseconds between two looks whether what a timer caused is done, and how often that is looked for. */
const [beat, patience] = [4, 500];

/** A clock that goes as `base` does until it is turned. */
export function createTurnedClock(base: Clock): { readonly clock: Clock; readonly hand: ClockHand } {
  const timers = new Set<Timer>();
  /** Both clocks are ahead by the first, wall time by the second as well. */
  let [passed, set] = [0, 0];
  let asleep: { readonly wall: number; readonly monotonic: number } | null = null;

  const monotonic = (): number => asleep?.monotonic ?? base.monotonic() + passed;
  const wall = (): number => asleep?.wall ?? base.wall() + passed + set;

  const fire = (timer: Timer): void => {
    timer.disarm();
    if (timers.delete(timer)) timer.run();
  };
  const arm = (timer: Timer): void => {
    timer.disarm();
    if (asleep) return;
    timer.disarm = base.after(Math.max(0, timer.due - monotonic()), () => fire(timer));
  };
  const armAll = (): void => {
    for (const timer of timers) arm(timer);
  };
  const first = (until: number): Timer | undefined =>
    [...timers].filter(({ due }) => due <= until).sort((a, b) => a.due - b.due)[0];
  const pause = (ms: number): Promise<void> => new Promise((resolve) => base.after(ms, resolve));
  /** An answer that is on its way leads to a write, and that to the next request: it is quiet when it is so twice. */
  const settle = async (busy: () => boolean): Promise<void> => {
    for (let quiet = 0, looks = 0; quiet < 2 && looks < patience; looks++) {
      await pause(beat);
      quiet = busy() ? 0 : quiet + 1;
    }
  };

  const clock: Clock = {
    wall,
    monotonic,
    after(ms, run) {
      const timer: Timer = { due: monotonic() + Math.max(0, ms), run, disarm() {} };
      timers.add(timer);
      arm(timer);
      return () => {
        timer.disarm();
        timers.delete(timer);
      };
    },
  };
  const hand: ClockHand = {
    async skip(ms, busy = () => false) {
      const until = monotonic() + ms;
      for (let steps = 0; steps < most; steps++) {
        const timer = first(until);
        if (!timer) break;
        passed += Math.max(0, timer.due - monotonic());
        fire(timer);
        // A request that time runs away from would have timed out.
        await settle(busy);
      }
      passed += Math.max(0, until - monotonic());
      armAll();
    },
    async sleep(ms, stops) {
      if (asleep) return;
      const began = base.monotonic();
      asleep = { wall: wall(), monotonic: monotonic() };
      for (const timer of timers) timer.disarm();
      await pause(nap);
      const slept = base.monotonic() - began;
      asleep = null;
      // However long it was seen, it was `ms`.
      passed -= slept;
      if (stops) set += ms;
      else passed += ms;
      armAll();
    },
    set(ms) {
      set += ms;
    },
    reset() {
      passed = 0;
      set = 0;
      armAll();
    },
    asleep: () => asleep !== null,
    ahead: () => passed + set,
    timers() {
      const dues = [...timers].map(({ due }) => due);
      return { count: dues.length, next: dues.length > 0 ? Math.max(0, Math.min(...dues) - monotonic()) : null };
    },
  };
  return { clock, hand };
}
