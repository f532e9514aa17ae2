import type { TabRecords } from '../platform/tab-records.ts';
import type { Life } from './life.ts';

/** sessionStorage of all tabs of a browser. */
export interface TabRecordsHub {
  /** `from` names the tab whose texts are copied: it was closed and is opened again, or it is duplicated. */
  forTab(life: Life, name: string, from: string | null): TabRecords;
  contents(): unknown;
}

export function createTabRecordsHub(refused: () => boolean): TabRecordsHub {
  const tabs = new Map<string, Map<string, string>>();
  return {
    forTab(life, name, from) {
      const stored = new Map(from === null ? [] : tabs.get(from));
      const own = new Map<string, string | null>();
      tabs.set(name, stored);
      return {
        read(key) {
          const kept = own.get(key);
          if (kept !== undefined) return kept;
          return refused() ? null : (stored.get(key) ?? null);
        },
        write(key, value) {
          if (life.gone()) return;
          if (refused()) own.set(key, value);
          else {
            own.delete(key);
            if (value === null) stored.delete(key);
            else stored.set(key, value);
          }
        },
      };
    },
    contents: () => [...tabs.values()].map((stored) => Object.fromEntries(stored)),
  };
}
