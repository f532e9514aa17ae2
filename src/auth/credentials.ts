import type { TransportContext } from './transport.ts';

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
  commit(credential: Credential<User>): Promise<boolean>;
  shred(epoch: string): Promise<void>;
}

interface Stored {
  readonly generation: number;
  readonly sealed: unknown;
}

export function createCredentials<User>({ platform: { crypto }, database }: TransportContext): Credentials<User> {
  /** For this tab alone, where the database refuses. */
  let own: Credential<User> | null = null;
  const at = (epoch: string, part: 'key' | 'tokens'): string => `credential/${epoch}/${part}`;

  const keyOf = async (epoch: string): Promise<unknown> => {
    const fresh = await crypto.createKey();
    return database().transact(
      ['session'],
      async (transaction) => {
        const key = await transaction.get('session', at(epoch, 'key'));
        if (!key) transaction.put('session', at(epoch, 'key'), fresh);
        return key ?? fresh;
      },
      { strict: true },
    );
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
      if (own && own.epoch === epoch && own.generation >= generation) return false;
      own = credential;
      try {
        const sealed = await crypto.seal(await keyOf(epoch), JSON.stringify(credential));
        return await database().transact(['session'], async (transaction) => {
          const before = (await transaction.get('session', at(epoch, 'tokens'))) as Stored | undefined;
          if (before && before.generation >= generation) return false;
          transaction.put('session', at(epoch, 'tokens'), { generation, sealed } satisfies Stored);
          return true;
        });
      } catch {
        return true;
      }
    },
    async shred(epoch) {
      if (own?.epoch === epoch) own = null;
      await database().transact(
        ['session'],
        async (transaction) => transaction.removeRange('session', `credential/${epoch}/`),
        {
          strict: true,
        },
      );
    },
  };
}
