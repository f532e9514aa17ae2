import type { SavedStatus, SavedTo, SyncStatus } from 'holdfast';
import { expect, it } from 'vitest';
import { capital, nameThings, savedWords } from '../../../demo/shell/saved-words.ts';

const inAccount = 'Saved to your account';

it.each<[SavedStatus, SavedTo, SyncStatus, string]>([
  ['restoring', 'account', 'idle', 'Looking for what you left here…'],
  ['saving', 'device', 'pushing', 'Saving…'],
  ['volatile', 'device', 'offline', 'Kept in this tab only'],
  ['error', 'account', 'idle', 'Could not be saved'],
  ['saved', 'device', 'off', 'Saved on this device'],
  ['saved', 'device', 'pushing', 'Saved on this device'],
  ['saved', 'account', 'idle', inAccount],
  ['saved', 'account', 'offline', inAccount],
  ['saved', 'account', 'paused', inAccount],
  ['saved', 'device', 'offline', 'Saved on this device, will be sent when the shop is in reach'],
  ['saved', 'device', 'paused', 'Saved on this device, will be sent when you sign in again'],
  ['saved', 'device', 'stopped', 'Saved on this device only'],
  ['saved', 'account', 'stopped', 'Saved on this device only'],
])('what is %s, to the %s, while sync is %s, is told as it is', (saved, savedTo, sync, words) => {
  expect(savedWords(saved, savedTo, sync)).toBe(words);
});

it('what stays on the device is told apart once the rest is in the account, and not before', () => {
  const words = (saved: SavedStatus, savedTo: SavedTo): string => savedWords(saved, savedTo, 'idle', 'the picture');
  expect(words('saved', 'account')).toBe(`${inAccount}, the picture on this device`);
  expect(words('saved', 'device')).toBe('Saved on this device');
  expect(words('saving', 'account')).toBe('Saving…');
});

it('documents have the names that people know them by, and their own where there is none', () => {
  expect(capital(nameThings(['cart', 'workspace']))).toBe('Your cart and your settings');
  expect(nameThings(['checkout', 'supper', 'wishes'])).toBe('your checkout form, your guest list, and wishes');
});
