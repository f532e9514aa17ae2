import type { DocumentHost, Offered, Partition, SavedTo } from '../vault/host.ts';
import type { Stay } from '../vault/stay.ts';
import type { Document } from './document.ts';
import type { Elements, ElementsInMemory } from './elements.ts';
import type { Face } from './face.ts';

/** What of a document is the account's, and how that is called there. */
export interface SharedNames {
  /** The name there; null for what stays here. */
  out(element: string): string | null;
  /** The name here of what came from there. */
  in(name: string): string;
}

/** All of it, under the same names. */
export const sharesAll: SharedNames = { out: (name) => name, in: (name) => name };

/**
 * What is offered of one stay at a document. It is raw: what carrying it takes is in the room that carries, so that an application without
 * that pays nothing for it.
 */
export interface Offer
  extends Offered,
    Pick<Face, 'version' | 'afterSignOut'>,
    Pick<Document, 'write' | 'close' | 'gather' | 'closed' | 'replica'> {
  readonly partition: Partition;
  readonly stay: Stay;
  readonly names: SharedNames;
  /** All that is known. */
  readonly all: Elements;
  /** Nothing, to read into. */
  fresh(): ElementsInMemory;
  /** Stores that it was closed, and removes what was. */
  clean(): void;
  /** What the account has is known: that, or, where there is nothing to be had of it, what is here; `undefined`: as before. */
  known(account?: Elements): Promise<void>;
  /** What changes in `work` is from the account, and no edit. */
  quietly(work: () => void): void;
  show(savedTo: SavedTo): void;
}

/** Offers a document to whoever carries it to the account, one stay after the other. */
export interface Sharing {
  begin(partition: Partition, stay: Stay, all: Elements): void;
  /** `edited`: it is not only stored better or worse. */
  changed(edited: boolean): void;
  /** Whether somebody carries it. */
  carries(): boolean;
  savedTo(): SavedTo;
  end(): void;
}

export function createSharing(
  host: DocumentHost,
  name: string,
  { version, afterSignOut, shares: names, show }: Face,
  parts: Pick<Offer, 'write' | 'close' | 'gather' | 'closed' | 'replica' | 'fresh' | 'clean' | 'known'>,
): Sharing {
  let carrier: ReturnType<NonNullable<DocumentHost['share']>> = null;
  let savedTo: SavedTo = 'device';
  let quiet = false;

  return {
    begin(partition, stay, all) {
      if (!names || partition.id === 'guest' || !host.share) return;
      const offer: Offer = {
        ...parts,
        ...{ name, version, afterSignOut, partition, stay, names, all },
        quietly(work) {
          quiet = true;
          work();
          quiet = false;
        },
        show(next) {
          if (savedTo === next) return;
          savedTo = next;
          show({ saved: stay.status(), savedTo });
        },
      };
      carrier = host.share(offer);
    },
    changed(edited) {
      if (edited && !quiet) savedTo = 'device';
      carrier?.changed(edited && !quiet);
    },
    carries: () => carrier !== null,
    savedTo: () => savedTo,
    end() {
      carrier?.end();
      carrier = null;
      savedTo = 'device';
    },
  };
}
