import type { Platform } from '../platform/platform.ts';

/**
 * Whose documents are open. `null` while it is not known who is signed in.
 * `id` is `guest`, or a digest of the user's id: it stands in keys and says nothing.
 */
export interface Partition {
  readonly id: string;
  /** Which stay this is; a writer born under another one is late and writes no more. Empty for a guest. */
  readonly epoch: string;
}

/** What becomes of a user's documents at an end: `wipe` removes them, `keep` leaves them for the same user. */
export type AfterEnd = 'wipe' | 'keep';

/** What a change of partition was caused by. */
export type PartitionCause =
  /** found at start, or signed in in another tab */
  | 'restored'
  /** somebody signed in here; a guest's work may be claimed */
  | 'signed-in'
  /** somebody signed out deliberately, in any tab */
  | 'signed-out'
  /** a limit, a refusal or a switch: the person did not ask for it */
  | 'ended';

/** What the session does for documents. Known to no application; documents reach it through {@link documentHost}. */
export interface DocumentHost {
  /** Name of the session, for names of databases and channels. */
  readonly name: string;
  readonly platform: Platform;
  /** One database per session, opened once, closed with the session. */
  database(): import('../platform/database.ts').Database;
  /** Present partition. */
  partition(): Partition | null;
  /** The session's time. */
  now(): number;
  /** Called at every change of partition, after `flush` of the old one. Calls at once with the present one when it is known. */
  onPartition(listener: (partition: Partition | null, cause: PartitionCause) => void): () => void;
  /** Registers what must be written before an end (bounded: 500 ms) and at exit. `kept` answers whether unfinished work exists that an end of kind `keep` leaves. */
  register(writer: { flush(): Promise<void>; exit(): void; kept(): boolean }): () => void;
  /** Tells other tabs that `document` changed in storage. Carries names only. */
  announce(document: string): void;
  /** Called when another tab announced `document`, and (with `null`) after every wake, when anything may have changed. */
  onAnnounced(listener: (document: string | null) => void): () => void;
  /** Reports a degraded mode or set-aside data; reaches the application as the session's `storage` event. */
  reportStorage(mode: 'durable' | 'volatile', error?: unknown): void;
}

/** Under this symbol a session offers itself to documents. */
export const documentHost: unique symbol = Symbol.for('holdfast.documents');

/** Anything that documents can be made for: a session. */
export interface DocumentOwner {
  readonly [documentHost]: DocumentHost;
}
