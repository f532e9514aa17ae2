import type { Entry } from '../../platform/database.ts';
import { idIn, parseIdentity } from '../../vault/identity.ts';
import { isChangeKey, namesIn, prefixOf, rootIn, rootOf, shadowPrefix, writerOf } from '../../vault/keys.ts';

/** What can be told of a stored document without opening anything. */
export interface StoredDocument {
  readonly name: string;
  /** `guest`, or whoever is signed in. */
  readonly owner: 'guest' | 'account';
  readonly bytes: number;
  /** Records that hold elements folded together, or alone. */
  readonly folded: number;
  /** Fragments of living tabs in the journal: elements as a whole, and changes of one. */
  readonly wholes: number;
  readonly changes: number;
  /** How many stays at a tab have written them. */
  readonly writers: number;
  /** What an exit left behind in `localStorage`. */
  readonly shadow: number;
  readonly aside: number;
  readonly sealed: boolean;
  readonly afterSignOut: 'wipe' | 'seal' | null;
  readonly begunAt: number | null;
  /** As the account acknowledged it. */
  readonly revision: string | null;
}

/** Everything of a database that has to do with one partition. */
export interface StoredEntries {
  readonly base: readonly Entry[];
  readonly journal: readonly Entry[];
  readonly acknowledged: readonly Entry[];
  readonly shadow: readonly Entry[];
}

/** Bytes in a value, at least: files and sealed bytes as they are, text as UTF-8 of plain letters. */
export function weigh(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 8;
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.byteLength;
  const { size } = value as { readonly size?: unknown };
  if (typeof size === 'number') return size;
  return Object.entries(value).reduce(
    (sum, [name, part]) => sum + (Array.isArray(value) ? 0 : name.length) + weigh(part),
    0,
  );
}

const weighAll = (entries: readonly Entry[]): number =>
  entries.reduce((sum, [key, value]) => sum + key.length + weigh(value), 0);

/** The documents of the partition `owner`, by name. */
export function readStoredDocuments(owner: string, entries: StoredEntries): StoredDocument[] {
  const start = prefixOf(owner);
  const own = entries.base.filter(([key]) => key.startsWith(start));
  const names = [...new Set(own.map(([key]) => namesIn(key)[1] ?? ''))].sort();
  return names.map((name) => {
    const prefix = prefixOf(owner, name);
    const base = own.filter(([key]) => key.startsWith(prefix));
    const id = idIn(
      base.map(([key]) => key),
      prefix,
    );
    const identity = id === null ? null : parseIdentity(base.find(([key]) => key.endsWith(`/${id}`))?.[1]);
    const root = id === null ? null : rootOf(id);
    const journal = entries.journal.filter(([key]) => root !== null && rootIn(key) === root);
    const elements = base.map(([key]) => key.slice(prefix.length));
    const revision = entries.acknowledged.find(([key]) => key.endsWith(prefix))?.[1];
    const wholes = journal.filter(([key]) => !isChangeKey(key));
    return {
      name,
      owner: owner === 'guest' ? 'guest' : 'account',
      bytes: weighAll(base) + weighAll(journal),
      folded: elements.filter((element) => !/^[@!]/.test(element)).length,
      wholes: wholes.length,
      changes: journal.length - wholes.length,
      writers: new Set(wholes.map(([key]) => writerOf(key))).size,
      shadow: entries.shadow.filter(([key]) => key.startsWith(shadowPrefix(name))).length,
      aside: elements.filter((element) => element.startsWith('!')).length,
      sealed: elements.some((element) => element.startsWith('@key')),
      afterSignOut: identity?.[0] ?? null,
      begunAt: identity?.[1] ?? null,
      revision: Array.isArray(revision) ? String(revision[1]).replaceAll('"', '') : null,
    };
  });
}
