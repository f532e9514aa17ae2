import type { Page } from '../../platform/page.ts';

/** What this tab knows of the network: since when something shows that it works. */
export interface Outlook {
  /** Something was answered, or the page woke: another try is worth it. */
  heardAt(): number;
  /** The network returned: whoever waits needn't wait on. */
  onlineAt(): number;
  /** An answer came, whatever it says. */
  heard(): void;
  /** Listens to the page until `signal` aborts. */
  watch(signal: AbortSignal): void;
}

export function createOutlook(page: Page, now: () => number): Outlook {
  let onlineAt = Number.NEGATIVE_INFINITY;
  // Somebody opens a page: as good as its waking.
  let heardAt = onlineAt;
  let watched: AbortSignal | null = null;
  const heard = (): void => {
    heardAt = now();
  };
  return {
    heardAt: () => heardAt,
    onlineAt: () => onlineAt,
    heard,
    watch(signal) {
      if (signal === watched || signal.aborted) return;
      if (!watched) heard();
      watched = signal;
      const stop = page.subscribe((event) => {
        if (event === 'online' || event === 'wake') heard();
        if (event === 'online') onlineAt = now();
      });
      signal.addEventListener('abort', stop, { once: true });
    },
  };
}
