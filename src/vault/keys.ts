/**
 * In the base keys are `partition/document/element/`. In the journal, which is written at every edit, they are short: the document's
 * root, the replica, and the number that it gave the element. Parts are escaped, so that no name can reach into the keys of another.
 */
const escapePart = (part: string): string => part.replace(/[%/]/g, (sign) => (sign === '/' ? '%2F' : '%25'));
const unescapePart = (part: string): string => part.replace(/%2F|%25/g, (code) => (code === '%2F' ? '/' : '%'));

/** What all keys of a partition, or of one of its documents, begin with. */
export const prefixOf = (...parts: readonly string[]): string => parts.map((part) => `${escapePart(part)}/`).join('');

/** The names that a prefix is made of. */
export const namesIn = (prefix: string): readonly string[] => prefix.slice(0, -1).split('/').map(unescapePart);

export const keyOf = (prefix: string, element: string): string => prefix + prefixOf(element);

/** What all keys of a document in the journal begin with: enough of its id to be told from the others in this browser. */
export const rootOf = (id: string): string => `${id.slice(0, 8)}/`;

/** The same at an exit that came before it was known which document is stored. No id begins so. */
export const untoldRoot = (epoch: string): string => `~${prefixOf(epoch)}`;

/** Elements of the engine's own begin with `@`, and it shows in their keys. */
export const ownKey = (root: string, replica: string, element: string, at: number): string =>
  root + replica + (element.startsWith('@') ? '@' : '') + at.toString(36);

/** Whether a key of the journal, or of the shadow, is of this replica. */
export const isOwnKey = (key: string, replica: string): boolean => key.includes(`/${replica}`);

/** Who wrote what stands under a key of the journal; no replica where it is another kind of key. */
export const writerOf = (key: string): string => /\/([0-9a-v]{12})@?[0-9a-z]+$/.exec(key)?.[1] ?? '';
