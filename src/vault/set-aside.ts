import { HoldfastError } from '../foundation/errors.ts';
import type { Entry } from '../platform/database.ts';
import type { Kept } from './contents.ts';
import { keyOf, namesIn, writerOf } from './keys.ts';
import type { Found, Reading } from './reading.ts';
import { clearValue, packParts } from './stored.ts';
import { createWholes, readStored } from './wholes.ts';

/** What to tell an application of stored records that made no sense. */
export const setAside = (document: string, count: number): HoldfastError =>
  new HoldfastError(
    'HOLDFAST_DISCARDED',
    `"${document}" had ${count} stored records that could not be understood. They were set aside.`,
  );

/**
 * What stands in the base for an element that was set aside: `!` and the key it had, of which a second `!` replaces what all keys of
 * the document begin with in the base. No key of the journal or the shadow begins so.
 */
export const asideName = (key: string, prefix: string): string => `!${key.replace(prefix, '!')}`;

/** How many parts of what is stored made no sense. */
export const countAside = ({ found, refused }: Reading): number =>
  [...refused.values()].reduce((sum, count) => sum + count, 0) +
  found.filter(({ verdict }) => verdict === 'garbage').length;

/** Whether it makes no sense, not even in a part, or was set aside before because it made none. The disk may have lost it, too: then there is nothing to keep. */
const isAside = ({ verdict, value, key }: Found, { refused }: Reading): boolean =>
  (verdict === 'garbage' || verdict === 'apart' || refused.has(key)) && value !== undefined;

/**
 * What makes no sense in a guest's document, as it stands with what is set aside of the account's once that is claimed. It is the
 * work of whoever signed in, so it goes where theirs goes, a sign-out included: left with the guest, whose document is gone, nobody would
 * ever read it or remove it. What opens is sealed anew, since the guest's key goes with the guest's document; what no key opens is
 * as unreadable there as here, and goes along as it is.
 */
export async function carryAside(theirs: Reading, { prefix, locker }: Reading, kept: Kept): Promise<Entry[]> {
  const wholes = createWholes(
    theirs.found.map(({ key, value }) => [key, value]),
    kept.document,
  );
  const carry = async ({ key, value, verdict }: Found): Promise<Entry> => {
    // What was set aside before bears its old key in the new one.
    const was = (verdict === 'apart' ? (namesIn(key)[2] ?? '') : asideName(key, theirs.prefix)).slice(1);
    const base = wholes.of(key);
    const stored = readStored(key, value, base);
    const writer = writerOf(base && base !== 'gone' ? base.key : was);
    const parts = stored && base !== 'gone' && (await theirs.locker.open(stored, writer, base));
    const there = keyOf(prefix, `!${theirs.id}/${was}`);
    if (!stored || !parts || typeof parts === 'string') return [there, value];
    const packing = [packParts(parts), stored[1].version] as const;
    return [there, kept.seals ? await locker.seal(...packing) : clearValue(...packing)];
  };
  return Promise.all(theirs.found.filter((each) => isAside(each, theirs)).map(carry));
}
