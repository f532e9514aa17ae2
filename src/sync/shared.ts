import { closing, type Element, latest } from '../documents/elements.ts';
import { type Fragment, isRegister, join } from '../documents/fragment.ts';
import { isReceipt } from '../documents/saved.ts';
import type { Offer } from '../documents/sharing.ts';
import { justAfter } from '../documents/stamp.ts';

/** A document as the account sees it. */
export interface Shared extends Pick<Offer, 'name' | 'version' | 'partition' | 'afterSignOut' | 'show'> {
  /** Which document is stored here, until it is wiped; null while that isn't known. */
  id(): string | null;
  /** What of it is the account's, by the names it has there, as this tab knows it. */
  elements(): ReadonlyMap<string, Fragment>;
  /** Whether all of that stands in storage. */
  isStored(): boolean;
  /** Reads what other tabs have stored, and stores what isn't yet. Resolves to {@link Shared.isStored}. */
  settle(): Promise<boolean>;
  /**
   * Joins what came from the account and stores it; what is new in it `arrives` first. Answers what made sense of it, and the names of
   * what did not.
   */
  absorb(
    elements: Iterable<readonly [name: string, fragment: unknown]>,
    version: number,
    arrives: () => void,
  ): { readonly known: ReadonlyMap<string, Fragment>; readonly refused: readonly string[] };
  /** The account has been asked, and this is known of it: all that it has, or, without that, nothing better than what is here. */
  known(account?: ReadonlyMap<string, Fragment>): Promise<void>;
  /** It was handed over elsewhere, as far as it is in `known`. What came later begins anew. */
  close(receipt: unknown, known: ReadonlyMap<string, Fragment>, now: number): void;
}

export function createShared(offer: Offer): Shared {
  const { name, version, partition, afterSignOut, show, stay, names, all, fresh, closed } = offer;
  const isStored = (): boolean => stay.status() === 'saved';
  return {
    ...{ name, version, partition, afterSignOut, show, isStored },
    id: stay.id,
    elements() {
      const found = new Map<string, Fragment>();
      for (const [element, fragment] of all) {
        const named = names.out(element);
        const before = named === null ? undefined : found.get(named);
        if (named !== null) found.set(named, before ? join(before, fragment) : fragment);
      }
      return found;
    },
    async settle() {
      await offer.gather();
      return isStored();
    },
    absorb(elements, from, arrives) {
      const incoming = fresh();
      const refused: string[] = [];
      for (const [named, fragment] of elements) {
        const element = names.in(named);
        if (names.out(element) === null || !incoming.absorb(element, fragment, from)) refused.push(named);
      }
      const known = new Map([...incoming.map].map(([element, fragment]) => [names.out(element) ?? element, fragment]));
      const { stamp } = closed();
      const isNews = ([element, fragment]: Element): boolean => {
        const before = all.get(element);
        if (before) return join(before, fragment) !== before;
        return element === closing || !isRegister(fragment) || fragment[0] > stamp;
      };
      // As this tab's own part: it is stored as such, and the other tabs hear of it. A join doesn't mind who brings what.
      const news = [...incoming.map].filter(isNews);
      if (news.length) arrives();
      offer.quietly(() => {
        if (news.length) offer.write(...news);
      });
      if (news.some(([element]) => element === closing)) offer.clean();
      return { known, refused };
    },
    known: offer.known,
    close(receipt, known, now) {
      const isKnown = isReceipt(receipt) && closed().receipt?.key === receipt.key;
      const last = latest(known.values());
      if (isKnown || last <= closed().stamp) return;
      const found = isReceipt(receipt) ? { key: receipt.key, at: receipt.at } : { key: name, at: now };
      // What was typed here after what was handed over stays.
      offer.close(justAfter(last, offer.replica()), found);
    },
  };
}
