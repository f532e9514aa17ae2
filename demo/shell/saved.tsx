import type { Cart, SavedStatus, SavedTo } from 'holdfast';
import { useSync } from 'holdfast/react';
import type { JSX } from 'react';
import { Arrival } from './arrival.tsx';
import { savedWords } from './saved-words.ts';

interface SavedProps {
  readonly of: Pick<Cart, 'name'>;
  readonly state: { readonly saved: SavedStatus; readonly savedTo: SavedTo };
  /** What of it is there, and never goes to the account. */
  readonly apart?: string | undefined;
}

/** Where one document is safe by now. It changes with every letter typed, so it is not read out; what comes from elsewhere is. */
export function Saved({ of: { name }, state: { saved, savedTo }, apart }: SavedProps): JSX.Element {
  const sync = useSync(({ documents }) => documents[name]?.status ?? 'off');
  return (
    <div className="saved-line">
      <span className="saved" data-saved={saved} data-saved-to={savedTo} data-sync={sync}>
        {savedWords(saved, savedTo, sync, apart)}
      </span>
      <Arrival of={name} />
    </div>
  );
}
