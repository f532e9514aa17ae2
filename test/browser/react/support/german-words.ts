import { countTime, type WarningFacts, type WarningWords } from 'holdfast/react';

const countdown = (facts: WarningFacts): string =>
  countTime('de', facts, { one: 'Minute', other: 'Minuten' }, { one: 'Sekunde', other: 'Sekunden' });

const why: Readonly<Partial<Record<WarningFacts['reason'], string>>> = {
  idle: 'Die Seite wurde eine Weile nicht benutzt. Zum Schutz Ihres Kontos haben wir Ihre Sitzung beendet.',
  absolute: 'Aus Sicherheitsgründen dauert eine Sitzung nur eine begrenzte Zeit.',
  'signed-out-elsewhere': 'Sie haben sich in einem anderen Tab abgemeldet.',
  'storage-lost': 'Die Daten dieser Website wurden aus dem Browser gelöscht.',
};

/** A second language, as an application would write one. */
export const germanWords: WarningWords = {
  heading: ({ reason }) => (reason === 'idle' ? 'Sind Sie noch da?' : 'Ihre Sitzung endet bald'),
  message: ({ reason }) =>
    reason === 'idle'
      ? 'Sie haben diese Seite eine Weile nicht benutzt. Zum Schutz Ihres Kontos werden Sie bald abgemeldet.'
      : 'Aus Sicherheitsgründen dauert eine Sitzung nur eine begrenzte Zeit und kann nicht verlängert werden. Sie können Ihre Arbeit abschließen oder sich neu anmelden.',
  countdown,
  spoken: (facts) => `Sie werden in ${countdown(facts)} abgemeldet.`,
  stay: () => 'Angemeldet bleiben',
  signOut: () => 'Abmelden',
  later: () => 'Weiterarbeiten',
  signInAgain: () => 'Neu anmelden',
  failed: () => 'Der Server ist nicht erreichbar. Wir versuchen es weiter …',
  title: () => 'Abmeldung steht bevor',
  endedHeading: () => 'Sie wurden abgemeldet',
  endedMessage: ({ reason, draftsSaved }) =>
    `${why[reason] ?? 'Der Server hat Ihre Sitzung beendet.'}${draftsSaved ? ' Ihre unfertige Arbeit ist hier aufbewahrt und nach der Anmeldung wieder da.' : ''}`,
};
