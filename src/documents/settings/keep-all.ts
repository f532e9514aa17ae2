import { isSame } from '../../vault/same.ts';

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value));

/** `before` where `after` says the same, at every depth: equal data keeps its identity. */
export function keepAll<T>(before: unknown, after: T): T {
  const lists = Array.isArray(before) && Array.isArray(after);
  if (!lists && !(isPlain(before) && isPlain(after))) return isSame(before, after) ? (before as T) : after;
  const [was, is] = [Object.entries(before), Object.entries(after as object)];
  const kept = is.map(
    ([key, value]) => [key, keepAll((before as Readonly<Record<string, unknown>>)[key], value)] as const,
  );
  const same =
    was.length === is.length &&
    kept.every(([key, value], at) => was[at]?.[0] === key && Object.is(was[at]?.[1], value));
  if (same) return before as T;
  return (lists ? kept.map(([, value]) => value) : Object.fromEntries(kept)) as T;
}
