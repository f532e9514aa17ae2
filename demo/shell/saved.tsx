import type { JSX } from 'react';

export type SavedStatus = 'restoring' | 'saving' | 'saved' | 'volatile' | 'error';

const words: Readonly<Record<SavedStatus, string>> = {
  restoring: 'Looking for what you left here…',
  saving: 'Saving…',
  saved: 'Saved on this device',
  volatile: 'Kept in this tab only',
  error: 'Could not be saved',
};

/** Says what the library knows, and nothing nicer. It changes with every letter typed, so it is not read out. */
export function Saved({ status }: { readonly status: SavedStatus }): JSX.Element {
  return (
    <span className="saved" data-saved={status}>
      {words[status]}
    </span>
  );
}
