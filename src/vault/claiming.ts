import { HoldfastError } from '../foundation/errors.ts';
import type { Entry } from '../platform/database.ts';
import type { Kept } from './contents.ts';
import { foldElement } from './folded.ts';
import type { DocumentHost } from './host.ts';
import { deviceKey, identityKey, readId } from './identity.ts';
import { ownKey, rootOf, shadowPrefix } from './keys.ts';
import { type Found, type Reading, readDocument } from './reading.ts';
import { full, isFull } from './room.ts';
import { isSame } from './same.ts';
import { carryAside, countAside, setAside } from './set-aside.ts';
import { writeShadow } from './shadow.ts';
import type { Parts } from './stored.ts';
import { randomTag } from './tag.ts';

/** Somebody wrote in between: to be done again, with what is there now. */
const crossed = (): HoldfastError => new HoldfastError('HOLDFAST_STORAGE', 'Another tab wrote in between.');

/**
 * What a claim was to bring for which there was no room. It is in view, and stays what it is, also where the account's document is
 * edited before it is stored: a guest's cart that went into an empty one is not dropped because something was added to it.
 */
const decided = new WeakMap<Kept, readonly [guest: readonly Found[], parts: Parts]>();

/** What a guest's document added stands under this and its id: joined again, anywhere, it is the same. */
export const claimPrefix = 'claim:';

/**
 * Lets the guest's document join that of the account, all of it or nothing, and removes it with its key. Answers whether there
 * was one. Rejects when anything changed meanwhile, and where there is no room: `reading` holds what both come to even so.
 */
export async function claimGuest(host: DocumentHost, kept: Kept, id: string, reading: Reading): Promise<boolean> {
  const { contents, prefix } = reading;
  const theirs = await readDocument(host, { id: 'guest', epoch: '' }, kept.document, kept.version, kept.fresh(), null);
  if (!theirs.id || theirs.newer) return false;
  const landed = new Set<string>();
  const replica = `${claimPrefix}${theirs.id}`;
  const [seen, before] = decided.get(kept) ?? [];
  const parts = before && isSame(seen, theirs.found) ? before : [...kept.claim(theirs.contents, contents, replica)];
  for (const [element, fragment] of parts)
    for (const name of contents.absorb(element, fragment, kept.version) ?? []) landed.add(name);
  // What is lost or makes no sense is neither asked for nor replaced: what joins stands beside it, and the next fold sets it aside.
  const broken = new Set(reading.found.filter(({ verdict }) => verdict === 'garbage').map(({ key }) => key));
  const beside = randomTag(host.platform.crypto);
  const replicaFor = (key: string): string => (broken.has(key) ? beside : '');
  const folded = await Promise.all([...landed].map((element) => foldElement(reading, kept, element, replicaFor)));
  const base = new Map(reading.found.filter(({ origin }) => origin === 'base').map(({ key, value }) => [key, value]));
  const own = [identityKey(theirs.prefix, theirs.id), deviceKey(theirs.prefix)];
  const root = rootOf(theirs.id);
  const stands = theirs.found.filter(({ origin }) => origin !== 'shadow');
  const aside = await carryAside(theirs, reading, kept);

  const claiming = host.database().transact(
    ['journal', 'base'],
    async ({ get, keys, put, remove }) => {
      const [mine, targets, sources, stored, journal] = await Promise.all([
        readId({ keys }, prefix),
        Promise.all(folded.map(({ key }) => (broken.has(key) ? undefined : get('base', key)))),
        Promise.all(stands.map(({ origin, key, value }) => value && get(origin as 'base' | 'journal', key))),
        keys('base', theirs.prefix),
        keys('journal', root),
      ]);
      const present = [...stored.filter((key) => !own.includes(key)), ...journal];
      const same =
        mine === id &&
        isSame(
          present,
          stands.map(({ key }) => key),
        ) &&
        stands.every(({ value }, at) => isSame(sources[at], value)) &&
        folded.every(({ key }, at) => broken.has(key) || isSame(targets[at], base.get(key)));
      if (!same) throw crossed();
      for (const [at, { elements, key, value }] of folded.entries()) {
        if (value === undefined) continue;
        if (broken.has(key)) put('journal', ownKey(rootOf(id), beside, elements[0] ?? '', at), value);
        else put('base', key, value);
      }
      for (const [key, value] of aside) put('base', key, value);
      for (const { origin, key } of stands) remove(origin as 'base' | 'journal', key);
      for (const key of own) remove('base', key);
    },
    { strict: true },
  );
  await claiming.catch((error: unknown) => {
    if (!isFull(error)) throw error;
    decided.set(kept, [theirs.found, parts]);
    const waiting = [...folded.map(({ key, value }): Entry => [key, value]), ...aside];
    throw full(
      kept.document,
      waiting,
      error,
      "They stay stored as the guest's; free some space, and they join the account's at the next edit, return to this tab, or start.",
    );
  });
  kept.claimed(theirs.contents, parts.length > 0);
  const nonsense = countAside(theirs);
  if (nonsense) host.reportStorage('durable', setAside(kept.document, nonsense));
  writeShadow(host, 'guest', (key) => key.startsWith(shadowPrefix(kept.document)));
  return true;
}
