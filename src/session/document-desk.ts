import { createGroup } from '../foundation/group.ts';
import type { DocumentHost, Partition, PartitionCause, Writer } from '../vault/host.ts';

/** What the session does for documents: whose are open, what must be written before an end, and hints between tabs. */
export interface DocumentDesk {
  readonly host: DocumentHost;
  /** Another person's documents from here on; those that were open are closed first. */
  change(id: string, epoch: string, cause: PartitionCause): void;
  /** Who carries documents to the account, once that is there. */
  carry(share: NonNullable<DocumentHost['share']>): void;
  /** Whether work waits here for the same user. */
  kept(): boolean;
  /** `null`: anything may have changed. */
  announced(document: string | null, keys?: readonly string[]): void;
}

/** `more`: the rest of what documents are offered. */
export function createDocumentDesk(
  more: Omit<DocumentHost, 'partition' | 'onPartition' | 'register' | 'writers' | 'onAnnounced' | 'share'>,
): DocumentDesk {
  let partition: Partition | null = null;
  let cause: PartitionCause;
  let share: DocumentHost['share'];
  const partitions = createGroup<Parameters<DocumentHost['onPartition']>[0]>();
  const announcements = createGroup<Parameters<DocumentHost['onAnnounced']>[0]>();
  const writers = createGroup<Writer>();

  return {
    host: {
      ...more,
      partition: () => partition,
      onPartition(listener) {
        if (partition) listener(partition, cause);
        return partitions.add(listener);
      },
      register: writers.add,
      writers: writers.all,
      onAnnounced: announcements.add,
      share: (document) => share?.(document) ?? null,
    },
    change(id, epoch, why) {
      if (id === partition?.id && epoch === partition.epoch) return;
      partition = { id, epoch };
      cause = why;
      for (const listener of partitions.all()) listener(partition, cause);
    },
    carry(by) {
      share = by;
    },
    kept: () => writers.all().some((writer) => writer.kept()),
    announced(document, keys) {
      for (const listener of announcements.all()) listener(document, keys);
    },
  };
}
