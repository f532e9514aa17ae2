import { isPunctual, type ModelTab, shown } from './model-tab.ts';
import type { Stage } from './model-world.ts';

/** Everything that the last happening caused is over: does `one`, which runs, show the truth? */
export function checkTab({ book, clockWasSet, fault }: Stage, one: ModelTab): void {
  const { tab, session } = one;
  const { name } = tab;
  const here = shown(one);
  const newest = book.newest();
  if (newest && !newest.over && newest.epoch !== here?.epoch && book.read(newest).over === 'no')
    fault(`${name} doesn't show ${newest.epoch}, which lives`);
  if (!here) return;
  const life = book.lives.get(here.epoch);
  if (!life || life.over) {
    fault(`${name} shows ${here.epoch}, which is over`);
    return;
  }
  if (!isPunctual(one)) return;
  const { over, warned, held, left } = book.read(life, one.missed.get(life.epoch));
  if (over === 'yes') fault(`${name} shows ${here.epoch}, over for ${-left[1] / 1000} s`);
  if (warned === 'yes' && !here.warning) fault(`${name} doesn't warn, with ${left} left`);
  if (warned === 'no' && here.warning) fault(`${name} warns, with ${left} left`);
  if (tab.curtain) fault(`${name} is covered`);
  const { phase, now: lookedAt, remaining, heldBy } = session.timer.getState();
  if ((phase === 'warning') !== (here.warning !== null)) fault(`${name} has a timer that is ${phase}`);
  // What was read just now has to be the truth.
  if (clockWasSet || !one.looked) return;
  if (Math.abs(lookedAt - tab.platform.clock.wall()) > 50) fault(`${name} woke and hasn't looked`);
  if (remaining < left[0] || remaining > left[1]) fault(`${name} says ${remaining} left, of ${left}`);
  if (held === 'yes' && heldBy.length === 0) fault(`${name} doesn't know of a hold`);
  if (held === 'no' && heldBy.length > 0) fault(`${name} is held by ${heldBy}`);
}
