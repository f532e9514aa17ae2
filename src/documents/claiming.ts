import type { DocumentHost, Partition } from '../vault/host.ts';
import { isClaiming } from '../vault/opening.ts';
import type { Stay } from '../vault/stay.ts';
import type { Document } from './document.ts';
import type { Element, Elements } from './elements.ts';
import type { Face } from './face.ts';
import { isRegister } from './fragment.ts';
import { readQuantity } from './quantity.ts';
import { isSet } from './register.ts';
import type { Offer, Sharing } from './sharing.ts';

/** What of a guest's document joins an account's. Where that goes by what the account has, it waits until that is known. */
export interface Claiming extends Pick<Offer, 'known'> {
  /** Another stay begins: what its account has isn't known. */
  begin(): void;
  /** Whether it is too early to say. */
  waits(): boolean;
  /** What joins `theirs`, which is what is stored here of the account's. */
  parts(guest: Elements, theirs: Elements, replica: string): readonly Element[];
  /** What a guest did before the storage answered goes along by itself: at once, or, where it waits, by {@link Claiming.joinTyped}. */
  keep(typed: Elements | null): Elements | null;
  /** Lets that join as soon as it can. */
  joinTyped(): void;
  /** The application hears whether anything of it joined. */
  tell(guest: Elements, joined: boolean): void;
}

/** Whether anything is in it that somebody would miss. */
export const holdsWork = (all: Elements): boolean =>
  [...all].some(([element, part]) =>
    isRegister(part) ? !element.startsWith('@') && isSet(part) : readQuantity(part) > 0,
  );

export function createClaiming(
  host: DocumentHost,
  name: string,
  { claim, weighs = false }: Pick<Face, 'claim' | 'weighs'>,
  { all, replica, write }: Pick<Document, 'all' | 'replica' | 'write'>,
  present: () => { readonly partition: Partition | null; readonly stay: Stay | null; readonly sharing: Sharing },
): Claiming {
  let account: Elements | null = null;
  let kept: Elements | null = null;

  const waits = (): boolean => weighs && !account && present().sharing.carries();
  const parts: Claiming['parts'] = (guest, theirs, as) => [
    ...(claim?.(guest, (weighs && account) || theirs, as) ?? []),
  ];
  const tell: Claiming['tell'] = (guest, joined) => {
    if (holdsWork(guest)) host.claimed?.(name, joined);
  };
  const joinTyped = (): void => {
    if (!kept || waits()) return;
    const edits = parts(kept, all(), replica());
    tell(kept, edits.length > 0);
    kept = null;
    if (edits.length) write(...edits);
  };
  return {
    begin() {
      account = null;
    },
    waits,
    parts,
    keep(typed) {
      kept = weighs ? typed : null;
      return weighs ? null : typed;
    },
    joinTyped,
    tell,
    async known(found) {
      account = found ?? account;
      const { partition, stay } = present();
      if (account && partition && isClaiming(host, name, partition.id)) await stay?.claim();
      joinTyped();
    },
  };
}
