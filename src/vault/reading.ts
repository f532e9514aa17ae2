import type { Keys } from '../platform/crypto.ts';
import type { Database, Entry } from '../platform/database.ts';
import type { Contents } from './contents.ts';
import { expiryKey, isOver } from './expiry.ts';
import type { DocumentHost } from './host.ts';
import { deviceKey, type Identity, identityPrefix, idIn, parseIdentity, readId } from './identity.ts';
import { prefixOf, rootOf, shadowPrefix, untoldRoot, writerOf } from './keys.ts';
import { isSame } from './same.ts';
import { createLocker, type Locker, type Opened } from './sealed.ts';
import { readShadow } from './shadow.ts';
import { readClear } from './stored.ts';
import { createWholes, readStored } from './wholes.ts';

/** The elements it went into, or why it went into none; `apart`: it is no fragment. */
export type Verdict = readonly string[] | 'gone' | 'newer' | 'garbage' | 'waiting' | 'apart';

/** One stored value, where it was found, and what came of it. */
export interface Found {
  readonly origin: 'base' | 'journal' | 'shadow';
  readonly key: string;
  readonly value: unknown;
  readonly verdict: Verdict;
}

/** All that was stored of a document at one moment, joined into `contents`. */
export interface Reading {
  readonly prefix: string;
  readonly id: string | null;
  readonly identity: Identity | null;
  readonly locker: Locker;
  /** Whether the document has a key of its own. */
  readonly keyed: boolean;
  readonly contents: Contents;
  readonly found: readonly Found[];
  /** By key, how many parts of a value made no sense, while others did. */
  readonly refused: ReadonlyMap<string, number>;
  /** Nobody touched it for as long as it was to be kept. */
  readonly over: boolean;
  /** Something is from a newer version: nothing may be written here. */
  readonly newer: boolean;
  /** Something is sealed by the account, whose key isn't here. */
  readonly waiting: boolean;
}

/** Values that are opened at the same time. Between two portions the page can do something else. */
const portion = 256;

/** What came out of stored values, by key, so that nothing is opened twice. A change stands there with its whole. */
export type OpenedBefore = Map<string, readonly [value: unknown, opened: Opened]>;

/** Which document it is that is read, and which version of the application reads. */
interface Place {
  readonly prefix: string;
  readonly document: string;
  readonly id: string | null;
  readonly epoch: string;
  readonly version: number;
}

/** Tells by its key whether a stored value is a fragment of this document. */
function createSieve({ prefix, document, id, epoch }: Place): (key: string) => Verdict | null {
  const shadow = shadowPrefix(document);
  const roots = [...(id === null ? [] : [rootOf(id)]), untoldRoot(epoch)];
  return (key) => {
    if (key.startsWith(prefix)) return key.startsWith('!', prefix.length) ? 'apart' : null;
    const at = key.startsWith(shadow) ? shadow.length : 0;
    return roots.some((root) => key.startsWith(root, at)) ? null : 'gone';
  };
}

/** Joins stored entries of a document into `contents`. Opens what is sealed first. */
export async function takeEntries(
  entries: readonly Entry[],
  place: Place,
  contents: Contents,
  locker: Locker,
  before: OpenedBefore = new Map(),
  refused: Map<string, number> = new Map(),
): Promise<Verdict[]> {
  const closed: (() => Promise<void>)[] = [];
  const sieve = createSieve(place);
  const wholes = createWholes(entries, place.document);
  const taken = entries.map(([key, value], at): Verdict | readonly [version: number, opened: Opened] => {
    const verdict = sieve(key);
    if (verdict) return verdict;
    const base = wholes.of(key);
    const stored = readStored(key, value, base);
    if (!stored) return 'garbage';
    if (base === 'gone') return base;
    const [, { version }] = stored;
    if (version > place.version) return 'newer';
    const [all, writer] = base ? [[value, base.stored[0]], writerOf(base.key)] : [value, writerOf(key)];
    const known = before.get(key);
    const opened = known && isSame(known[0], all) ? known[1] : readClear(stored, writer, base);
    if (opened === undefined)
      closed.push(async () => {
        const found = await locker.open(stored, writer, base);
        if (found !== 'waiting') before.set(key, [all, found]);
        taken[at] = [version, found];
      });
    return [version, opened ?? 'garbage'];
  });
  for (let start = 0; start < closed.length; start += portion)
    await Promise.all(closed.slice(start, start + portion).map((open) => open()));
  const verdicts = taken.map((each, at): Verdict => {
    if (typeof each === 'string') return each;
    const [written, opened] = each as readonly [number, Opened];
    if (typeof opened === 'string') return opened;
    const landed: string[] = [];
    let bad = 0;
    for (const part of opened) {
      const names = contents.absorb(part[0], part[1], written);
      if (!names) bad++;
      else for (const name of names) landed.push(name);
    }
    if (bad === opened.length && bad) return 'garbage';
    if (bad) refused.set((entries[at] as Entry)[0], bad);
    return landed;
  });
  // What changed in something that makes no sense is set aside with it.
  return verdicts.map((verdict, at) =>
    verdict === 'gone' && verdicts[wholes.at(entries[at]?.[0] ?? '') ?? -1] === 'garbage' ? 'garbage' : verdict,
  );
}

/** All that is stored of a document, and which one it is. */
export interface StoredEntries {
  readonly id: string | null;
  /** Until when it is kept, where that was noted. */
  readonly until: unknown;
  readonly base: Entry[];
  readonly journal: Entry[];
}

/**
 * Both stores as they were at one moment: what a fold moves meanwhile is in one of them, and not in both. `guess`: which document it
 * was when somebody last looked. It mostly still is, and then nothing has to be waited for to ask for all of it.
 */
export async function readEntries(
  database: Database,
  prefix: string,
  guess: string | null = null,
): Promise<StoredEntries> {
  try {
    return await database.read(['journal', 'base', 'session'], async (snapshot) => {
      const journalOf = async (id: string | null) => (id === null ? [] : snapshot.range('journal', rootOf(id)));
      // What the journal waits for is asked for first.
      const asked = guess === null ? readId(snapshot, prefix) : Promise.resolve(guess);
      const [first, journal, base, until] = await Promise.all([
        asked,
        asked.then(journalOf),
        snapshot.range('base', prefix),
        snapshot.get('session', expiryKey(prefix)),
      ]);
      const keys = base.map(([key]) => key);
      const id = idIn(keys, prefix);
      return { id, journal: id === first ? journal : await journalOf(id), base, until };
    });
  } catch (error) {
    // A record that the disk has lost fails it all; the other store may say so first. Apart from one another: the journal before the
    // base, so that what is moved meanwhile is seen twice.
    const { name } = ((error as Error).cause ?? {}) as { name?: string };
    if (name !== 'NotReadableError' && name !== 'AbortError') throw error;
    const id = await database.read(['base'], (snapshot) => readId(snapshot, prefix));
    const journal = id === null ? [] : await database.range('journal', rootOf(id));
    return { id, journal, base: await database.range('base', prefix), until: undefined };
  }
}

/** Reads the document `name` of a partition. `askAccount` finds what opens what the account's key has sealed. */
export async function readDocument(
  host: DocumentHost,
  { id: owner, epoch }: { readonly id: string; readonly epoch: string },
  name: string,
  version: number,
  contents: Contents,
  askAccount: (() => Promise<Keys | null>) | null,
  guess: string | null = null,
): Promise<Reading> {
  const prefix = prefixOf(owner, name);
  const reading = readEntries(host.database(), prefix, guess);
  // While storage is asked: what a tab moves from there to the journal meanwhile is seen twice, and not missed.
  const shadow = readShadow(host, owner).filter(([key]) => key.startsWith(shadowPrefix(name)));
  const [{ id, base, journal, until }, account] = await Promise.all([reading, askAccount?.()]);
  const [identityAt, keyAt] = [identityPrefix(prefix), deviceKey(prefix)];
  const known = base.find(([key]) => key.startsWith(identityAt));
  const device = base.find(([key]) => key === keyAt)?.[1];
  const identity = known ? parseIdentity(known[1]) : null;
  const others = base.filter((entry) => entry !== known && entry[0] !== keyAt);
  const locker = createLocker(host.platform.crypto, device, account ?? null);
  const entries = [...others, ...journal, ...shadow];
  const refused = new Map<string, number>();
  const place = { prefix, document: name, id, epoch, version };
  const verdicts = await takeEntries(entries, place, contents, locker, new Map(), refused);
  const found = entries.map(([key, value], at): Found => {
    const origin = at < others.length ? 'base' : at < others.length + journal.length ? 'journal' : 'shadow';
    return { origin, key, value, verdict: verdicts[at] as Verdict };
  });
  const has = (verdict: Verdict): boolean => verdicts.includes(verdict);
  return {
    prefix,
    id,
    identity,
    locker,
    keyed: device !== undefined,
    contents,
    found,
    refused,
    over: isOver(host, until),
    newer: has('newer'),
    waiting: has('waiting'),
  };
}
