import type { EndReason } from '../session/state.ts';
import { over, why } from './warning-words.ts';

/** What a gate's dialog speaks about. */
export interface GateFacts {
  /** Why the session ended. */
  readonly reason: EndReason;
  /** Whether drafts or carts are kept on this device as well, for when the same person signs in again. */
  readonly draftsSaved: boolean;
}

/**
 * Every word of the dialog of {@link SessionGate}, as functions of what there is to speak about.
 *
 * @example
 * const dutch: Partial<GateWords> = { heading: () => 'Meld u opnieuw aan' };
 */
export interface GateWords {
  /**
   * Language of the words, as in {@link WarningWords}.
   * @default the page's
   */
  readonly lang?: string;
  /** Heading of the dialog, and its name. */
  readonly heading: (facts: GateFacts) => string;
  /** Why the session ended, and that the page is kept. */
  readonly message: (facts: GateFacts) => string;
  /** Gives the page up. */
  readonly leave: (facts: GateFacts) => string;
}

/** The default words of the dialog of {@link SessionGate}. */
export const englishGateWords: GateWords = {
  lang: 'en',
  heading: () => 'Sign in again to go on',
  message: ({ reason }) => `${why[reason] ?? over} Everything is kept here as you left it.`,
  leave: () => 'Leave this page',
};
