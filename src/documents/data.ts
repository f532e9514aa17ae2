/** Whether it is data: what structured cloning and every other tab understand. An event, a node or a function isn't. */
export function isData(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value !== 'object') return typeof value !== 'function' && typeof value !== 'symbol';
  const tag = Object.prototype.toString.call(value);
  if (tag === '[object Date]') return true;
  if (tag === '[object Array]') return (value as unknown[]).every(isData);
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === null || prototype === Object.prototype) && Object.values(value).every(isData);
}
