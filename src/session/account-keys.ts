import type { Keys } from '../platform/crypto.ts';
import type { Base, Ground } from './ground.ts';

/**
 * The keys that come of a sign-in's account key, for what documents of that user are sealed with. They live as long as the epoch:
 * no script can export them, other tabs and a reload find them, and they go with the profile.
 */
export interface AccountKeys {
  /** The server gave one with an answer under `epoch`. */
  take(epoch: string, secret: string | undefined): void;
  read(epoch: string): Promise<Keys | null>;
  /** Looks for those that other tabs keep while nobody waits for the database: documents ask for them as soon as they open. */
  foresee(epoch: string): void;
  /** Nobody is signed in here any more. */
  drop(): void;
}

export function createAccountKeys<User, Credentials>(
  { name, platform, database, desk }: Base<User, Credentials>,
  { shared }: Ground<User, Credentials>['connection'],
): AccountKeys {
  /** Stands with the profile, and is shredded with it. */
  const keyAt = (epoch: string): string => `profile/${epoch}/documents`;
  let ahead: { readonly epoch: string; readonly stored: Promise<unknown> } | null = null;
  let held: { readonly epoch: string; readonly keys: Promise<Keys | null> } | null = null;

  const find = (epoch: string): Promise<unknown> => database().get('session', keyAt(epoch));
  const derive = async (epoch: string, secret: string): Promise<Keys> => {
    const keys = await platform.crypto.createKeys(secret, `${name}/documents`);
    if (!shared) return keys;
    const store = database().transact(['session'], async ({ get, put }) => {
      // Where the profile is gone, its session is, too.
      if ((await get('session', `profile/${epoch}/key`)) !== undefined) put('session', keyAt(epoch), keys);
    });
    store.catch((error) => platform.report("the account's keys are kept in this tab only", error));
    return keys;
  };

  return {
    take(epoch, secret) {
      if (!secret || held?.epoch === epoch) return;
      const keys = derive(epoch, secret).catch((error) => {
        platform.report("the account's keys could not be made", error);
        return null;
      });
      held = { epoch, keys };
      // What waits for it is opened.
      void keys.then(() => desk.announced(null));
    },
    async read(epoch) {
      if (held?.epoch === epoch) return held.keys;
      const early = ahead?.epoch === epoch ? ahead.stored : null;
      // Once: whoever asks later may find what wasn't there yet.
      ahead = null;
      const stored = shared && (await (early ?? find(epoch)));
      return (stored as Keys | undefined | false) || null;
    },
    foresee(epoch) {
      if (!shared) return;
      ahead = { epoch, stored: find(epoch) };
      ahead.stored.catch(() => {});
    },
    drop() {
      held = null;
    },
  };
}
