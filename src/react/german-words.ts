import type { GateWords } from './gate-words.ts';
import { countTime, type WarningFacts, type WarningWords } from './warning-words.ts';

const countdown = (facts: WarningFacts): string =>
  countTime('de', facts, { one: 'Minute', other: 'Minuten' }, { one: 'Sekunde', other: 'Sekunden' });

const why: Readonly<Partial<Record<WarningFacts['reason'], string>>> = {
  idle: 'Sie haben diese Seite eine Weile nicht benutzt.',
  absolute: 'Aus Sicherheitsgründen endet jede Sitzung nach einer bestimmten Zeit.',
  'signed-out-elsewhere': 'Sie haben sich in einem anderen Tab abgemeldet.',
  revoked: 'Der Server hat Ihre Sitzung beendet.',
  'storage-lost': 'Die Daten dieser Website wurden aus dem Browser gelöscht.',
  'boot-failed': 'Es lässt sich nicht feststellen, ob Sie noch angemeldet sind.',
};
const over = 'Ihre Sitzung ist beendet.';

/**
 * The words of {@link IdleWarning} in German, for `words`. Whoever doesn't import them doesn't pay for them.
 *
 * @example
 * // Follows the language of the page.
 * const words = document.documentElement.lang.startsWith('de') ? germanWords : englishWords;
 * <IdleWarning words={words} />
 */
export const germanWords: WarningWords = {
  lang: 'de',
  heading: ({ reason }) => (reason === 'idle' ? 'Sind Sie noch da?' : 'Ihre Sitzung endet bald'),
  message: ({ reason, draftsSaved }) =>
    (reason === 'idle'
      ? 'Sie haben diese Seite eine Weile nicht benutzt. Zum Schutz Ihres Kontos werden Sie bald abgemeldet.'
      : 'Aus Sicherheitsgründen lässt sich diese Sitzung nicht verlängern. Bringen Sie zu Ende, was Sie gerade tun, oder melden Sie sich neu an.') +
    (draftsSaved ? ' Was Sie eingegeben haben, bleibt hier aufbewahrt.' : ''),
  countdown,
  spoken: (facts) => `Sie werden in ${countdown(facts)} abgemeldet.`,
  stay: () => 'Angemeldet bleiben',
  signOut: () => 'Abmelden',
  later: () => 'Weiterarbeiten',
  signInAgain: () => 'Neu anmelden',
  leave: () => 'Ohne Anmeldung weiter',
  failed: () => 'Der Server ist nicht erreichbar. Neuer Versuch …',
  title: () => 'Abmeldung steht bevor',
  endedHeading: () => 'Sie wurden abgemeldet',
  endedMessage: ({ reason, draftsSaved }) =>
    `${why[reason] ?? over}${draftsSaved ? ' Ihre unfertige Arbeit ist hier aufbewahrt: Melden Sie sich neu an, um fortzufahren.' : ''}`,
};

/** The words of the dialog of {@link SessionGate} in German, for `words`. */
export const germanGateWords: GateWords = {
  lang: 'de',
  heading: () => 'Melden Sie sich neu an, um fortzufahren',
  message: ({ reason }) => `${why[reason] ?? over} Hier bleibt alles, wie Sie es verlassen haben.`,
  leave: () => 'Diese Seite verlassen',
};
