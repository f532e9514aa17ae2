import { fromBase64, toBase64 } from '../foundation/base64.ts';

/**
 * In the base keys are `partition/document/element/`. Parts are escaped, so that no name can reach into the keys of another.
 *
 * In the journal, which is written at every edit, a key is bytes, here a sign for each: 5 of the document's id, its root; 16 that are the
 * replica; and the number that the replica gave the element, in as few as it takes, with a 0 before it for an element of the engine's own.
 * What changed in an element stands under the same with only the first 6 of the replica: it says nothing without its whole, which names
 * all of them. So a key of up to 11 bytes behind the root is a change's.
 * The first byte is above 127, the highest that a name of a partition begins with; so no key of one store is taken for one of the other.
 *
 * In the shadow, which holds what is the journal's, `/document/` stands before that.
 */
const escapePart = (part: string): string => part.replace(/[%/]/g, (sign) => (sign === '/' ? '%2F' : '%25'));
const unescapePart = (part: string): string => part.replace(/%2F|%25/g, (code) => (code === '%2F' ? '/' : '%'));

/** What all keys of a partition, or of one of its documents, begin with. */
export const prefixOf = (...parts: readonly string[]): string => parts.map((part) => `${escapePart(part)}/`).join('');

/** The names that a prefix is made of. */
export const namesIn = (prefix: string): readonly string[] => prefix.slice(0, -1).split('/').map(unescapePart);

export const keyOf = (prefix: string, element: string): string => prefix + prefixOf(element);

/** What all keys of a document in the shadow begin with. */
export const shadowPrefix = (document: string): string => `/${prefixOf(document)}`;

const rootLength = 5;
const replicaLength = 16;
/** So much of a replica is in the key of a change: enough to tell it from the other stays at the same document that left something. */
const shortLength = 6;

const signsOf = (bytes: Iterable<number>): string => String.fromCharCode(...bytes);

/** What all keys of a document in the journal begin with: enough of its id to be told from the others in this browser. */
export function rootOf(id: string): string {
  // Seven signs are 42 bits.
  const [first = 0, ...rest] = fromBase64(id.slice(0, 7).padEnd(7, 'A'));
  return signsOf([first | 128, ...rest]);
}

/** What stands behind the root. */
export const pastRoot = (key: string): string => key.slice(rootLength);

/** The root in a key of the journal. */
export const rootIn = (key: string): string => key.slice(0, rootLength);

/** The same at an exit that came before it was known which document is stored. No root begins so. */
export const untoldRoot = (epoch: string): string => `~${prefixOf(epoch)}`;

const numberIn = (n: number): string => (n > 255 ? numberIn(Math.floor(n / 256)) : '') + String.fromCharCode(n % 256);

/** `at` counts from 0. A number is never 0, and begins with none. Those of wholes are even. */
export const ownKey = (root: string, replica: string, element: string, at: number): string =>
  root + signsOf(fromBase64(replica)) + (element.startsWith('@') ? '\0' : '') + numberIn(2 * (at + 1));

/** Where what changed of an element stands, by the key of its whole. The way back is to be looked for among the wholes that there are. */
export function changeKey(whole: string): string {
  const at = replicaAt(whole);
  return whole.slice(0, at + shortLength) + whole.slice(at + replicaLength);
}

const nextTo = (key: string, by: number): string =>
  key.slice(0, -1) + String.fromCharCode(key.charCodeAt(key.length - 1) + by);

/**
 * The same with all of the replica, so that it leads to the whole: the odd number after it. So a change is called in announcements, and so
 * earlier builds stored it.
 */
export const longChangeKey = (whole: string): string => nextTo(whole, 1);

/** The key of the whole, by the long key of a change; null for another key. */
export const wholeKey = (key: string): string | null =>
  lengthIn(key) > replicaLength && key.charCodeAt(key.length - 1) % 2 ? nextTo(key, -1) : null;

export const isJournalKey = (key: string): boolean => key.charCodeAt(0) > 127;

/** Whether a key of the journal or the shadow is that of a change. */
export const isChangeKey = (key: string): boolean => isShort(key) || wholeKey(key) !== null;

const isShort = (key: string): boolean => lengthIn(key) > shortLength && lengthIn(key) <= replicaLength;

/** How much stands from the replica on; 0 in a key of the base. */
function lengthIn(key: string): number {
  const at = replicaAt(key);
  return at < 0 ? 0 : key.length - at;
}

/** Where the replica begins, or -1 in a key of the base. */
function replicaAt(key: string): number {
  const start = key.startsWith('/') ? key.indexOf('/', 1) + 1 : 0;
  if (key.startsWith('~', start)) return key.indexOf('/', start) + 1;
  return key.charCodeAt(start) > 127 ? start + rootLength : -1;
}

/** How much of a key is its replica. */
const replicaIn = (key: string): number => (isShort(key) ? shortLength : replicaLength);

/** Whether a key of the journal is of one of the engine's own elements, which begin with `@`. */
export const isEngineKey = (key: string): boolean => key[replicaAt(key) + replicaIn(key)] === '\0';

/** The last that was asked about: one stay writes many, and they stand together. */
let lastWriter = { bytes: '', name: '' };

/** Who wrote what stands under the key of a whole; no replica where it is one of the base. */
export function writerOf(key: string): string {
  const at = replicaAt(key);
  const bytes = at < 0 ? '' : key.slice(at, at + replicaLength);
  if (bytes !== lastWriter.bytes)
    lastWriter = { bytes, name: toBase64(Uint8Array.from(bytes, (sign) => sign.charCodeAt(0))) };
  return lastWriter.name;
}

/** Tells whether `replica` wrote what stands under a key of the journal or the shadow. */
export function writtenBy(replica: string): (key: string) => boolean {
  const bytes = signsOf(fromBase64(replica));
  return (key) => key.startsWith(bytes.slice(0, replicaIn(key)), replicaAt(key));
}
