/** Whether two pieces of data say the same. What has its own insides (a date apart) is like itself only. */
export function isAlike(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  const tag = Object.prototype.toString.call(a);
  if (tag !== Object.prototype.toString.call(b)) return false;
  if (tag === '[object Date]') return (a as Date).getTime() === (b as Date).getTime();
  if (tag !== '[object Object]' && tag !== '[object Array]') return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && isAlike(a[name as never], b[name as never]))
  );
}
