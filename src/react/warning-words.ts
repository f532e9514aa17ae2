import type { EndReason } from '../session/state.ts';
import type { TimerState } from '../time/countdown.ts';

/** What there is to speak about. */
export interface WarningFacts {
  /** Which limit is near; at the end, why the session ended. */
  readonly reason: TimerState['kind'] | EndReason;
  /** Whole minutes left, rounded up. 0 at the end. */
  readonly minutes: number;
  /** Whole seconds left in all. 0 at the end. */
  readonly seconds: number;
  /** Whether unfinished work is kept on this device for when the same person signs in again. */
  readonly draftsSaved: boolean;
}

type Word = (facts: WarningFacts) => string;

/**
 * Every word of {@link IdleWarning}, as functions of what there is to speak about.
 *
 * @example
 * const dutch: Partial<WarningWords> = { stay: () => 'Aangemeld blijven' };
 */
export interface WarningWords {
  /**
   * Language of the words, as in the `lang` of HTML: say it where the page may be in another one. Direction follows it.
   * @default the page's
   */
  readonly lang?: string;
  /** Heading of the warning. */
  readonly heading: Word;
  /** What will happen and why. It is read out when the dialog opens, so it holds no number. */
  readonly message: Word;
  /** How much is left, as shown: minutes above a minute, then seconds. */
  readonly countdown: Word;
  /** What the live region says at the opening, each minute, and at 60, 40 and 20 seconds. */
  readonly spoken: Word;
  readonly stay: Word;
  readonly signOut: Word;
  /** Closes a warning that can't be answered by staying. */
  readonly later: Word;
  readonly signInAgain: Word;
  /** Goes on as nobody, where the application offers that by `onLeave`. */
  readonly leave: Word;
  /** The server could not be reached; it is tried again. */
  readonly failed: Word;
  /** Stands before the title of the document in hidden tabs. */
  readonly title: Word;
  readonly endedHeading: Word;
  /** Why the session ended, and what was kept. */
  readonly endedMessage: Word;
}

/** Minutes above a minute, seconds below, in the plural that the language asks for. */
export function countTime(
  language: string,
  { minutes, seconds }: WarningFacts,
  minute: Readonly<Record<string, string>>,
  second: Readonly<Record<string, string>>,
): string {
  const [count, forms] = seconds > 60 ? [minutes, minute] : [seconds, second];
  return `${count} ${forms[new Intl.PluralRules(language).select(count)] ?? forms['other']}`;
}

const countdown: Word = (facts) =>
  countTime('en', facts, { one: 'minute', other: 'minutes' }, { one: 'second', other: 'seconds' });

export const why: Readonly<Partial<Record<WarningFacts['reason'], string>>> = {
  idle: 'This page was not used for a while.',
  absolute: 'For your security, sessions end after some time.',
  'signed-out-elsewhere': 'You signed out in another tab.',
  revoked: 'The server has ended your session.',
  'storage-lost': 'The data of this site was removed from the browser.',
  'boot-failed': 'It can’t be found out whether you are still signed in.',
};

export const over = 'Your session has ended.';

/** The default words of {@link IdleWarning}. */
export const englishWords: WarningWords = {
  lang: 'en',
  heading: ({ reason }) => (reason === 'idle' ? 'Are you still there?' : 'Your session is about to end'),
  message: ({ reason, draftsSaved }) =>
    (reason === 'idle'
      ? 'This page was not used for a while. To protect your account, you will be signed out soon.'
      : 'For your security, this session can’t be extended. Finish what you are doing, or sign in again to go on.') +
    (draftsSaved ? ' What you have entered is kept here.' : ''),
  countdown,
  spoken: (facts) => `You will be signed out in ${countdown(facts)}.`,
  stay: () => 'Stay signed in',
  signOut: () => 'Sign out',
  later: () => 'Keep working',
  signInAgain: () => 'Sign in again',
  leave: () => 'Continue without signing in',
  failed: () => 'The server can’t be reached. Trying again…',
  title: () => 'Signing out soon',
  endedHeading: () => 'You have been signed out',
  endedMessage: ({ reason, draftsSaved }) =>
    `${why[reason] ?? over}${draftsSaved ? ' Your unfinished work is kept here: sign in again to go on.' : ''}`,
};
