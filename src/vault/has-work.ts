import type { Database } from '../platform/database.ts';

/**
 * Whether anything of a partition is stored: what its next stay will find. Elements of the engine's own (`@…`) are no work.
 * `partition` is a name that needs no escaping in keys.
 */
export async function hasWork(database: Database, partition: string): Promise<boolean> {
  const stored = await Promise.all([
    database.range('journal', `${partition}/`),
    database.range('base', `${partition}/`),
  ]);
  // partition/document/element/replica; parts are escaped.
  return stored.flat().some(([key]) => /^[^/]*\/[^/]*\/(?!@)[^/]*\/[^/]*$/.test(key));
}
