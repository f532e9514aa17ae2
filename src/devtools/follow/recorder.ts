import type { Session, SessionEvents } from '../../session/session.ts';
import { type By, emptyPast, type Flag, type Past, withFlag, withHolds, withInput, withTold } from '../model/past.ts';
import { type Spoken, tell } from '../model/tell.ts';

/** Remembers what a session tells, for the panel. */
export interface Recorder {
  read(): Past;
  subscribe(changed: () => void): () => void;
  /** Looks at input and holds as well, until the returned function is called. */
  watch(): () => void;
  clear(): void;
  stop(): void;
}

/** Begins before the session starts, so that nothing is missed. */
export function createRecorder(session: Session<unknown, never>, now: () => number): Recorder {
  const { timer } = session;
  const listeners = new Set<() => void>();
  let past = emptyPast;
  let ids = 0;
  const change = (next: Past): void => {
    if (next === past) return;
    past = next;
    for (const changed of listeners) changed();
  };
  const flag = (kind: Flag['kind'], by: By = 'here', more: Pick<Flag, 'reason'> = {}): void =>
    change(withFlag(past, { id: ids++, at: now(), kind, by, ...more }));
  const listen = <Type extends Spoken>(type: Type): (() => void) =>
    session.on(type, (event: SessionEvents<unknown>[Type]) =>
      change(withTold(past, { id: ids++, at: now(), type, text: tell[type](event) })),
    );

  const stops = [
    ...(Object.keys(tell) as Spoken[]).map(listen),
    session.on('signed-in', ({ restored }) => flag('signed-in', restored ? 'elsewhere' : 'here')),
    session.on('warning', () => flag('warning')),
    session.on('refreshed', () => flag('refreshed')),
    session.on('extended', ({ by }) => flag('extended', by)),
    session.on('ended', ({ reason }) => flag('ended', 'here', { reason })),
  ];

  return {
    read: () => past,
    subscribe(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    watch() {
      change({ ...past, watchedFrom: now(), inputs: [], holds: [] });
      let { limits } = timer.getState();
      const look = (): void => {
        const state = timer.getState();
        if (JSON.stringify(state.limits) !== JSON.stringify(limits)) flag('limits');
        limits = state.limits;
        change(withHolds(past, state));
      };
      const stopInputs = session.on('activity', ({ by, at }) => change(withInput(past, at, by)));
      const stopHolds = timer.subscribe(look);
      look();
      return () => {
        stopInputs();
        stopHolds();
      };
    },
    clear: () => change({ ...emptyPast, watchedFrom: now() }),
    stop() {
      for (const stop of stops) stop();
    },
  };
}
