import type { Snapshot } from '../platform/database.ts';
import type { DocumentHost } from './host.ts';
import { namesIn, rootIn, rootOf } from './keys.ts';

/** What a late tab wrote into a document that is gone: it is under the root of none that there is. */
async function findOrphans({ keys }: Pick<Snapshot, 'keys'>): Promise<string[]> {
  const [journal, base] = await Promise.all([keys('journal', ''), keys('base', '')]);
  const ids = base.map((key) => namesIn(`${key}/`)).filter(([, , element]) => element === '@id');
  const roots = new Set(ids.map(([, , , id = '']) => rootOf(id)));
  return journal.filter((key) => !roots.has(rootIn(key)));
}

const begun = new WeakSet<DocumentHost>();

/** Once per page, when its first document is open: nobody waits for it. */
export async function removeOrphans(host: DocumentHost): Promise<void> {
  if (begun.has(host)) return;
  begun.add(host);
  const orphans = await host.database().read(['journal', 'base'], findOrphans);
  if (!orphans.length) return;
  await host.database().transact(['journal', 'base'], async (transaction) => {
    for (const key of await findOrphans(transaction)) transaction.remove('journal', key);
  });
}
