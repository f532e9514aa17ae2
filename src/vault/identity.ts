import type { Transaction } from '../platform/database.ts';
import type { AfterEnd } from './host.ts';
import { keyOf } from './keys.ts';

/**
 * Stands in the base from the document's first opening until it is wiped or claimed. Its key ends with the document's id, after which
 * all keys of the journal are named; so what a late tab writes into a document that is gone is nobody's.
 */
export type Identity = readonly [afterSignOut: AfterEnd, begunAt: number];

export const identityPrefix = (prefix: string): string => keyOf(prefix, '@id');
export const identityKey = (prefix: string, id: string): string => identityPrefix(prefix) + id;

/** Where the document's own key stands. It goes with everything else of the document, and what was sealed with it is shreds. */
export const deviceKey = (prefix: string): string => keyOf(prefix, '@key');

/** Which document is stored, by the keys of the base. */
export function idIn(keys: readonly string[], prefix: string): string | null {
  const start = identityPrefix(prefix);
  return keys.find((key) => key.startsWith(start))?.slice(start.length) ?? null;
}

/** The same within a transaction. */
export const readId = async ({ keys }: Pick<Transaction, 'keys'>, prefix: string): Promise<string | null> =>
  idIn(await keys('base', identityPrefix(prefix)), prefix);

export const parseIdentity = (value: unknown): Identity | null =>
  Array.isArray(value) && typeof value[1] === 'number' ? [value[0] === 'seal' ? 'seal' : 'wipe', value[1]] : null;
