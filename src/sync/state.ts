import type { ReadableStore } from '../foundation/store.ts';
import type { SavedTo } from '../vault/host.ts';

/**
 * - `off`: nobody is signed in, there is no `sync`, or no document that takes part
 * - `idle`: nothing is under way · `pushing`: something is, or is about to be
 * - `offline`: the server can't be reached, or asked for patience; it is tried again
 * - `paused`: the server doesn't know the session any more; it goes on when the same person is signed in again
 * - `stopped`: the server refuses, or what it has is of a newer version; what is here stays here, until it goes on: see {@link SyncStore.retry}
 */
export type SyncStatus = 'off' | 'idle' | 'pushing' | 'offline' | 'paused' | 'stopped';

/** What is seen of one document that takes part. */
export interface DocumentSync {
  readonly status: Exclude<SyncStatus, 'off'>;
  readonly savedTo: SavedTo;
  /**
   * When something that another device wrote was last taken over here, in milliseconds since 1970; `null` before that. What the account
   * has when somebody signs in on this device doesn't count. It is set before the document shows it.
   */
  readonly arrivedAt: number | null;
}

/** What is seen of all of them. */
export interface SyncState {
  /** The worst of any document. */
  readonly status: SyncStatus;
  /** How many documents hold something that is saved on this device and not yet in the account. */
  readonly pending: number;
  /** By name. */
  readonly documents: Readonly<Record<string, DocumentSync>>;
}

/** How far documents are on their way to the account. A readable zustand store. */
export interface SyncStore extends ReadableStore<SyncState> {
  /**
   * Lets the documents of these names go on where they are `stopped`, or all of them without a name. What is gone from the account is put
   * back, as it is here. By itself a document that is stopped tries again after an hour or two, and when the person signs in.
   */
  retry(...names: readonly string[]): void;
}

export const syncOff: SyncState = { status: 'off', pending: 0, documents: {} };

/** From best to worst. */
const order: readonly SyncStatus[] = ['idle', 'pushing', 'offline', 'paused', 'stopped'];

/** All of them together. */
export function readSync(documents: Readonly<Record<string, DocumentSync>>): SyncState {
  const all = Object.values(documents);
  const worst = Math.max(-1, ...all.map(({ status }) => order.indexOf(status)));
  const pending = all.filter(({ savedTo }) => savedTo === 'device').length;
  return { status: order[worst] ?? 'off', pending, documents };
}
