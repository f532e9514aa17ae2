import type { Entry, StoreName, Transaction } from './database.ts';

/**
 * Asks for everything at once, so that the transaction can be committed before any of it is answered. `beside`: whether there is
 * something under each of these keys, to be called when it is complete.
 */
export function putAll(
  { put, remove, has }: Transaction,
  store: StoreName,
  entries: readonly Entry[],
  keys: readonly string[] = [],
): { readonly beside: () => boolean } {
  for (const [key, value] of entries)
    if (value === undefined) remove(store, key);
    else put(store, key, value);
  const asked = keys.map((key) => has(store, key));
  return { beside: () => asked.every((found) => found()) };
}
