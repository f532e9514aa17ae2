import type { Database } from '../platform/database.ts';
import { parseKey, prefixOf } from './keys.ts';

/** Whether anything of a partition is stored: what its next stay will find. Elements of the engine's own (`@…`) are no work. */
export async function hasWork(database: Database, partition: string): Promise<boolean> {
  const prefix = prefixOf(partition);
  const stored = await Promise.all([database.range('journal', prefix), database.range('base', prefix)]);
  return stored.flat().some(([key]) => {
    const [document = ''] = key.slice(prefix.length).split('/');
    const parsed = parseKey(`${prefix}${document}/`, key);
    return parsed !== null && !parsed[0].startsWith('@');
  });
}
