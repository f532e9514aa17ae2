import type { Database } from '../platform/database.ts';
import type { Platform } from '../platform/platform.ts';
import type { DocumentHost, Partition, PartitionCause } from '../vault/host.ts';

type Writer = Parameters<DocumentHost['register']>[0];

/** What the session does for documents: whose are open, what must be written before an end, and hints between tabs. */
export interface DocumentDesk {
  readonly host: DocumentHost;
  /** Another person's documents from here on; those that were open are closed first. */
  change(partition: Partition | null, cause: PartitionCause): void;
  readonly flushes: () => readonly (() => Promise<void>)[];
  exit(): void;
  /** Whether work waits here for the same user. */
  kept(): boolean;
  /** `null`: anything may have changed. */
  announced(document: string | null): void;
}

export function createDocumentDesk(
  name: string,
  platform: Platform,
  database: () => Database,
  now: () => number,
  announce: (document: string) => void,
  reportStorage: DocumentHost['reportStorage'],
): DocumentDesk {
  let partition: Partition | null = null;
  let cause: PartitionCause = 'restored';
  const partitionListeners = new Set<Parameters<DocumentHost['onPartition']>[0]>();
  const announceListeners = new Set<(document: string | null) => void>();
  const writers = new Set<Writer>();

  const add = <Item>(set: Set<Item>, item: Item): (() => void) => {
    set.add(item);
    return () => void set.delete(item);
  };
  return {
    host: {
      name,
      platform,
      database,
      now,
      announce,
      reportStorage,
      partition: () => partition,
      onPartition(listener) {
        if (partition) listener(partition, cause);
        return add(partitionListeners, listener);
      },
      register: (writer) => add(writers, writer),
      onAnnounced: (listener) => add(announceListeners, listener),
    },
    change(next, why) {
      if (next?.id === partition?.id && next?.epoch === partition?.epoch) return;
      partition = next;
      cause = why;
      for (const listener of [...partitionListeners]) listener(partition, cause);
    },
    flushes: () => [...writers].map((writer) => writer.flush),
    exit() {
      for (const writer of writers) writer.exit();
    },
    kept: () => [...writers].some((writer) => writer.kept()),
    announced(document) {
      for (const listener of [...announceListeners]) listener(document);
    },
  };
}
