/**
 * Keys are `partition/document/element/replica`; what was folded has no replica. Parts are escaped, so that no name can reach
 * into the keys of another.
 */
const escapePart = (part: string): string => part.replace(/[%/]/g, (sign) => (sign === '/' ? '%2F' : '%25'));
const unescapePart = (part: string): string => part.replace(/%2F|%25/g, (code) => (code === '%2F' ? '/' : '%'));

/** What all keys of a partition, or of one of its documents, begin with. */
export const prefixOf = (...parts: readonly string[]): string => parts.map((part) => `${escapePart(part)}/`).join('');

export const keyOf = (prefix: string, element: string, replica = ''): string =>
  prefix + prefixOf(element) + escapePart(replica);

/** Element and replica of a key that begins with `prefix`, or null when it is none of ours. */
export function parseKey(prefix: string, key: string): readonly [element: string, replica: string] | null {
  const parts = key.slice(prefix.length).split('/').map(unescapePart);
  return parts.length === 2 ? [parts[0] as string, parts[1] as string] : null;
}
