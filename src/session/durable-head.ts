import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { within } from '../platform/within.ts';
import { type Head, joinHeads, parseHead, writeHead } from '../tabs/head.ts';
import type { SharedRecord } from '../tabs/record.ts';

/**
 * The head's second copy. localStorage is quick and synchronous, but a killed browser loses its last seconds, and it isn't
 * ordered with locks; so sign-in and sign-out also write here, durably. Everything answers within four seconds whatever the
 * database does.
 */
export interface DurableHead {
  /** Joins the database's head into the record. Resolves to whose session it is (a digest), if that is known. */
  restore(): Promise<string | null>;
  /** Joins the record's head into the database, with whose session it is. */
  store(subject?: string): Promise<unknown>;
  /** Joins `head` into both. */
  join(head: Head): Promise<unknown>;
}

const headKey = 'head';
const subjectKey = 'subject';
/** Storage never blocks readiness: what a person waits for an application to start. */
export const patience = 4000;

export function createDurableHead(
  clock: Clock,
  database: () => Database,
  record: SharedRecord,
  onStorage: (mode: 'durable' | 'volatile', error?: unknown) => void,
): DurableHead {
  let troubled = false;
  const inTime = <T>(work: Promise<T>): Promise<T | null> => {
    const told = work.then(
      (done) => {
        if (troubled) onStorage('durable');
        troubled = false;
        return done;
      },
      (error) => {
        troubled = true;
        onStorage('volatile', error);
        return null;
      },
    );
    return within(clock, patience, told, null);
  };

  const store = async (subject?: string): Promise<unknown> => {
    const here = record.head();
    if (!here) return;
    const write = database().transact(
      ['session'],
      async (transaction) => {
        const head = joinHeads(parseHead(await transaction.get('session', headKey)), here) ?? here;
        transaction.put('session', headKey, writeHead(head));
        if (subject !== undefined && head.epoch === here.epoch)
          transaction.put('session', subjectKey, `${head.epoch}/${subject}`);
        return head;
      },
      { strict: true },
    );
    return inTime(write.then(record.join));
  };

  return {
    async restore() {
      const read = database().read(['session'], ({ get }) =>
        Promise.all([headKey, subjectKey].map((key) => get('session', key))),
      );
      const stored = await inTime(read);
      const head = parseHead(stored?.[0]);
      if (head) record.join(head);
      const here = record.head();
      // What the record alone knows, such as an end right before a crash, would be lost with it in the next one.
      if (stored && here && writeHead(here) !== stored[0]) void store();
      const [epoch, subject = null] = String(stored?.[1]).split('/');
      return epoch === record.head()?.epoch ? subject : null;
    },
    store,
    join(head) {
      record.join(head);
      return store();
    },
  };
}
