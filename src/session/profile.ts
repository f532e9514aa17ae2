import { createSealedRecords } from '../auth/sealed-records.ts';
import { within } from '../platform/within.ts';
import type { Ground } from './ground.ts';

/**
 * Who is signed in, sealed and kept as long as the epoch lives: a tab that starts without a network shows the person, and
 * one that adopts another tab's sign-in needn't ask. Nothing is kept where a transport keeps its tokens in memory only.
 */
export interface Profile<User> {
  read(epoch: string): Promise<User | null>;
  /** Looks at what stands there while nobody waits for the database: a server that names the same user again then writes nothing. */
  foresee(epoch: string): void;
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
  let looking: Promise<unknown> | undefined;
  const textOf = (epoch: string, user: User): string => `${epoch} ${JSON.stringify(user)}`;
  const read = async (epoch: string): Promise<User | null> => {
    const stored = connection.shared && (await within(platform.clock, patience, records.read(idOf(epoch)), null));
    if (!stored) return null;
    const { user } = stored as { user: User };
    written = textOf(epoch, user);
    return user;
  };
  return {
    read,
    foresee(epoch) {
      looking = read(epoch);
    },
    async write(epoch, user) {
      await looking;
      const text = textOf(epoch, user);
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
