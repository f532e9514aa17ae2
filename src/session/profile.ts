import { createSealedRecords } from '../auth/sealed-records.ts';
import { within } from '../platform/within.ts';
import type { Ground } from './ground.ts';

/**
 * Who is signed in, sealed and kept as long as the epoch lives: a tab that starts without a network shows the person, and
 * one that adopts another tab's sign-in needn't ask. Nothing is kept where a transport keeps its tokens in memory only.
 */
export interface Profile<User> {
  read(epoch: string): Promise<User | null>;
  write(epoch: string, user: User): Promise<unknown>;
  shred(epoch: string): void;
}

/** Milliseconds. Whoever finds no profile asks the server, so nobody waits long for one. */
const patience = 500;

export function createProfile<User>({
  platform,
  database,
  connection,
}: Pick<Ground<User, unknown>, 'platform' | 'database' | 'connection'>): Profile<User> {
  const records = createSealedRecords({ platform, database });
  const idOf = (epoch: string): string => `profile/${epoch}`;
  /** The one that stands there already, as text: a server that names the same user again writes nothing. */
  let written = '';
  return {
    async read(epoch) {
      const stored = connection.shared && (await within(platform.clock, patience, records.read(idOf(epoch)), null));
      return stored ? (stored as { user: User }).user : null;
    },
    async write(epoch, user) {
      const text = `${epoch} ${JSON.stringify(user)}`;
      if (!connection.shared || text === written) return;
      written = text;
      await within(platform.clock, patience, records.write(idOf(epoch), { user }), null);
    },
    shred(epoch) {
      written = '';
      // Without a database there is nothing to remove.
      records.shred(idOf(epoch)).catch(() => {});
    },
  };
}
