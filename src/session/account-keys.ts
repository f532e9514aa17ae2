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
  /** Nobody is signed in here any more. */
  drop(): void;
}

export function createAccountKeys<User, Credentials>(
  { name, platform, database, desk }: Base<User, Credentials>,
  { shared }: Ground<User, Credentials>['connection'],
): AccountKeys {
  /** Stands with the profile, and is shredded with it. */
  const keyAt = (epoch: string): string => `profile/${epoch}/documents`;
  let held: { readonly epoch: string; readonly keys: Promise<Keys | null> } | null = null;

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
      const stored = shared && (await database().get('session', keyAt(epoch)));
      return (stored as Keys | undefined | false) || null;
    },
    drop() {
      held = null;
    },
  };
}
