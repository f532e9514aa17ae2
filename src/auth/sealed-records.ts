import { HoldfastError } from '../foundation/errors.ts';
import type { Crypto } from '../platform/crypto.ts';
import type { Database, Transaction } from '../platform/database.ts';
import type { Platform } from '../platform/platform.ts';

/** How a write ended: `kept`, not needed since one as new stands there, or refused since the record was shredded. */
export type Written = 'kept' | 'newer' | 'shredded';

/**
 * JSON values in the database, each encrypted with a key of its own that no script can export. Tabs share them, a reload finds them,
 * no store holds them in clear, and removing the key shreds them. An id is a text such as `profile/<epoch>`, and no id is the
 * beginning of another. Rejects with `HOLDFAST_STORAGE` where the database refuses.
 */
export interface SealedRecords {
  /** `null` when there is none. What can't be read any more is removed and reported, and there is none. */
  read(id: string): Promise<unknown | null>;
  /**
   * Stores `value` unless one of the same or a newer `version` stands there. With `standing`, only where the record's key
   * still does: what comes home late never brings a shredded record back.
   */
  write(id: string, value: unknown, options?: { version?: number; standing?: boolean }): Promise<Written>;
  /** Whether the record has a key: it was written, and not shredded since. */
  stands(id: string): Promise<boolean>;
  /** Destroys the key, and everything else under `id/`. */
  shred(id: string): Promise<void>;
}

/** As much of the cryptography as is used: what is sealed may look as it likes. */
export type RecordCrypto = Pick<Crypto, 'createKey'> & {
  seal(key: unknown, text: string): Promise<unknown>;
  open(key: unknown, sealed: unknown): Promise<string | null>;
};

interface Stored {
  readonly version: number;
  readonly sealed: unknown;
}

export function createSealedRecords(
  { platform, database }: { readonly platform: Platform; database(): Database },
  crypto: RecordCrypto = platform.crypto,
): SealedRecords {
  const keyAt = (id: string): string => `${id}/key`;
  const valueAt = (id: string): string => `${id}/value`;
  const transact = <T>(work: (transaction: Transaction) => Promise<T>, strict: boolean): Promise<T> =>
    database().transact(['session'], work, { strict });

  const keyOf = async (id: string, standing: boolean): Promise<unknown> => {
    const found = await database().get('session', keyAt(id));
    if (found !== undefined || standing) return found;
    const fresh = await crypto.createKey();
    return transact(async ({ get, put }) => {
      const key = await get('session', keyAt(id));
      if (key === undefined) put('session', keyAt(id), fresh);
      return key ?? fresh;
    }, true);
  };

  return {
    async read(id) {
      const [key, stored] = await database().read(['session'], ({ get }) =>
        Promise.all([get('session', keyAt(id)), get('session', valueAt(id))]),
      );
      if (key === undefined || stored === undefined) return null;
      try {
        const text = await crypto.open(key, (stored as Stored).sealed);
        if (text !== null) return JSON.parse(text);
      } catch {
        // As unreadable as what no key fits.
      }
      await transact(async ({ remove }) => remove('session', valueAt(id)), false).catch(() => {});
      platform.report(
        'a sealed record was set aside',
        new HoldfastError('HOLDFAST_DISCARDED', `"${id}" can't be read any more and was removed.`),
      );
      return null;
    },
    async write(id, value, { version = 0, standing = false } = {}) {
      const key = await keyOf(id, standing);
      if (key === undefined) return 'shredded';
      const sealed = await crypto.seal(key, JSON.stringify(value));
      return transact(async ({ get, put }) => {
        const before = (await get('session', valueAt(id))) as Stored | undefined;
        // Shredded while it was being sealed.
        if ((await get('session', keyAt(id))) === undefined) return 'shredded';
        if (version > 0 && before && before.version >= version) return 'newer';
        put('session', valueAt(id), { version, sealed } satisfies Stored);
        return 'kept';
      }, false);
    },
    stands: async (id) => (await database().get('session', keyAt(id))) !== undefined,
    shred: (id) => transact(async ({ removeRange }) => removeRange('session', `${id}/`), true),
  };
}
