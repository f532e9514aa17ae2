import type { Database } from '../platform/database.ts';
import { isEngineKey, namesIn, prefixOf, rootOf } from './keys.ts';

/** Whether anything of a partition is stored: what its next stay will find. Elements of the engine's own (`@…`) are no work. */
export async function hasWork(database: Database, partition: string): Promise<boolean> {
  return database.read(['journal', 'base'], async ({ keys }) => {
    const base = (await keys('base', prefixOf(partition))).map((key) => namesIn(`${key}/`));
    const ids = base.flatMap(([, , element, id]) => (element === '@id' && id ? [id] : []));
    const journal = await Promise.all(ids.map((id) => keys('journal', rootOf(id))));
    return base.some(([, , element]) => !element?.startsWith('@')) || journal.flat().some((key) => !isEngineKey(key));
  });
}
