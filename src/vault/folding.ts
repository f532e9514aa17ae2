import { HoldfastError } from '../foundation/errors.ts';
import type { Entry, Transaction } from '../platform/database.ts';
import type { Kept } from './contents.ts';
import type { DocumentHost } from './host.ts';
import { deviceKey, type Identity, identityKey, parseIdentity, readId } from './identity.ts';
import { isOwnKey, keyOf, prefixOf, rootOf } from './keys.ts';
import { type Found, type Reading, readDocument } from './reading.ts';
import { full, isFull } from './room.ts';
import { isSame } from './same.ts';
import { carryAside, setAside } from './set-aside.ts';
import { readShadow, writeShadow } from './shadow.ts';
import { clearValue, type Parts, readHead } from './stored.ts';

/** Values folded in one transaction, so that it stays short. */
const portion = 64;

/** What is to stand in the base for an element; `undefined` when nothing is left of it. */
interface Folded {
  readonly element: string;
  readonly key: string;
  readonly value: unknown;
}

/** Joined and sealed before the transaction, since nothing else can be awaited in it. */
async function foldElement({ contents, locker, prefix }: Reading, kept: Kept, element: string): Promise<Folded> {
  const joined = contents.all(element);
  const seals = kept.seals?.(element);
  const key = keyOf(prefix, seals ? await locker.place(element) : element);
  if (joined === undefined) return { element, key, value: undefined };
  const parts = [[element, joined]] as const;
  return { element, key, value: seals ? await locker.seal(parts, kept.version) : clearValue(parts, kept.version) };
}

/** Whether it stands in the base as it would be put there now. */
function isInPlace({ value, key, verdict }: Found, { prefix, locker }: Reading, kept: Kept): boolean {
  const [element, ...more] = verdict;
  const head = readHead(value);
  if (head?.version !== kept.version || element === undefined || more.length) return false;
  return kept.seals?.(element) ? head.by === locker.by() : !head.by && key === keyOf(prefix, element);
}

/** What ended replicas left, what an older version wrote, what makes no sense, and what nothing is left of. */
function choose(reading: Reading, kept: Kept): Found[] {
  return reading.found.filter((each) => {
    const { origin, key, verdict } = each;
    if (verdict === 'apart' || verdict === 'waiting' || verdict === 'newer') return false;
    if (typeof verdict === 'string') return true;
    if (verdict.every((element) => reading.contents.all(element) === undefined)) return true;
    return !(origin === 'base' ? isInPlace(each, reading, kept) : isOwnKey(key, kept.replica));
  });
}

/**
 * Moves into the base what ended replicas left. Joined and sealed beforehand; the transaction only compares: an element of which
 * anything has changed since it was read is left for another time. Folding a replica that still lives does no harm: whatever it
 * puts next carries its whole own fragment. Answers false when the document is another one by now.
 */
export async function fold(
  host: DocumentHost,
  owner: string,
  kept: Kept,
  id: string,
  reading: Reading,
): Promise<boolean> {
  const { prefix } = reading;
  const base = new Map(reading.found.filter(({ origin }) => origin === 'base').map(({ key, value }) => [key, value]));
  const lost = new Set(reading.found.filter(({ value }) => value === undefined).map(({ key }) => key));
  const done = new Set<string>();
  const chosen = choose(reading, kept);

  for (let start = 0; start < chosen.length; start += portion) {
    const part = chosen.slice(start, start + portion);
    const names = new Set(part.flatMap(({ verdict }) => (typeof verdict === 'string' ? [] : verdict)));
    const fresh = [...names].filter((element) => !done.has(element));
    const folded = await Promise.all(fresh.map((element) => foldElement(reading, kept, element)));
    const stored = part.filter(({ origin }) => origin !== 'shadow');
    const garbage = part.filter(({ verdict, value }) => verdict === 'garbage' && value !== undefined);

    const work = async ({ get, keys, put, remove }: Transaction): Promise<ReadonlySet<string> | null> => {
      const [present, targets, sources] = await Promise.all([
        readId({ keys }, prefix),
        // What the disk has lost would fail the whole transaction when it is asked for.
        Promise.all(folded.map(({ key }) => (lost.has(key) ? undefined : get('base', key)))),
        Promise.all(stored.map(({ origin, key, value }) => value && get(origin as 'base' | 'journal', key))),
      ]);
      if (present !== id) return null;
      const changed = new Set(
        folded.filter(({ key }, at) => !isSame(targets[at], base.get(key))).map((it) => it.element),
      );
      const unchanged = stored.filter(({ value, verdict }, at) => {
        const same = isSame(sources[at], value);
        if (!same && typeof verdict !== 'string') for (const element of verdict) changed.add(element);
        return same;
      });
      for (const { key, value } of garbage) put('base', keyOf(prefix, `!${key.replace(prefix, '')}`), value);
      for (const { origin, key, verdict } of unchanged) {
        if (typeof verdict === 'string' || !verdict.some((element) => changed.has(element)))
          remove(origin as 'base' | 'journal', key);
      }
      for (const { element, key, value } of folded) {
        if (changed.has(element)) continue;
        if (value === undefined) remove('base', key);
        else put('base', key, value);
      }
      return changed;
    };
    // What an older version wrote is there in no other shape any more.
    const strict = part.some(
      ({ verdict, value }) => Array.isArray(verdict) && readHead(value)?.version !== kept.version,
    );
    const changed = await host.database().transact(['journal', 'base'], work, { strict });
    if (!changed) return false;
    for (const { element } of folded) if (!changed.has(element)) done.add(element);
    const isTaken = ({ origin, verdict }: Found): boolean =>
      origin === 'shadow' && (typeof verdict === 'string' || !verdict.some((element) => changed.has(element)));
    const taken = new Map(part.filter(isTaken).map(({ key, value }) => [key, value]));
    if (taken.size) {
      const again = new Map(readShadow(host, owner));
      writeShadow(host, owner, (key) => taken.has(key) && isSame(again.get(key), taken.get(key)));
    }
  }
  return true;
}

/** Somebody wrote in between: to be done again, with what is there now. */
const crossed = (): HoldfastError => new HoldfastError('HOLDFAST_STORAGE', 'Another tab wrote in between.');

/**
 * What a claim was to bring for which there was no room. It is in view, and stays what it is, also where the account's document is
 * edited before it is stored: a guest's cart that went into an empty one is not dropped because something was added to it.
 */
const decided = new WeakMap<Kept, readonly [guest: readonly Found[], parts: Parts]>();

/**
 * Lets the guest's document join that of the account, all of it or nothing, and removes it with its key. Answers whether there
 * was one. Rejects when anything changed meanwhile, and where there is no room: `reading` holds what both come to even so.
 */
export async function claimGuest(host: DocumentHost, kept: Kept, id: string, reading: Reading): Promise<boolean> {
  const { contents, prefix } = reading;
  const theirs = await readDocument(host, { id: 'guest', epoch: '' }, kept.document, kept.version, kept.fresh(), null);
  if (!theirs.id || theirs.newer) return false;
  const landed = new Set<string>();
  const replica = `claim:${theirs.id}`;
  const [seen, before] = decided.get(kept) ?? [];
  const parts = before && isSame(seen, theirs.found) ? before : [...kept.claim(theirs.contents, contents, replica)];
  for (const [element, fragment] of parts)
    for (const name of contents.absorb(element, fragment, kept.version) ?? []) landed.add(name);
  const folded = await Promise.all([...landed].map((element) => foldElement(reading, kept, element)));
  const base = new Map(reading.found.filter(({ origin }) => origin === 'base').map(({ key, value }) => [key, value]));
  const own = [identityKey(theirs.prefix, theirs.id), deviceKey(theirs.prefix)];
  const root = rootOf(theirs.id);
  const stands = theirs.found.filter(({ origin }) => origin !== 'shadow');
  const aside = await carryAside(theirs, reading, kept);
  // What is lost or makes no sense is neither asked for nor replaced: what joins stands beside it, and the next fold sets it aside.
  const broken = new Set(reading.found.filter(({ verdict }) => verdict === 'garbage').map(({ key }) => key));

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
      for (const { key, value } of folded) {
        if (value === undefined) continue;
        if (broken.has(key)) put('journal', rootOf(id) + key.slice(prefix.length) + replica, value);
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
  const nonsense = theirs.found.filter(({ verdict }) => verdict === 'garbage').length;
  if (nonsense) host.reportStorage('durable', setAside(kept.document, nonsense));
  writeShadow(host, 'guest', (key) => key.startsWith(prefixOf(kept.document)));
  return true;
}

/** Names the document, and gives it the key it needs, once for all tabs. */
export async function settle(host: DocumentHost, kept: Kept, reading: Reading): Promise<void> {
  const { crypto } = host.platform;
  const keys = kept.seals && !reading.keyed ? await crypto.createKeys() : null;
  const { prefix } = reading;
  await host.database().transact(
    ['base'],
    async ({ get, keys: names, put }) => {
      const [known, key] = await Promise.all([readId({ keys: names }, prefix), get('base', deviceKey(prefix))]);
      const identity = known === null ? null : parseIdentity(await get('base', identityKey(prefix, known)));
      if (keys && key === undefined) put('base', deviceKey(prefix), keys);
      if (identity?.[0] === kept.afterSignOut) return;
      const renewed: Identity = [kept.afterSignOut, identity?.[1] ?? host.now()];
      put('base', identityKey(prefix, known ?? crypto.randomTag() + crypto.randomTag()), renewed);
    },
    { strict: keys !== null },
  );
}
