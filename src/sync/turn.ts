import type { Platform } from '../platform/platform.ts';
import type { Agenda } from './agenda.ts';

/** Something that one tab of a browser does for all. */
export interface Turn {
  /** Somebody looks at a tab that doesn't have it, and who has it was asked to say so: if they don't, it is taken from them. */
  doubt(): void;
  /** They said so. */
  heard(): void;
  leave(): void;
}

/**
 * How long whoever has the turn may say nothing when asked, in milliseconds. They answer a message, which no browser holds back in a
 * hidden tab as it does timers: who is silent hangs, or was suspended without a word. Where they come back, nothing was done twice.
 */
const patience = 15_000;

/**
 * Takes the turn when it is this tab's: whoever comes first has it, for as long as it is there. It is handed on when that tab closes,
 * crashes, freezes, or goes into bfcache, and taken from one that hangs.
 *
 * Where there are no Web Locks, every tab does it (`alone`) or none: what is done about a document is right however many do it, and
 * only takes more requests.
 */
export function takeTurn(
  { locks, network, page }: Pick<Platform, 'locks' | 'network' | 'page'>,
  agenda: Agenda,
  name: string,
  begin: () => () => void,
  alone: boolean,
): Turn {
  const doubt = {};
  let doubted = false;
  let waiting: AbortController | null = null;
  let letGo: (() => void) | null = null;

  const heard = (): void => {
    doubted = false;
    agenda.forget(doubt);
  };
  const ask = (steal: boolean): void => {
    if (letGo) return;
    if (!locks) {
      if (alone) letGo = begin();
      return;
    }
    waiting?.abort();
    const mine = network.abort();
    waiting = mine;
    let held: (() => void) | null = null;
    locks
      .run(name, steal ? { steal } : { signal: mine.signal }, async () => {
        if (mine.signal.aborted) return;
        waiting = null;
        heard();
        const end = begin();
        await new Promise<void>((resolve) => {
          held = () => {
            end();
            resolve();
          };
          letGo = held;
        });
      })
      .catch(() => {
        // Called off while it waited, or taken away from here: in that case it stands in line again.
        if (!held || letGo !== held) return;
        held();
        letGo = null;
        ask(false);
      });
  };
  const queue = (): void => {
    if (!waiting) ask(false);
  };
  const leave = (): void => {
    heard();
    waiting?.abort();
    waiting = null;
    letGo?.();
    letGo = null;
  };

  const stop = page.subscribe((event) => {
    if (event === 'leave') leave();
    if (event === 'wake') queue();
  });
  queue();
  return {
    doubt() {
      if (!locks || letGo || doubted) return;
      doubted = true;
      agenda.plan(doubt, patience, () => {
        doubted = false;
        if (page.visible()) ask(true);
      });
    },
    heard,
    leave() {
      stop();
      leave();
    },
  };
}
