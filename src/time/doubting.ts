import { seconds } from '../foundation/durations.ts';
import type { Platform } from '../platform/platform.ts';
import { within } from '../platform/within.ts';
import type { IdleOptions } from './limits.ts';

/** A deadline that only the wall clock says has passed. Whoever knows better is asked, and nobody sees the page meanwhile. */
export interface Doubting {
  pending(): boolean;
  /** Calls `settle` with what was answered, which should be the milliseconds that are left; 0 when nobody knows. */
  ask(verify: NonNullable<IdleOptions['verify']>, gap: number, settle: (left: number) => void): void;
  /** The epoch is over. */
  drop(): void;
}

const patience = seconds(10);

export function createDoubting({ clock, page, report }: Platform): Doubting {
  let pending: object | null = null;

  const drop = (): void => {
    if (!pending) return;
    pending = null;
    // What replaces the page is drawn first.
    clock.after(0, () => pending || page.curtain(false));
  };
  return {
    pending: () => pending !== null,
    ask(verify, gap, settle) {
      if (pending) return;
      const asked = {};
      pending = asked;
      page.curtain(true);
      const answer = new Promise<number>((resolve) => resolve(verify({ gap }))).catch((error: unknown) => {
        report('idle.verify threw, so the session ends', error);
        return 0;
      });
      void within(clock, patience, answer, 0).then((left) => {
        if (pending !== asked) return;
        drop();
        settle(left);
      });
    },
    drop,
  };
}
