import { acknowledgedKey } from './acknowledged.ts';
import type { DocumentHost } from './host.ts';
import { readId } from './identity.ts';
import { namesIn, prefixOf, rootOf, shadowPrefix } from './keys.ts';
import { writeShadow } from './shadow.ts';

/** Until when a document with a limit is kept stands in the `session` store, apart from what a tab reads to open it. */
const root = 'expiry/';

/** `prefix` is what all keys of a document begin with. */
export const expiryKey = (prefix: string): string => root + prefix;

/** So often within its limit the note is brought up to date; it says so much more, and is never too early. */
const renewals = 16;

/** Notes that a document was touched, from its opening on until it is begun anew: seldom, and beside everything else. */
export function createExpiry(host: DocumentHost, document: string, ttl: number): (partition: string) => void {
  let noted = Number.NaN;
  return (partition) => {
    const now = host.now();
    const since = now - noted;
    if (!ttl || (since >= 0 && since < ttl / renewals)) return;
    noted = now;
    const until = Math.ceil(now + ttl + ttl / renewals);
    host
      .database()
      .put('session', [[expiryKey(prefixOf(partition, document)), until]])
      .catch(() => {
        noted = Number.NaN;
      });
  };
}

/** Whether a note of that kind says that it is over. */
export const isOver = (host: DocumentHost, until: unknown): boolean => typeof until === 'number' && until < host.now();

/** Removes documents that nobody touched for as long as they were to be kept, also of people who never come back. Answers whether there were any. */
export async function sweep(host: DocumentHost): Promise<boolean> {
  const due = (await host.database().range('session', root)).filter(([, until]) => isOver(host, until));
  for (const [key] of due) {
    const prefix = key.slice(root.length);
    await host.database().transact(['journal', 'base', 'session'], async ({ get, keys, remove, removeRange }) => {
      // Somebody touched it in between.
      if (!isOver(host, await get('session', key))) return;
      const id = await readId({ keys }, prefix);
      if (id !== null) removeRange('journal', rootOf(id));
      removeRange('base', prefix);
      remove('session', key);
      remove('session', acknowledgedKey(prefix));
    });
    const [partition, document] = namesIn(prefix);
    if (partition === undefined || document === undefined) continue;
    writeShadow(host, partition, (each) => each.startsWith(shadowPrefix(document)));
    // A tab in which it is open begins anew.
    if (partition === host.partition()?.id) host.announce(document);
  }
  return due.length > 0;
}

/** Per page, when its first document is open, which nobody has to wait for: a document that is opened looks at its own note. */
const swept = new WeakMap<DocumentHost, Promise<unknown>>();

export function sweepOnce(host: DocumentHost): Promise<unknown> {
  const begun = swept.get(host) ?? sweep(host).catch(() => swept.delete(host));
  swept.set(host, begun);
  return begun;
}
