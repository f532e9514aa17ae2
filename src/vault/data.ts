/**
 * Whether it is data: what structured cloning and every other tab understand. An event, a node or a function isn't.
 * With `json`, whether JSON carries it unchanged.
 */
export function isData(value: unknown, json = false): boolean {
  const kind = typeof value;
  if (value === null || kind === 'string' || kind === 'boolean') return true;
  if (kind !== 'object') return json ? Number.isFinite(value) : kind !== 'function' && kind !== 'symbol';
  const tag = Object.prototype.toString.call(value);
  if (tag === '[object Date]') return !json;
  const prototype: unknown = Object.getPrototypeOf(value);
  const plain = Array.isArray(value) || prototype === null || prototype === Object.prototype;
  return plain && Object.values(value as object).every((part) => isData(part, json));
}
