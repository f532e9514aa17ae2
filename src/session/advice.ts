import { inDevelopment } from '../foundation/development.ts';
import type { Platform } from '../platform/platform.ts';

interface Session {
  readonly store: { subscribe: (listener: () => void) => () => void };
}

/** How long a session may be watched before it is started: React's effects run from the inside out. */
const patience = 1000;
/** By store of a session: how to call off what would be said of it. */
const watched = new WeakMap<object, () => void>();
const started = new WeakSet<object>();

/** Sessions of a page by their name. What opens databases is one thing for all of them, and another one in each test tab. */
const pages = new WeakMap<Platform['openDatabase'], Map<string, { running: number; made: number; told: boolean }>>();

/** Of a session that is watched and never started, which would be `loading` for ever without a word. */
export function adviseToStart(session: Session, name: string, platform: Platform): void {
  inDevelopment(() => {
    const { store } = session;
    const { clock, report } = platform;
    const { subscribe } = store;
    store.subscribe = (listener) => {
      if (!watched.has(store) && !started.has(store)) {
        const callOff = clock.after(patience, () =>
          report(
            `the session "${name}" is watched but was not started, so it stays "loading". Put <SessionProvider session={session}> around the application, or call session.start().`,
          ),
        );
        watched.set(store, callOff);
      }
      return subscribe(listener);
    };
  });
}

/** Of sessions that are made where they should not be. */
export function adviseAtStart(session: Session, name: string, platform: Platform): void {
  inDevelopment(() => {
    const { store } = session;
    const { openDatabase, report } = platform;
    const isNew = !started.has(store);
    watched.get(store)?.();
    started.add(store);
    const page = pages.get(openDatabase) ?? new Map();
    pages.set(openDatabase, page);
    const known = page.get(name) ?? { running: 0, made: 0, told: false };
    page.set(name, known);
    known.running++;
    if (isNew) known.made++;
    const areTwo = known.running > 1;
    if (known.told || !(areTwo || known.made > 2)) return;
    known.told = true;
    report(
      areTwo
        ? `two sessions with the name "${name}" run in this page, and act like two tabs. Make a session once, in a module, and give others another name.`
        : `this is the third session with the name "${name}" in this page. Make it once, in a module and not in a component; hot reloading of that module makes new ones, too.`,
    );
  });
}

export function adviseAtStop(name: string, platform: Platform): void {
  inDevelopment(() => {
    const known = pages.get(platform.openDatabase)?.get(name);
    if (known) known.running--;
  });
}
