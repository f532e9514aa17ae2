import type { Session, SessionEvents } from 'holdfast';
import { useSyncExternalStore } from 'react';

/** One thing that happened, as the inspector shows it. */
export interface Entry {
  readonly id: number;
  /** Wall time, for reading only. */
  readonly at: Date;
  readonly type: string;
  readonly text: string;
}

/** What happened since the page was opened, newest first. */
export interface Log {
  subscribe(changed: () => void): () => void;
  read(): readonly Entry[];
}

const longest = 60;

interface WritableLog extends Log {
  add(type: string, text: string): void;
}

function createLog(): WritableLog {
  const listeners = new Set<() => void>();
  let entries: readonly Entry[] = [];
  let next = 0;
  return {
    add(type, text) {
      entries = [{ id: next++, at: new Date(), type, text }, ...entries].slice(0, longest);
      for (const changed of listeners) changed();
    },
    subscribe(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    read: () => entries,
  };
}

export const useLog = (log: Log): readonly Entry[] => useSyncExternalStore(log.subscribe, log.read);

type Named = { readonly name: string };

/** Input is seen in the picture of the clocks; once a second is too often to be read. */
type Written = Exclude<keyof SessionEvents<Named>, 'activity'>;

/** What is worth reading in an event. */
const readers: { readonly [Type in Written]: (event: SessionEvents<Named>[Type]) => string } = {
  'signed-in': ({ user, restored }) => `${user.name}${restored ? ', found or from another tab' : ''}`,
  refreshed: ({ generation }) => `generation ${generation}`,
  ended: ({ reason }) => reason,
  'switched-user': ({ from, to }) => `${from.name} → ${to.name}`,
  freshness: ({ freshness }) => freshness,
  warning: ({ kind, remaining }) => `${kind}, ${Math.round(remaining / 1000)} s left`,
  'signed-in-elsewhere': () => 'in another tab',
  'step-up-required': ({ url }) => `for ${url}`,
  'clock-skewed': ({ skew }) => `${Math.round(skew / 1000)} s`,
  extended: ({ by }) => `by an answer ${by}`,
  storage: ({ mode, error }) => (error === undefined ? mode : `${mode}: ${String(error)}`),
  sync: ({ error }) => error.message,
  message: ({ direction, type, from }) => `${direction === 'sent' ? 'sent' : 'heard'} ${type} · ${from.slice(0, 6)}`,
};

export interface Logs {
  readonly events: Log;
  readonly messages: Log;
}

/** Writes down what a session tells. Called before the session starts, so that nothing is missed. */
export function recordSession(session: Session<Named, never>): Logs {
  const [events, messages] = [createLog(), createLog()];
  const listen = <Type extends Written>(type: Type): void => {
    const log = type === 'message' ? messages : events;
    session.on(type, (event) => log.add(type, readers[type](event)));
  };
  for (const type of Object.keys(readers) as Written[]) listen(type);
  return { events, messages };
}
