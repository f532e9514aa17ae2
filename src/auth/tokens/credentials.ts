import { HoldfastError } from '../../foundation/errors.ts';
import { createSealedRecords, type RecordCrypto, type Written } from '../sealed-records.ts';
import type { TransportContext } from '../transport.ts';
import { type Credential, isCredential } from './tokens.ts';

/**
 * - `sealed`: encrypted with a key that no script can export. Tabs share the tokens and a reload finds them.
 * - `memory`: in the tab that signed in alone, until it is reloaded.
 * - `dangerously-in-clear`: readable by everything that can read the browser's profile or run a script on the page.
 */
export type AtRest = 'sealed' | 'memory' | 'dangerously-in-clear';

/** Tokens at rest. Each epoch has its own, so that an owed revocation survives the next sign-in. */
export interface Credentials<User> {
  /** Rejects where the database refuses and this tab knows nothing by itself: that is no proof of anything. */
  read(epoch: string): Promise<Credential<User> | null>;
  /**
   * Stores unless a newer generation stands there already: a holder that was too slow changes nothing. With `standing`, not
   * where a sign-out has shredded the epoch's tokens meanwhile.
   */
  commit(credential: Credential<User>, standing?: boolean): Promise<Written>;
  /** Whether tokens of this epoch are stored, so that finding none later means that they were shredded. */
  stands(epoch: string): Promise<boolean>;
  shred(epoch: string): Promise<void>;
  /** Earlier epochs whose tokens are still stored. */
  before(epoch: string): Promise<Iterable<string>>;
}

const clear: RecordCrypto = {
  createKey: async () => 'clear',
  seal: async (_key, text) => ({ text }),
  open: async (_key, sealed) => (sealed as { text: string }).text,
};

/** Where everything about an epoch's tokens is stored: what stands under it is shredded with them. */
export const credentialAt = (epoch: string): string => `credential/${epoch}`;

export function createCredentials<User>(context: TransportContext, atRest: AtRest): Credentials<User> {
  const { platform, database } = context;
  /** For this tab alone, where nothing is to be stored or the database refuses. */
  let own: Credential<User> | null = null;
  const records =
    atRest === 'memory' ? null : createSealedRecords(context, atRest === 'sealed' ? platform.crypto : clear);

  return {
    async read(epoch) {
      try {
        const stored = await records?.read(credentialAt(epoch));
        if (stored && isCredential<User>(stored, epoch)) return stored;
        if (stored)
          platform.report(
            'stored tokens were set aside',
            new HoldfastError('HOLDFAST_DISCARDED', `The tokens of epoch ${epoch} aren't in a form that can be used.`),
          );
      } catch (error) {
        if (own?.epoch !== epoch) throw error;
      }
      return own?.epoch === epoch ? own : null;
    },
    async commit(credential, standing = false) {
      const { epoch, generation } = credential;
      if (own && own.epoch === epoch && own.generation >= generation) return 'newer';
      try {
        const written = await records?.write(credentialAt(epoch), credential, { version: generation, standing });
        if (written && written !== 'kept') return written;
      } catch (error) {
        platform.report('could not store tokens: they are in this tab alone', error);
      }
      own = credential;
      return 'kept';
    },
    async before(epoch) {
      const stored = records
        ? await database()
            .range('session', 'credential/')
            .catch(() => [])
        : [];
      return new Set(stored.map(([key]) => String(key.split('/')[1])).filter((old) => old < epoch));
    },
    stands: async (epoch) => !!(await records?.stands(credentialAt(epoch)).catch(() => false)),
    async shred(epoch) {
      if (own?.epoch === epoch) own = null;
      await records?.shred(credentialAt(epoch));
    },
  };
}
