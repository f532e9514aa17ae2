import type { Entry, StoreName, Transaction } from '../platform/database.ts';
import type { Contents, Kept } from './contents.ts';
import type { DocumentHost, Partition } from './host.ts';
import { type Identity, identityKey, parseIdentity } from './identity.ts';
import { keyOf, parseKey, prefixOf } from './keys.ts';
import { readShadow } from './shadow.ts';

/** Where an entry was found. */
type Origin = 'base' | 'journal' | 'shadow';
/** The elements it went into, or why it went into none; `apart`: it is no fragment. */
type Verdict = readonly string[] | 'gone' | 'newer' | 'garbage' | 'apart';
type Taken = readonly [origin: Origin, entry: Entry, verdict: Verdict];

/** What a fold did. */
export interface Folded {
  readonly id: string;
  /** Written by a newer version: nothing may be written here. */
  readonly newer: boolean;
  /** Whether there is more to fold. */
  readonly more: boolean;
  /** How many records were not understood and set aside. */
  readonly aside: number;
  /** Whether a guest's document joined. */
  readonly claimed: boolean;
  /** Keys that were taken over from the shadow. */
  readonly shadowed: readonly string[];
}

/** Fragments folded in one transaction, so that it stays short. */
const portion = 64;

/** How the fragments of an exit are tagged that came before it was known which document is stored. */
export const untold = (epoch: string): string => `~${epoch}`;

/** Joins one stored entry of the document `id`. */
export function take(
  prefix: string,
  id: string,
  epoch: string,
  version: number,
  contents: Contents,
): (entry: Entry) => Verdict {
  return ([key, value]) => {
    const place = parseKey(prefix, key);
    if (place && (place[0] === '@id' || place[0].startsWith('!'))) return 'apart';
    if (!place || !Array.isArray(value) || typeof value[0] !== 'number') return 'garbage';
    const [written, tag, fragment] = value as [number, unknown, unknown];
    if (tag !== id && tag !== untold(epoch)) return 'gone';
    if (written > version) return 'newer';
    return contents.absorb(place[0], fragment, written) ?? 'garbage';
  };
}

/** All that is stored of a document. The journal first: what a fold moves meanwhile is then seen twice, and never not at all. */
export async function readEntries(
  range: (store: StoreName, prefix: string) => Promise<Entry[]>,
  prefix: string,
): Promise<readonly [journal: Entry[], base: Entry[]]> {
  const journal = range('journal', prefix);
  return [await journal, await range('base', prefix)];
}

/**
 * Reads a document inside one transaction, joins it, and folds what ended replicas left into the base. Only what was stored gets
 * there. Folding a replica that still lives does no harm: whatever it puts next carries its whole own fragment.
 */
export async function fold(
  host: DocumentHost,
  partition: Partition,
  kept: Kept,
  claiming: boolean,
  transaction: Transaction,
): Promise<Folded> {
  const { version, replica } = kept;

  const read = async (owner: string, epoch: string) => {
    const stored = kept.fresh();
    const prefix = prefixOf(owner, kept.document);
    const [journal, base] = await readEntries(transaction.range, prefix);
    const shadow = readShadow(host, owner).filter(([key]) => key.startsWith(prefix));
    const known = base.find(([key]) => key === identityKey(prefix));
    const identity = known ? parseIdentity(known[1]) : null;
    // An identity that can't be read any more must not cost the document: its fragments name it, too.
    const named = known && (base.find(([key]) => key !== known[0]) ?? journal[0])?.[1];
    const id = identity?.[0] ?? (Array.isArray(named) ? String(named[1]) : null);
    const takeEntry = take(prefix, id ?? '', epoch, version, stored);
    const taken = (origin: Origin, entries: readonly Entry[]): Taken[] =>
      entries.map((entry): Taken => [origin, entry, takeEntry(entry)]).filter(([, , verdict]) => verdict !== 'apart');
    const all = [...taken('base', base), ...taken('journal', journal), ...taken('shadow', shadow)];
    return { stored, prefix, id, identity, all, newer: all.some(([, , verdict]) => verdict === 'newer') };
  };

  const { stored, prefix, identity, all, newer, ...found } = await read(partition.id, partition.epoch);
  const id = found.id ?? host.platform.crypto.randomId();
  const landed = new Set<string>();
  const remove = (origin: Origin, key: string): void => {
    if (origin !== 'shadow') transaction.remove(origin, key);
  };
  let claimed = false;
  if (claiming && !newer) {
    const theirs = await read('guest', '');
    if (theirs.id && !theirs.newer) {
      for (const [element, fragment] of kept.claim(theirs.stored, stored, `claim:${theirs.id}`))
        for (const name of stored.absorb(element, fragment, version) ?? []) landed.add(name);
      for (const [origin, [key], verdict] of theirs.all) if (verdict !== 'garbage') remove(origin, key);
      transaction.remove('base', identityKey(theirs.prefix));
      claimed = true;
    }
  }
  kept.adopt(stored);
  const shadowed: string[] = [];
  let [folded, aside] = [0, 0];
  for (const [origin, [key, value], verdict] of newer ? [] : all) {
    if (origin === 'shadow') shadowed.push(key);
    if (verdict === 'garbage' && origin !== 'shadow') {
      aside++;
      transaction.put('base', keyOf(prefix, `!${key.slice(prefix.length)}`), value);
    }
    if (typeof verdict === 'string') {
      remove(origin, key);
      continue;
    }
    const nothingLeft = verdict.every((element) => stored.all(element) === undefined);
    const whole = origin === 'base' ? Array.isArray(value) && value[0] === version : key.endsWith(`/${replica}`);
    if ((whole && !nothingLeft) || (origin === 'journal' && !whole && folded++ >= portion)) continue;
    for (const element of verdict) landed.add(element);
    remove(origin, key);
  }
  for (const element of landed) {
    const joined = stored.all(element);
    if (joined !== undefined) transaction.put('base', keyOf(prefix, element), [version, id, joined]);
    else transaction.remove('base', keyOf(prefix, element));
  }
  if (!newer && identity?.[1] !== kept.afterSignOut) {
    const renewed: Identity = [id, kept.afterSignOut, identity?.[2] ?? host.now()];
    transaction.put('base', identityKey(prefix), renewed);
  }
  return { id, newer, more: folded > portion, aside, claimed, shadowed };
}
