import { fromBase64, toBase64 } from '../foundation/base64.ts';

/**
 * In the base keys are `partition/document/element/`. Parts are escaped, so that no name can reach into the keys of another.
 *
 * In the journal, which is written at every edit, a key is bytes, here a sign for each: 5 of the document's id, its root; 16 that are the
 * replica; and the number that the replica gave the element, in as few as it takes, with a 0 before it for an element of the engine's own.
 * What changed in an element has the number after that.
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

const signsOf = (bytes: Iterable<number>): string => String.fromCharCode(...bytes);

/** What all keys of a document in the journal begin with: enough of its id to be told from the others in this browser. */
export function rootOf(id: string): string {
  // Seven signs are 42 bits.
  const [first = 0, ...rest] = fromBase64(id.slice(0, 7).padEnd(7, 'A'));
  return signsOf([first | 128, ...rest]);
}

/** The root in a key of the journal. */
export const rootIn = (key: string): string => key.slice(0, rootLength);

/** The same at an exit that came before it was known which document is stored. No root begins so. */
export const untoldRoot = (epoch: string): string => `~${prefixOf(epoch)}`;

const numberIn = (n: number): string => (n > 255 ? numberIn(Math.floor(n / 256)) : '') + String.fromCharCode(n % 256);

/** `at` counts from 0. A number is never 0, and begins with none. */
export const ownKey = (root: string, replica: string, element: string, at: number): string =>
  root + signsOf(fromBase64(replica)) + (element.startsWith('@') ? '\0' : '') + numberIn(2 * (at + 1));

/** Where what changed of an element stands, beside its whole: numbers of wholes are even, the odd one after it is its change's. */
export const changeKey = (whole: string): string =>
  whole.slice(0, -1) + String.fromCharCode(whole.charCodeAt(whole.length - 1) + 1);

/** Where the whole stands to which a change belongs; null in a key of another kind. */
export function wholeKey(key: string): string | null {
  const last = key.charCodeAt(key.length - 1);
  return last % 2 && replicaAt(key) >= 0 ? key.slice(0, -1) + String.fromCharCode(last - 1) : null;
}

/** Where the replica begins, or -1 in a key of the base. */
function replicaAt(key: string): number {
  const start = key.startsWith('/') ? key.indexOf('/', 1) + 1 : 0;
  if (key.startsWith('~', start)) return key.indexOf('/', start) + 1;
  return key.charCodeAt(start) > 127 ? start + rootLength : -1;
}

/** Whether a key of the journal is of one of the engine's own elements, which begin with `@`. */
export const isEngineKey = (key: string): boolean => key[replicaAt(key) + replicaLength] === '\0';

/** Who wrote what stands under a key of the journal or the shadow; no replica where it is one of the base. */
export function writerOf(key: string): string {
  const at = replicaAt(key);
  const bytes = at < 0 ? '' : key.slice(at, at + replicaLength);
  return toBase64(Uint8Array.from(bytes, (sign) => sign.charCodeAt(0)));
}
