import { isFile } from './codec.ts';

const tagOf = (value: unknown): string => Object.prototype.toString.call(value);

/**
 * Whether it is data: what structured cloning and every other tab understand. An event, a node or a function isn't; a file is.
 * With `json`, whether JSON carries it unchanged.
 */
export function isData(value: unknown, json = false): boolean {
  const kind = typeof value;
  if (value === null || kind === 'string' || kind === 'boolean') return true;
  if (kind !== 'object') return json ? Number.isFinite(value) : kind !== 'function' && kind !== 'symbol';
  const prototype: unknown = Object.getPrototypeOf(value);
  // First, since it is most of what there is, and a tag takes longer to ask for than all else.
  if (Array.isArray(value) || prototype === null || prototype === Object.prototype)
    return Object.values(value as object).every((part) => isData(part, json));
  return !json && (tagOf(value) === '[object Date]' || isFile(value));
}

/** What the files in a value weigh together, in bytes. */
export function bytesOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (isFile(value)) return Number((value as { readonly size?: number }).size);
  return Object.values(value).reduce<number>((sum, part) => sum + bytesOf(part), 0);
}
