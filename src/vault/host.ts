import type { ReadableStore } from '../foundation/store.ts';
import type { Keys } from '../platform/crypto.ts';
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

/**
 * What becomes of a user's document when the person signs out: `wipe` removes it with its key, `seal` leaves it sealed for the same user.
 *
 * What `seal` stops depends on the key. With an account key (`Lease.accountKey`) what stays on the device opens for nobody until the
 * same user signs in again. Without one the key stays in this browser, where no script can export it and no other user's session
 * uses it: whoever comes next is shown nothing and finds nothing readable in storage. It doesn't stop a script in a page of
 * this origin that sets out to use that key, nor somebody who copies the browser's profile.
 */
export type AfterEnd = 'wipe' | 'seal';

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

/** A document of somebody who is signed in, offered to whoever carries it to their account. What else it is, documents say. */
export interface Offered {
  readonly name: string;
}

/**
 * Where a document is saved: on this `device`, or in the `account` as well, where the person's other devices find all of it that goes
 * there. Files, secret fields and settings of a tab or device never do, and aren't meant. Without `sync` and for a guest it is the device.
 */
export type SavedTo = 'device' | 'account';

/** What a document tells whoever carries it. */
export interface Carrier {
  /** How it is stored has changed, or, where it was `edited`, what is in it. */
  changed(edited: boolean): void;
  /** It is closed here. */
  end(): void;
}

/** What the session asks of a document, or of whatever else writes for one. */
export interface Writer {
  /** What must be written before an end; 500 ms are waited for it. */
  flush(): Promise<void>;
  /** What must be written before the page is gone, at once. */
  exit(): void;
  /** Whether unfinished work exists that waits for the same user. */
  kept(): boolean;
  /** Of a document: what it is called, and what it shows. */
  readonly name?: string;
  readonly view?: ReadableStore<object>;
}

/** What the session does for documents. Known to no application; documents reach it through {@link documentHost}. */
export interface DocumentHost {
  /** Name of the session, for names of databases and channels. */
  readonly name: string;
  readonly platform: Platform;
  /** One database per session, opened once, closed with the session. */
  database(): import('../platform/database.ts').Database;
  /** Present partition. */
  partition(): Partition | null;
  /** Keys that came with the sign-in of the present partition's user; null where the server gives none, or for a guest. */
  accountKeys(): Promise<Keys | null>;
  /** The session's time. */
  now(): number;
  /** What edits are dated by: the server's clock, where that is known. Without it, the session's time. */
  dated?(): number;
  /** Called at every change of partition, after `flush` of the old one. Calls at once with the present one when it is known. */
  onPartition(listener: (partition: Partition | null, cause: PartitionCause) => void): () => void;
  register(writer: Writer): () => void;
  /** All that are registered, in the order in which they came. */
  writers(): readonly Writer[];
  /** Tells other tabs that `document` changed in storage: under these keys of its journal, which name nothing, or anywhere. Carries nothing else. */
  announce(document: string, keys?: readonly string[]): void;
  /** Called when another tab announced `document`, and (with `null`) after every wake, when anything may have changed. */
  onAnnounced(listener: (document: string | null, keys?: readonly string[]) => void): () => void;
  /** Offers a document to whoever carries it to the account; null where nobody does. */
  share?(document: Offered): Carrier | null;
  /** A guest's document, in which there was something, became the account's, or nothing of it did; reaches the application as `claimed`. */
  claimed?(document: string, joined: boolean): void;
  /** Reports a degraded mode or set-aside data; reaches the application as the session's `storage` event. */
  reportStorage(mode: 'durable' | 'volatile', error?: unknown): void;
}

/** Under this symbol a session offers itself to documents. */
export const documentHost: unique symbol = Symbol.for('holdfast.documents');

/** Anything that documents can be made for: a session. */
export interface DocumentOwner {
  readonly [documentHost]: DocumentHost;
}
