import type { SavedTo, SyncStatus } from 'holdfast';
import { useSync } from 'holdfast/react';
import { nameThings } from './saved-words.ts';

/** Names of the documents that are meant, as one text, so that who shows it is drawn again only for news. */
export const useThings = (isMeant: (name: string, savedTo: SavedTo, status: SyncStatus) => boolean): string =>
  useSync(({ documents }) =>
    nameThings(
      Object.entries(documents).flatMap(([name, { savedTo, status }]) =>
        isMeant(name, savedTo, status) ? [name] : [],
      ),
    ),
  );
