import type { DocumentHost } from '../vault/host.ts';

/** How a tab is told apart from the others, over reloads. */
export interface TabId {
  /** Its name. Taken up when first asked for, so that nothing is read before the session starts. */
  get(): string;
  /** Called with the name before, where the tab turned out to have that of another one. */
  onChange(listener: (before: string) => void): void;
}

const asked = '@tab/';
const taken = '@tab-taken/';
const ids = new WeakMap<DocumentHost, TabId>();

/** The name of the tab a session is in: one for all its documents. */
export function tabIdOf(host: DocumentHost): TabId {
  const id = ids.get(host) ?? createTabId(host);
  ids.set(host, id);
  return id;
}

/**
 * The name stands in the tab's records only while the page is hidden or gone. So a reload and a restored tab find it, and a tab
 * that is duplicated while it is seen has none to hand on. One that is duplicated in the background has: therefore whoever comes
 * with a name asks for it, and leaves it to a tab that answers.
 */
function createTabId(host: DocumentHost): TabId {
  const { tabRecords, crypto } = host.platform;
  const key = `holdfast:${host.name}:tab`;
  const listeners: ((before: string) => void)[] = [];
  let id: string | null = null;
  let laidDown = false;

  const ask = (): void => {
    tabRecords.write(key, null);
    host.announce(asked + id);
  };
  host.register({
    flush: async () => {},
    exit() {
      if (id === null) return;
      tabRecords.write(key, id);
      laidDown = true;
    },
    kept: () => false,
  });
  host.onAnnounced((said) => {
    if (id === null) return;
    if (said === null && laidDown) {
      laidDown = false;
      ask();
    } else if (said === asked + id) host.announce(taken + id);
    else if (said === taken + id) {
      const before = id;
      id = crypto.randomId();
      for (const listener of listeners) listener(before);
    }
  });
  return {
    get() {
      if (id !== null) return id;
      const found = tabRecords.read(key);
      id = found ?? crypto.randomId();
      if (found !== null) ask();
      return id;
    },
    onChange: (listener) => void listeners.push(listener),
  };
}
