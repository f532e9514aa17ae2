import type { Connection } from '../auth/transport.ts';
import type { HoldfastError } from '../foundation/errors.ts';
import type { ReadableStore } from '../foundation/store.ts';
import type { Message } from '../tabs/protocol.ts';
import type { Carrier, DocumentHost, Offered } from '../vault/host.ts';
import type { Send } from './remote.ts';
import type { DocumentSync, SyncState } from './state.ts';

/** What the tabs of one browser tell one another. It hints at what is stored, and holds no content and no revision. */
export type SyncMessage =
  /** The tab that works has come so far. */
  | {
      readonly type: 'synced';
      readonly document: string;
      readonly status: DocumentSync['status'];
      readonly arrivedAt?: number;
    }
  /** The account may have changed: of one document, or of any (''). */
  | { readonly type: 'poked'; readonly document: string }
  /** Somebody looks at this document in a tab that doesn't work, or ('') at any in one that holds no stream: who does says so. */
  | { readonly type: 'looked'; readonly document: string }
  /** The application wants a document to go on that was stopped. */
  | { readonly type: 'retried'; readonly document: string };

/** What a session does for {@link Sync}. */
export interface SyncContext {
  readonly host: DocumentHost;
  /** Sends under the present session. */
  readonly fetch: Send;
  /** What makes a request one of whoever is signed in. */
  readonly connection: Pick<Connection<never, never>, 'allows' | 'authorize'>;
  /** Asks the server who is signed in. */
  verify(): void;
  /** The server's clock is ahead of this device's by `skew` milliseconds (behind when negative). What is done from here on is dated by it. */
  correct(skew: number): void;
  send(message: SyncMessage): void;
  /** Tells the application what went wrong. */
  tell(document: string, error: HoldfastError): void;
}

/** A way to the account, at work for one session. */
export interface Syncing {
  readonly store: ReadableStore<SyncState>;
  /** Lets these documents go on, or all, where they are stopped: also by putting back what is gone from the account. */
  retry(...names: readonly string[]): void;
  share(document: Offered): Carrier | null;
  /** Answers whether this is about documents on their way. */
  hear(message: Message | null): boolean;
  /** Between a start and its end. Otherwise nothing is sent, nothing listens and nothing is timed. */
  start(): () => void;
}

/** Carries documents to the person's other devices: `http(…)`. */
export interface Sync {
  connect(context: SyncContext): Syncing;
}
