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

export function createLog(most: number): WritableLog {
  const listeners = new Set<() => void>();
  let items: readonly Observation[] = [];
  let next = 0;
  const set = (changed: readonly Observation[]): void => {
    items = changed;
    for (const listener of listeners) listener();
  };
  return {
    read: () => items,
    subscribe(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    add(item) {
      const id = next++;
      set([...items, { ...item, id }].slice(-most));
      return (later) => set(items.map((each) => (each.id === id ? ({ ...each, ...later } as Observation) : each)));
    },
    clear: () => set([]),
  };
}
