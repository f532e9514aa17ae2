import { newRev } from '../documents/revisions.ts';
import { createRecords } from '../records.ts';
import type { Store } from '../store.ts';

/** What the shop knows of a person. It is the shop's: other devices of the person change it, and so may whoever answers the phone. */
export interface Profile {
  readonly name: string;
  readonly phone: string;
  readonly street: string;
  readonly town: string;
}

export interface StoredProfile {
  readonly rev: string;
  readonly profile: Profile;
}

export interface Profiles {
  /** There is one from the first time that it is asked for. */
  read(userId: string, name: string): Promise<StoredProfile>;
  /** @returns what stands now; `undefined` when another revision does, or none */
  replace(userId: string, rev: string, profile: Profile): Promise<StoredProfile | undefined>;
}

export function createProfiles(store: Store): Profiles {
  const records = createRecords<StoredProfile>(store, 'profile');
  return {
    async read(userId, name) {
      const found = await records.read(userId);
      if (found) return found;
      const first: StoredProfile = { rev: newRev(), profile: { name, phone: '', street: '', town: '' } };
      const { stands } = await records.change<{ next?: StoredProfile; stands: StoredProfile }>(userId, (current) =>
        current ? { stands: current } : { next: first, stands: first },
      );
      return stands;
    },

    async replace(userId, rev, profile) {
      const next: StoredProfile = { rev: newRev(), profile };
      const { isDone } = await records.change<{ next?: StoredProfile; isDone: boolean }>(userId, (current) =>
        current?.rev === rev ? { next, isDone: true } : { isDone: false },
      );
      return isDone ? next : undefined;
    },
  };
}
