import type { SavedTo } from '../vault/host.ts';

/**
 * - `off`: nobody is signed in, there is no `sync`, or no document that takes part
 * - `idle`: nothing is under way · `pushing`: something is, or is about to be
 * - `offline`: the server can't be reached, or asked for patience; it is tried again
 * - `paused`: the server doesn't know the session any more; it goes on when the same person is signed in again
 * - `stopped`: the server refuses, or what it has is of a newer version; what is here stays here
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
