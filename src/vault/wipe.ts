import { acknowledgedKey } from './acknowledged.ts';
import { expiryKey } from './expiry.ts';
import type { DocumentHost } from './host.ts';
import { parseIdentity } from './identity.ts';
import { readList, writeList } from './json-record.ts';
import { namesIn, prefixOf, rootOf, shadowPrefix } from './keys.ts';
import { writeShadow } from './shadow.ts';

/** Whose documents are to be wiped, and when that was asked for; of a guest's, one that somebody took over. */
type Mark = readonly [partition: string, at: number, document?: string];

const recordOf = (host: DocumentHost): string => `holdfast:${host.name}:wipe`;

const readMarks = (host: DocumentHost): Mark[] =>
  readList<Mark>(host.platform.records, recordOf(host)).filter(
    ([, at, named]) => typeof at === 'number' && /^(undefined|string)$/.test(typeof named),
  );

const writeMarks = (host: DocumentHost, marks: readonly Mark[]): void =>
  writeList(
    host.platform.records,
    recordOf(host),
    marks.map((mark) => JSON.stringify(mark)),
  );

/** Notes, before anything else, that a partition is to be wiped: whatever comes between, the next start will do it. */
export function markWipe(host: DocumentHost, partition: string, document?: string): void {
  const others = readMarks(host).filter(([marked, , named]) => marked !== partition || named !== document);
  writeMarks(host, [...others, document === undefined ? [partition, host.now()] : [partition, host.now(), document]]);
}

/** Whether anything is marked. */
export const owesWipes = (host: DocumentHost): boolean => readMarks(host).length > 0;

/**
 * Does what was marked: removes every document of the partition that isn't sealed at a sign-out, with its key, also those that this
 * page never opened. A document that was begun after the mark belongs to a later stay and isn't touched.
 */
export async function finishWipes(host: DocumentHost): Promise<void> {
  for (const [partition, at, named] of readMarks(host)) {
    const within = named === undefined ? [] : [named];
    const kept: string[] = [];
    await host.database().transact(
      ['journal', 'base', 'session'],
      async (transaction) => {
        // No other value is read: one that the disk has lost must not stop the wipe.
        const keys = (await transaction.keys('base', prefixOf(partition, ...within))).filter((key) =>
          /^[^/]*\/[^/]*\/@id\//.test(key),
        );
        const values = await Promise.all(keys.map((key) => transaction.get('base', key)));
        for (const [index, key] of keys.entries()) {
          const [, document = '', , id = ''] = namesIn(`${key}/`);
          const identity = parseIdentity(values[index]);
          // Where it can't be read what was wished for, nothing stays.
          if (identity && (identity[0] === 'seal' || identity[1] > at)) {
            kept.push(shadowPrefix(document));
            continue;
          }
          const prefix = prefixOf(partition, document);
          transaction.removeRange('journal', rootOf(id));
          transaction.removeRange('base', prefix);
          transaction.remove('session', expiryKey(prefix));
          transaction.remove('session', acknowledgedKey(prefix));
        }
      },
      { strict: true },
    );
    const isWiped = (key: string): boolean =>
      key.startsWith(within.map(shadowPrefix).join('')) && !kept.some((it) => key.startsWith(it));
    writeShadow(host, partition, isWiped);
    writeMarks(
      host,
      readMarks(host).filter((mark) => mark[0] !== partition || mark[2] !== named || mark[1] > at),
    );
  }
}
