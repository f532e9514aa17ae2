import type { Transaction } from '../../platform/database.ts';
import type { TransportContext } from '../transport.ts';

/** What a token endpoint gives. `expiresIn` in milliseconds from the start of the request. */
export interface Tokens<User> {
  readonly access: string;
  readonly refresh?: string | undefined;
  readonly expiresIn?: number | undefined;
  /** Left out by servers that name the user at sign-in only. */
  readonly user?: User | undefined;
}

/** The tokens of one epoch at one generation. Moments in the session's own time. */
export interface Credential<User> {
  readonly epoch: string;
  /** Counts refreshes. Whoever holds an older one adopts the newer instead of refreshing. */
  readonly generation: number;
  readonly access: string;
  readonly refresh: string | null;
  readonly receivedAt: number;
  readonly expiresAt: number | null;
  readonly user: User;
}

/**
 * Tokens at rest: encrypted with a key that no script can export. Tabs share them, a reload finds them, no store holds them
 * in clear, and destroying the key at sign-out shreds them. Each epoch has its own, so that an owed revocation survives the
 * next sign-in.
 */
export interface Credentials<User> {
  read(epoch: string): Promise<Credential<User> | null>;
  /** Stores unless a newer generation stands there already: a holder that was too slow changes nothing. */
  commit(credential: Credential<User>): Promise<void>;
  shred(epoch: string): Promise<void>;
  /** Earlier epochs whose tokens are still stored. */
  before(epoch: string): Promise<Iterable<string>>;
}

interface Stored {
  readonly generation: number;
  readonly sealed: unknown;
}

/** The credential that `tokens`, asked for at `askedAt`, make of the one before, or of none at a sign-in. */
export function nextCredential<User>(
  epoch: string,
  before: Credential<User> | null,
  { access, refresh, expiresIn, user = before?.user as User }: Tokens<User>,
  askedAt: number,
): Credential<User> {
  return {
    epoch,
    generation: (before?.generation ?? 0) + 1,
    access,
    refresh: refresh ?? before?.refresh ?? null,
    receivedAt: askedAt,
    expiresAt: expiresIn === undefined ? null : askedAt + expiresIn,
    user,
  };
}

export function createCredentials<User>({ platform: { crypto }, database }: TransportContext): Credentials<User> {
  /** For this tab alone, where the database refuses. */
  let own: Credential<User> | null = null;
  const at = (epoch: string, part: 'key' | 'tokens' | ''): string => `credential/${epoch}/${part}`;
  const transact = <T>(work: (transaction: Transaction) => Promise<T>, strict = true): Promise<T> =>
    database().transact(['session'], work, { strict });

  const keyOf = async (epoch: string): Promise<unknown> => {
    const fresh = await crypto.createKey();
    return transact(async ({ get, put }) => {
      const key = await get('session', at(epoch, 'key'));
      if (!key) put('session', at(epoch, 'key'), fresh);
      return key ?? fresh;
    });
  };

  return {
    async read(epoch) {
      try {
        const [key, stored] = await Promise.all([
          database().get('session', at(epoch, 'key')),
          database().get('session', at(epoch, 'tokens')),
        ]);
        const text = key && stored ? await crypto.open(key, (stored as Stored).sealed) : null;
        if (text) return JSON.parse(text) as Credential<User>;
      } catch {
        // The database refuses: what this tab knows is all there is.
      }
      return own?.epoch === epoch ? own : null;
    },
    async commit(credential) {
      const { epoch, generation } = credential;
      if (own && own.epoch === epoch && own.generation >= generation) return;
      own = credential;
      try {
        const sealed = await crypto.seal(await keyOf(epoch), JSON.stringify(credential));
        await transact(async ({ get, put }) => {
          const before = (await get('session', at(epoch, 'tokens'))) as Stored | undefined;
          if (!before || before.generation < generation)
            put('session', at(epoch, 'tokens'), { generation, sealed } satisfies Stored);
        }, false);
      } catch {
        // This tab knows it.
      }
    },
    async before(epoch) {
      const stored = await database()
        .range('session', 'credential/')
        .catch(() => []);
      return new Set(stored.map(([key]) => String(key.split('/')[1])).filter((old) => old < epoch));
    },
    async shred(epoch) {
      if (own?.epoch === epoch) own = null;
      await transact(async ({ removeRange }) => removeRange('session', at(epoch, '')));
    },
  };
}
