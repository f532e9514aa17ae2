import type { Activity, InputVerdict } from '../../platform/activity.ts';
import type { Page, PageEvent } from '../../platform/page.ts';
import type { Records } from '../../platform/records.ts';
import type { FaultStore } from './faults.ts';
import type { Seen } from './observation.ts';

/** The page, and the way to tell a session what hasn't happened to it. */
export function observePage(
  page: Page,
  tell: (seen: Seen) => void,
): { readonly page: Page; readonly emit: (event: PageEvent) => void } {
  const listeners = new Set<(event: PageEvent) => void>();
  return {
    page: {
      ...page,
      subscribe(listener) {
        const own = (event: PageEvent): void => listener(event);
        // Whoever came first tells of it, once for all.
        const stop = page.subscribe((event) => {
          if (own === [...listeners][0]) tell({ kind: 'page', event });
          own(event);
        });
        listeners.add(own);
        return () => {
          listeners.delete(own);
          stop();
        };
      },
    },
    emit(event) {
      tell({ kind: 'page', event });
      for (const listener of [...listeners]) listener(event);
    },
  };
}

/** The records, and the way to tell a session that another tab has changed one. */
export function observeRecords(records: Records): {
  readonly records: Records;
  readonly changed: (key: string) => void;
} {
  const listeners = new Set<(key: string | null) => void>();
  return {
    records: {
      ...records,
      subscribe(listener) {
        const own = (key: string | null): void => listener(key);
        const stop = records.subscribe(own);
        listeners.add(own);
        return () => {
          listeners.delete(own);
          stop();
        };
      },
    },
    changed(key) {
      for (const listener of [...listeners]) listener(key);
    },
  };
}

/** Input, but for what is done in the devtools, which is no use of the application, and while the tab sleeps. */
export function observeActivity(activity: Activity, faults: FaultStore, isOwn: () => boolean): Activity {
  const sieve =
    (onInput: () => InputVerdict): (() => InputVerdict) =>
    () =>
      faults.getState().asleep || isOwn() ? 'pass' : onInput();
  return {
    listen: (onInput) => activity.listen(sieve(onInput)),
    listenIn: (frame, onInput, onForeign) => activity.listenIn(frame, sieve(onInput), onForeign),
  };
}
