import type { View } from '../follow/bench.ts';

/** At which side of the window the panel stands. */
export type Dock = 'bottom' | 'right';

/** What the panel remembers of how somebody likes it, in this browser. */
export interface Memory {
  readonly dock: Dock;
  /** Its height at the bottom, and its width at the right, in pixels; `null` until somebody has changed it. */
  readonly bottom: number | null;
  readonly right: number | null;
  readonly tab: string;
  /** Whether it has a window for itself. */
  readonly apart: boolean;
}

const place = 'holdfast:devtools';

const readText = (storage: () => Storage, key: string): string | null => {
  try {
    return storage().getItem(key);
  } catch {
    // The browser refuses storage altogether.
    return null;
  }
};
const writeText = (storage: () => Storage, key: string, text: string): void => {
  try {
    storage().setItem(key, text);
  } catch {
    // Then it is forgotten.
  }
};

/** Whatever makes no sense is as it usually is. */
export function readMemory(view: View, defaultDock: Dock): Memory {
  const usual: Memory = { dock: defaultDock, bottom: null, right: null, tab: 'timeline', apart: false };
  try {
    const found = JSON.parse(readText(() => view.localStorage, place) ?? '{}') as Record<string, unknown>;
    const { dock, bottom, right, tab, apart } = found;
    return {
      dock: dock === 'bottom' || dock === 'right' ? dock : usual.dock,
      bottom: typeof bottom === 'number' ? bottom : usual.bottom,
      right: typeof right === 'number' ? right : usual.right,
      tab: typeof tab === 'string' ? tab : usual.tab,
      apart: apart === true,
    };
  } catch {
    return usual;
  }
}

export const writeMemory = (view: View, memory: Memory): void =>
  writeText(() => view.localStorage, place, JSON.stringify(memory));

/** Whether it is open: of this tab, so that a reload shows it again. */
export function readOpen(view: View, usual: boolean): boolean {
  const text = readText(() => view.sessionStorage, place);
  return text === null ? usual : text === 'open';
}

export const writeOpen = (view: View, open: boolean): void =>
  writeText(() => view.sessionStorage, place, open ? 'open' : 'closed');
