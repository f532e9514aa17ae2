import type { PageEvent } from '../platform/page.ts';
import type { Asking } from './asking.ts';
import type { Beginning } from './beginning.ts';
import type { Ending } from './ending.ts';
import type { Ground } from './ground.ts';
import type { Timekeeper } from './timekeeper.ts';

/** What happens to the page, and what a session makes of it. */
export function createPageDuties<User, Credentials>(
  ground: Ground<User, Credentials>,
  timekeeper: Timekeeper,
  ending: Ending,
  beginning: Beginning<User, Credentials>,
  asking: Asking<User>,
  learn: () => void,
  find: () => void,
): (event: PageEvent) => void {
  const { platform, store, desk, wire, shown, record } = ground;
  let curtained = false;
  const uncover = (): void => void (curtained || timekeeper.inDoubt() || platform.page.curtain(false));
  return (event) => {
    const before = store.getState().status;
    if (event === 'hidden' || event === 'leave') for (const writer of desk.host.writers()) writer.exit();
    if (event === 'leave') {
      // A restored page is checked before it is seen, so what it showed is covered already while it goes.
      curtained = shown() !== null;
      platform.page.curtain(curtained);
      wire.close();
    }
    if (event === 'wake') {
      wire.open();
      learn();
      timekeeper.look();
      if (curtained) {
        curtained = false;
        const epoch = shown()?.epoch;
        // What replaces a session that is over is drawn first, also where it is another tab's.
        if (epoch !== undefined && epoch !== ground.epoch())
          void beginning.arrived().then(() => ground.after(0, uncover));
        else if (store.getState().status === before) uncover();
        else ground.after(0, uncover);
      }
      desk.announced(null);
    }
    timekeeper.update();
    const present = shown();
    if (event === 'online') {
      void ending.settle();
      // Whoever chose not to follow another tab's sign-in isn't made to by a network that returns.
      if (!present && (ground.signInElsewhere === 'adopt' || !record.living() || ground.unknown())) find();
    }
    // Somebody is here again, or the network is: what could not be told may be now.
    if (present && (event === 'online' || (event === 'wake' && present.freshness !== 'fresh'))) void asking.verify();
  };
}
