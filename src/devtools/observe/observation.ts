import type { StoreName } from '../../platform/database.ts';
import type { PageEvent } from '../../platform/page.ts';

/** What a lock has come to: `lost` where it was stolen, or waiting was given up. */
export type LockOutcome = 'waiting' | 'held' | 'released' | 'refused' | 'lost';

/** Something seen below a session. Never what was written, sent or answered: names of kinds, lengths and numbers. */
export type Seen =
  | {
      readonly kind: 'write';
      readonly stores: readonly StoreName[];
      /** Keys that were put or removed. */
      readonly keys: number;
      readonly strict: boolean;
      readonly failed: boolean;
    }
  | { readonly kind: 'lock'; readonly name: string; readonly waited: number; readonly outcome: LockOutcome }
  | {
      readonly kind: 'message';
      readonly direction: 'sent' | 'received';
      readonly type: string;
      readonly from: string;
      readonly lost: boolean;
    }
  | {
      readonly kind: 'request';
      readonly method: string;
      /** Without its query, which may carry codes and tokens. */
      readonly path: string;
      /** `null` while it is under way, and where nothing answered. */
      readonly status: number | null;
      /** By a control of the devtools, and not by the network. */
      readonly feigned: boolean;
    }
  | { readonly kind: 'page'; readonly event: PageEvent }
  | { readonly kind: 'clock'; readonly what: 'slept' | 'skipped' | 'set'; readonly by: number }
  | { readonly kind: 'report'; readonly message: string };

/** When it began, in the session's time, and how long it took in milliseconds; `null` while it goes on. */
export type Observation = Seen & { readonly id: number; readonly at: number; readonly took: number | null };

/** What happened, oldest first, and not more than is worth keeping. */
export interface Log {
  read(): readonly Observation[];
  subscribe(changed: () => void): () => void;
  clear(): void;
}

type New<Item> = Item extends unknown ? Omit<Item, 'id'> : never;

/** The log as whoever sees writes it. */
export interface WritableLog extends Log {
  /** Answers the way to say later what became of it. */
  add(item: New<Observation>): (later: Partial<Observation>) => void;
}

/** What is added and changed costs the same however much is kept; what is read is made when somebody reads. */
export function createLog(most: number): WritableLog {
  const listeners = new Set<() => void>();
  /** Up to twice as much as is read, so that it is cut seldom. Their ids follow one another. */
  let items: Observation[] = [];
  let read: readonly Observation[] | null = [];
  let next = 0;
  const tell = (): void => {
    read = null;
    for (const listener of listeners) listener();
  };
  return {
    read() {
      read ??= items.slice(-most);
      return read;
    },
    subscribe(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    add(item) {
      const id = next++;
      items.push({ ...item, id });
      if (items.length > 2 * most) items = items.slice(-most);
      tell();
      return (later) => {
        const at = id - (items[0]?.id ?? next);
        const before = items[at];
        if (!before) return;
        items[at] = { ...before, ...later } as Observation;
        tell();
      };
    },
    clear() {
      items = [];
      tell();
    },
  };
}
