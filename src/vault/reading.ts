import type { Keys } from '../platform/crypto.ts';
import type { Entry, StoreName } from '../platform/database.ts';
import type { Contents } from './contents.ts';
import type { DocumentHost } from './host.ts';
import { deviceKey, type Identity, identityKey, parseIdentity } from './identity.ts';
import { parseKey, prefixOf } from './keys.ts';
import { createLocker, type Locker, type Opened, readSealed } from './sealed.ts';
import { readShadow } from './shadow.ts';

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
  /** Of the document's identity, or, where that can't be read, what its fragments name. */
  readonly id: string | null;
  readonly identity: Identity | null;
  readonly locker: Locker;
  /** Whether the document has a key of its own. */
  readonly keyed: boolean;
  readonly contents: Contents;
  readonly found: readonly Found[];
  /** Something is from a newer version: nothing may be written here. */
  readonly newer: boolean;
  /** Something is sealed by the account, whose key isn't here. */
  readonly waiting: boolean;
}

/** Values that are opened at the same time. Between two portions the page can do something else. */
const portion = 256;

/** How the fragments of an exit are tagged that came before it was known which document is stored. */
export const untold = (epoch: string): string => `~${epoch}`;

/** What came out of sealed values, by key, so that nothing is opened twice. */
export type OpenedBefore = Map<string, readonly [content: unknown, opened: Opened]>;

/** Joins stored entries of the document `id` into `contents`. Opens what is sealed first. */
export async function takeEntries(
  entries: readonly Entry[],
  { prefix, id, epoch, version }: { prefix: string; id: string | null; epoch: string; version: number },
  contents: Contents,
  locker: Locker,
  before: OpenedBefore = new Map(),
): Promise<Verdict[]> {
  const taken = entries.map(([key, value]): Verdict | readonly [version: number, opened: Opened | null] => {
    const place = parseKey(prefix, key);
    if (place && (place[0] === '@id' || place[0] === '@key' || place[0].startsWith('!'))) return 'apart';
    if (!place || !Array.isArray(value) || typeof value[0] !== 'number') return 'garbage';
    const [written, tag, fragment] = value as [number, unknown, unknown];
    if (tag !== id && tag !== untold(epoch)) return 'gone';
    if (written > version) return 'newer';
    return [written, readSealed(value) ? null : [[place[0], fragment]]];
  });
  const open = async (at: number): Promise<void> => {
    const [key, value] = entries[at] as Entry;
    const sealed = readSealed(value as unknown[]);
    if (!sealed) return;
    const known = before.get(key);
    const opened = known && isSameSeal(known[0], sealed[1]) ? known[1] : await locker.open(sealed);
    if (opened !== 'waiting') before.set(key, [sealed[1], opened]);
    taken[at] = [(value as [number])[0], opened];
  };
  const closed = taken.flatMap((each, at) => (typeof each === 'object' && each[1] === null ? [at] : []));
  for (let start = 0; start < closed.length; start += portion)
    await Promise.all(closed.slice(start, start + portion).map(open));
  return taken.map((each): Verdict => {
    if (typeof each === 'string') return each;
    const [written, opened] = each as readonly [number, Opened];
    if (typeof opened === 'string') return opened;
    const landed = opened.map(([element, fragment]) => contents.absorb(element, fragment, written));
    return landed.includes(null) ? 'garbage' : landed.flatMap((names) => names ?? []);
  });
}

/** Sealed anew is sealed otherwise: no two have the same beginning. */
function isSameSeal(a: unknown, b: unknown): boolean {
  const [one, other] = [a, b] as { iv?: Uint8Array; at?: number }[];
  return String(one?.iv) === String(other?.iv) && one?.at === other?.at;
}

/** All that is stored of a document. The journal first: what a fold moves meanwhile is then seen twice, and never not at all. */
export async function readEntries(
  range: (store: StoreName, prefix: string) => Promise<Entry[]>,
  prefix: string,
): Promise<readonly [journal: Entry[], base: Entry[]]> {
  const journal = range('journal', prefix);
  return [await journal, await range('base', prefix)];
}

/** Reads the document `name` of a partition. `account` opens what the account's key has sealed. */
export async function readDocument(
  host: DocumentHost,
  { id: owner, epoch }: { readonly id: string; readonly epoch: string },
  name: string,
  version: number,
  contents: Contents,
  account: Keys | null,
): Promise<Reading> {
  const prefix = prefixOf(owner, name);
  const [journal, base] = await readEntries((store, start) => host.database().range(store, start), prefix);
  const shadow = readShadow(host, owner).filter(([key]) => key.startsWith(prefix));
  const [identityAt, keyAt] = [identityKey(prefix), deviceKey(prefix)];
  const known = base.find(([key]) => key === identityAt);
  const device = base.find(([key]) => key === keyAt)?.[1];
  const identity = known ? parseIdentity(known[1]) : null;
  // An identity that can't be read any more must not cost the document: its fragments name it, too.
  const others = base.filter(([key]) => key !== identityAt && key !== keyAt);
  const named = known && (others[0] ?? journal[0])?.[1];
  const id = identity?.[0] ?? (Array.isArray(named) ? String(named[1]) : null);
  const locker = createLocker(host.platform.crypto, device, account);
  const entries = [...others, ...journal, ...shadow];
  const verdicts = await takeEntries(entries, { prefix, id, epoch, version }, contents, locker);
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
    newer: has('newer'),
    waiting: has('waiting'),
  };
}
