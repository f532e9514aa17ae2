import type { Countdown } from '../time/countdown.ts';
import type { Holding } from '../time/holding.ts';
import type { LimitSetting } from '../time/limit-setting.ts';
import type { LimitOptions } from '../time/limits.ts';
import type { Reading } from '../time/reading.ts';
import type { EpochTime } from './epoch-time.ts';
import type { Ground } from './ground.ts';

/** What an application does about a session's time while it runs. */
export interface Adjusting {
  hold(name: string, options: { readonly max: number }): () => void;
  configure(change: LimitOptions): void;
}

export function createAdjusting<User, Credentials>(
  { time: { now } }: Pick<Ground<User, Credentials>, 'time'>,
  { epoch, count, share }: EpochTime,
  holding: Holding,
  setting: LimitSetting,
  countdown: Countdown,
  look: () => Reading | null,
): Adjusting {
  return {
    hold(name, options) {
      // Before anything is held: what is over isn't brought back.
      look();
      const held = holding.take(name, options, epoch(), now());
      look();
      return () => {
        const holds = held.release(now());
        if (!holds || !epoch()) return;
        share({ holds });
        look();
      };
    },
    configure(change) {
      const lives = look() !== null;
      if (!epoch()) {
        setting.change(change);
        countdown.set({ limits: setting.lengths() });
        return;
      }
      const at = now();
      setting.changeNow(change, at);
      // Somebody is being asked whether it lives. Until then the others hear nothing: by shorter limits they would end it.
      if (!lives) return;
      // Nobody is ended by it without having been warned.
      const { timeout, warning } = setting.limits();
      count(at - timeout + warning);
      share(setting.told());
      look();
    },
  };
}
