import type { SavedStatus, SavedTo, SyncStatus } from 'holdfast';

const here: Readonly<Record<Exclude<SavedStatus, 'saved'>, string>> = {
  restoring: 'Looking for what you left here…',
  saving: 'Saving…',
  volatile: 'Kept in this tab only',
  error: 'Could not be saved',
};

const onTheWay: Readonly<Record<SyncStatus, string>> = {
  off: 'Saved on this device',
  idle: 'Saved on this device',
  pushing: 'Saved on this device',
  offline: 'Saved on this device, will be sent when the shop is in reach',
  paused: 'Saved on this device, will be sent when you sign in again',
  stopped: 'Saved on this device only',
};

/** Where a thing is safe by now. Says what the library knows, and nothing nicer. `apart`: what of it never goes to the account. */
export function savedWords(saved: SavedStatus, savedTo: SavedTo, sync: SyncStatus, apart = ''): string {
  if (saved !== 'saved') return here[saved];
  // What is in the account is there, whether or not the account can be reached now.
  if (savedTo === 'device' || sync === 'stopped') return onTheWay[sync];
  return `Saved to your account${apart && `, ${apart} on this device`}`;
}

const names: Readonly<Record<string, string>> = {
  cart: 'your cart',
  checkout: 'your checkout form',
  supper: 'your guest list',
  workspace: 'your settings',
};

const list = new Intl.ListFormat('en');

/** Documents by the names that people know them by: `your cart and your settings`. */
export const nameThings = (documents: readonly string[]): string =>
  list.format(documents.map((name) => names[name] ?? name));

export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
