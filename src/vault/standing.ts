import { HoldfastError } from '../foundation/errors.ts';
import type { Kept } from './contents.ts';
import type { DocumentHost, Partition } from './host.ts';
import { prefixOf } from './keys.ts';
import { isClaiming } from './opening.ts';
import { retry } from './retry.ts';
import { makeRoom } from './room.ts';

/** How well a stay's edits are kept; the worst wins. */
export type StayStatus = 'restoring' | 'saving' | 'saved' | 'volatile' | 'error';

/** Where a stay is and how it stands: what its reading, its writing and its ending know of each other. */
export interface Standing {
  readonly host: DocumentHost;
  readonly partition: Partition;
  readonly kept: Kept;
  /** What all keys of the document begin with. */
  readonly prefix: string;
  /** Which document is stored there; null until it was opened. */
  id(): string | null;
  /** It was opened. */
  settle(id: string): void;
  /** Storage is asked again where it failed for no reason of ours. */
  again<T>(work: () => Promise<T>): Promise<T>;
  /** What was read is from a newer version, or is sealed by a key that isn't here. */
  found(what: { readonly newer: boolean; readonly waiting: boolean }): void;
  /** A newer version wrote here: nothing may be written. */
  newer(): boolean;
  degrade(to: 'volatile' | 'error', error: unknown): void;
  /** The guest's document waits for room to join this one, or does so no longer: until then nothing is well. */
  owe(waits: boolean): void;
  owes(): boolean;
  /** A guest's document waits to join this one, until it is known what the account has. */
  await(waits: boolean): void;
  recover(): void;
  status(busy: boolean): StayStatus;
  /** Nothing is read or written any more. */
  over(): boolean;
  end(): void;
}

export function createStanding(host: DocumentHost, partition: Partition, kept: Kept): Standing {
  const prefix = prefixOf(partition.id, kept.document);
  let id: string | null = null;
  let newer = false;
  let waiting = false;
  let trouble: 'volatile' | 'error' | null = null;
  let owing = false;
  let awaiting = false;
  let over = false;

  return {
    host,
    partition,
    kept,
    prefix,
    id: () => id,
    settle(named) {
      id = named;
    },
    again: (work) => retry(host.platform.clock, work, () => makeRoom(host)),
    found(what) {
      waiting = what.waiting;
      const text = `"${kept.document}" was stored by a newer version of this application and is left as it is. Reload the page.`;
      if (what.newer && !newer) host.reportStorage('durable', new HoldfastError('HOLDFAST_DISCARDED', text));
      newer = what.newer;
    },
    newer: () => newer,
    degrade(to, error) {
      if (over || trouble === to) return;
      trouble = to;
      host.reportStorage('volatile', error);
      kept.changed();
    },
    owe(waits) {
      owing = waits;
    },
    owes: () => owing,
    await(waits) {
      awaiting = waits;
    },
    recover() {
      if (owing) return;
      if (trouble) host.reportStorage('durable');
      trouble = null;
    },
    status(busy) {
      if (newer) return 'error';
      // Another tab may have seen to it.
      awaiting &&= isClaiming(host, kept.document, partition.id);
      return trouble ?? (id === null || waiting || awaiting ? 'restoring' : busy ? 'saving' : 'saved');
    },
    over: () => over,
    end() {
      over = true;
    },
  };
}
