import type { EndReason } from 'holdfast';
import type { WarningWords } from 'holdfast/react';

/** Why it is over, in the words of the person to whom it happens. */
export const because: Readonly<Record<EndReason, string>> = {
  'signed-out': 'You signed out here.',
  'signed-out-elsewhere': 'You signed out in another tab, and that counts for all of them.',
  idle: 'Nobody touched the shop for a while, so it closed the door behind you.',
  absolute: 'You were signed in for as long as the shop allows in one go.',
  revoked: 'The shop’s server ended the session: you signed out on another device, or it is over there.',
  'switched-user': 'Somebody else signed in, in another tab of this browser.',
  'storage-lost': 'This browser’s data for the shop was cleared.',
  loop: 'The shop’s server kept refusing a session that it had just renewed.',
  'boot-failed': 'It could not be found out who is signed in. The shop may be out of reach.',
};

export const kept = 'Your cart and your checkout form are kept here. Sign in as the same person and go on.';

/** The library's screen at the end, in the shop's words. */
export const endedWords: Pick<WarningWords, 'endedMessage' | 'lang' | 'leave'> = {
  lang: 'en',
  leave: () => 'Look around as a guest',
  endedMessage({ reason, draftsSaved }) {
    const why = reason === 'server' ? because.revoked : because[reason];
    return draftsSaved ? `${why} ${kept}` : why;
  },
};
