import type { AfterEnd } from './host.ts';
import { keyOf } from './keys.ts';

/**
 * Stands in the base under the element `@id` of a document, from its first opening until it is wiped or claimed. Every stored
 * fragment names it; so what a late tab writes into a document that is gone is recognised, and dropped.
 */
export type Identity = readonly [id: string, afterSignOut: AfterEnd, begunAt: number];

export const identityKey = (prefix: string): string => keyOf(prefix, '@id');

/** Where the document's own key stands. It goes with everything else of the document, and what was sealed with it is shreds. */
export const deviceKey = (prefix: string): string => keyOf(prefix, '@key');

/** Older versions called it `keep` when nothing was sealed. */
export const parseIdentity = (value: unknown): Identity | null =>
  Array.isArray(value) && typeof value[0] === 'string' && typeof value[2] === 'number'
    ? [value[0], value[1] === 'seal' || value[1] === 'keep' ? 'seal' : 'wipe', value[2]]
    : null;
