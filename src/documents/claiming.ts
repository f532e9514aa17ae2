import type { DocumentHost, Partition } from '../vault/host.ts';
import { isClaiming } from '../vault/opening.ts';
import type { Stay } from '../vault/stay.ts';
import type { Element, Elements } from './elements.ts';
import type { Face } from './face.ts';

/** What of a guest's document joins an account's. Where that goes by what the account has, it waits until that is known. */
export interface Claiming {
  /** Another stay begins: what its account has isn't known. */
  begin(): void;
  /** Whether it is too early to say. */
  waits(): boolean;
  /** What joins `theirs`, which is what is stored here of the account's. */
  parts(guest: Elements, theirs: Elements, replica: string): Iterable<Element>;
  /** What a guest did before the storage answered goes along by itself: at once, or later by way of {@link Claiming.unstored}. */
  keep(typed: Elements | null): Elements | null;
  /** What of that joins by now. */
  unstored(theirs: Elements, replica: string): readonly Element[];
  /** This is what the account has; `undefined`: as before. */
  known(account: Elements | undefined, where: Partition | null, stay: Stay | null): Promise<void>;
}

export function createClaiming(
  host: DocumentHost,
  name: string,
  { claim, weighs }: Pick<Face, 'claim' | 'weighs'>,
  /** Whether somebody carries the document to the account, and will be told what that has. */
  carried: () => boolean,
): Claiming {
  let account: Elements | null = null;
  let kept: Elements | null = null;

  const waits = (): boolean => weighs && !account && carried();
  const parts: Claiming['parts'] = (guest, theirs, replica) =>
    claim?.(guest, (weighs && account) || theirs, replica) ?? [];
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
    unstored(theirs, replica) {
      if (!kept || waits()) return [];
      const edits = [...parts(kept, theirs, replica)];
      kept = null;
      return edits;
    },
    async known(found, where, stay) {
      account = found ?? account;
      if (account && where && isClaiming(host, name, where.id)) await stay?.claim();
    },
  };
}
