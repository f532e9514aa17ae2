import type { DocumentHost, Partition, SavedTo, Shared } from '../vault/host.ts';
import type { Stay } from '../vault/stay.ts';
import type { Document } from './document.ts';
import { closing, type Element, type Elements, type ElementsInMemory, latest } from './elements.ts';
import type { Face } from './face.ts';
import { type Fragment, isRegister, join } from './fragment.ts';
import { isReceipt } from './saved.ts';
import { justAfter } from './stamp.ts';

/** What of a document is the account's, and how that is called there. */
export interface SharedNames {
  /** The name there; null for what stays here. */
  out(element: string): string | null;
  /** The name here of what came from there. */
  in(name: string): string;
}

/** All of it, under the same names. */
export const sharesAll: SharedNames = { out: (name) => name, in: (name) => name };

/** Offers a document to whoever carries it to the account, one stay after the other. */
export interface Sharing {
  begin(where: Partition, all: Elements, stay: Stay, fresh: () => ElementsInMemory): void;
  /** `edited`: it is not only stored better or worse. */
  changed(edited: boolean): void;
  savedTo(): SavedTo;
  end(): void;
}

type Parts = Pick<Document, 'write' | 'close' | 'gather' | 'closed' | 'replica'> & { clean(): void };

export function createSharing(
  host: DocumentHost,
  name: string,
  { version, afterSignOut, shares, show }: Face,
  { write, close, clean, gather, closed, replica }: Parts,
): Sharing {
  let carrier: ReturnType<NonNullable<DocumentHost['share']>> = null;
  let savedTo: SavedTo = 'device';
  /** What comes from the account is in the account. */
  let absorbing = false;

  const offer = (
    partition: Partition,
    all: Elements,
    stay: Stay,
    fresh: () => ElementsInMemory,
    { out, in: into }: SharedNames,
  ): Shared => ({
    name,
    version,
    partition,
    afterSignOut,
    id: stay.id,
    elements() {
      const found = new Map<string, Fragment>();
      for (const [element, fragment] of all) {
        const named = out(element);
        const before = named === null ? undefined : found.get(named);
        if (named !== null) found.set(named, before ? join(before, fragment) : fragment);
      }
      return found;
    },
    isStored: () => stay.status() === 'saved',
    async settle() {
      await gather();
      return stay.status() === 'saved';
    },
    absorb(elements, from) {
      const incoming = fresh();
      const refused: string[] = [];
      for (const [named, fragment] of elements)
        if (out(into(named)) === null || !incoming.absorb(into(named), fragment, from)) refused.push(named);
      const known = new Map([...incoming.map].map(([element, fragment]) => [out(element) ?? element, fragment]));
      const { stamp } = closed();
      const isNews = ([element, fragment]: Element): boolean => {
        const before = all.get(element);
        if (before) return join(before, fragment) !== before;
        return element === closing || !isRegister(fragment) || fragment[0] > stamp;
      };
      const news = [...incoming.map].filter(isNews);
      absorbing = true;
      if (news.length) write(...news);
      absorbing = false;
      if (news.some(([element]) => element === closing)) clean();
      return { known, refused };
    },
    close(receipt, known) {
      const isKnown = isReceipt(receipt) && closed().receipt?.key === receipt.key;
      const last = latest((known as Elements).values());
      if (isKnown || last <= closed().stamp) return;
      const found = isReceipt(receipt) ? { key: receipt.key, at: receipt.at } : { key: name, at: host.now() };
      // What was typed here after what was handed over stays.
      close(justAfter(last, replica()), found);
    },
    show(next) {
      if (savedTo === next) return;
      savedTo = next;
      show({ saved: stay.status(), savedTo });
    },
  });

  return {
    begin(partition, all, stay, fresh) {
      const isOurs = shares !== null && partition.id !== 'guest';
      carrier = (isOurs && host.share?.(offer(partition, all, stay, fresh, shares))) || null;
    },
    changed(edited) {
      if (edited && !absorbing) savedTo = 'device';
      carrier?.changed(edited && !absorbing);
    },
    savedTo: () => savedTo,
    end() {
      carrier?.end();
      carrier = null;
      savedTo = 'device';
    },
  };
}
