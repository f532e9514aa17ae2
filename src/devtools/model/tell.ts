import type { SessionEvents } from '../../session/session.ts';

/** Input is seen in the timeline; once a second is too often to be read. */
export type Spoken = Exclude<keyof SessionEvents<unknown>, 'activity'>;

const seconds = (ms: number): string => `${Math.round(ms / 1000)} s`;

/** What is worth reading in an event. Nobody is named: who is signed in is the application's to show. */
export const tell: { readonly [Type in Spoken]: (event: SessionEvents<unknown>[Type]) => string } = {
  'signed-in': ({ restored }) => (restored ? 'found, or from another tab' : 'in this tab'),
  refreshed: ({ generation }) => `generation ${generation}`,
  ended: ({ reason }) => reason,
  'switched-user': () => 'another person, in another tab',
  freshness: ({ freshness }) => freshness,
  warning: ({ kind, remaining }) => `${kind}, ${seconds(remaining)} left`,
  'signed-in-elsewhere': () => 'in another tab',
  'step-up-required': () => 'the server wants a stronger sign-in',
  'clock-skewed': ({ skew }) => `the server’s clock is ${seconds(Math.abs(skew))} ${skew > 0 ? 'ahead' : 'behind'}`,
  extended: ({ by }) => (by === 'here' ? 'in this tab' : 'in another tab'),
  storage: ({ mode, error }) => (error === undefined ? mode : `${mode}: ${messageOf(error)}`),
  claimed: ({ document, joined }) => `${document}: the guest’s ${joined ? 'joined' : 'was left out'}`,
  sync: ({ document, error }) => `${document}: ${error.code}`,
  message: ({ direction, type, from }) => `${direction === 'sent' ? 'sent' : 'heard'} ${type} · ${from.slice(0, 6)}`,
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'no reason given');
