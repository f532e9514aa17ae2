import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { within } from '../platform/within.ts';
import { type Head, joinHeads, parseHead, writeHead } from '../tabs/head.ts';
import type { SharedRecord } from '../tabs/record.ts';

/** The head as IndexedDB has it, and whose session that is (a digest). */
export interface StoredHead {
  readonly head: Head | null;
  readonly subject: string | null;
}

/**
 * The head's second copy. localStorage is quick and synchronous, but a killed browser loses its last seconds, and it isn't
 * ordered with locks; so sign-in and sign-out also write here, durably.
 */
export interface DurableHead {
  /** Joins both copies. Answers within four seconds whatever the database does. */
  restore(): Promise<StoredHead>;
  /** Joins the record's head into the database, with whose session it is. */
  store(subject?: string): Promise<void>;
}

const headKey = 'head';
const subjectKey = 'subject';
/** Storage never blocks readiness: what a person waits for an application to start. */
export const patience = 4000;

export function createDurableHead(
  clock: Clock,
  database: () => Database,
  record: SharedRecord,
  onTrouble: (error: unknown) => void,
): DurableHead {
  const nothing: StoredHead = { head: null, subject: null };

  const read = async (): Promise<StoredHead> => {
    try {
      const [head, subject] = await Promise.all([
        database().get('session', headKey),
        database().get('session', subjectKey),
      ]);
      return { head: parseHead(head), subject: typeof subject === 'string' ? subject : null };
    } catch (error) {
      onTrouble(error);
      return nothing;
    }
  };

  const write = async (subject?: string): Promise<void> => {
    const here = record.head();
    if (!here) return;
    try {
      const joined = await database().transact(
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
      record.join(joined);
    } catch (error) {
      onTrouble(error);
    }
  };

  return {
    async restore() {
      const stored = await within(clock, patience, read(), nothing);
      if (stored.head) record.join(stored.head);
      const head = record.head();
      const [epoch, subject = null] = stored.subject?.split('/') ?? [];
      return { head, subject: head && epoch === head.epoch ? subject : null };
    },
    store: (subject) => within(clock, patience, write(subject), undefined),
  };
}
