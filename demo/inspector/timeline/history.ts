import type { EndReason, ReadableStore, Session, SessionEvents, TimerState } from 'holdfast';
import { createPresent, type Present } from './present.ts';

/** A tab that told of something: this one, or another. */
export type By = 'here' | 'elsewhere';

/** Something that happened once. Moments are in the session's own time, here and below. */
export interface Flag {
  readonly id: number;
  readonly at: number;
  readonly kind: 'signed-in' | 'warning' | 'extended' | 'limits' | 'ended';
  readonly by: By;
  readonly reason?: EndReason;
}

/** A hold, from when it was first seen to when it was gone. */
export interface SeenHold {
  readonly name: string;
  readonly from: number;
  readonly until: number | null;
}

/** What the picture shows of the past. */
export interface Past {
  /** Since when input and holds are looked at: they cost a little, so nobody does while the drawer is closed. */
  readonly watchedFrom: number;
  readonly inputs: readonly { readonly at: number; readonly by: By }[];
  readonly messages: readonly {
    readonly id: number;
    readonly at: number;
    readonly from: string;
    readonly type: string;
  }[];
  readonly holds: readonly SeenHold[];
  readonly flags: readonly Flag[];
}

export interface History {
  readonly timer: ReadableStore<TimerState>;
  readonly present: Present;
  subscribe(changed: () => void): () => void;
  read(): Past;
  /** Looks at input and holds until the returned function is called. */
  watch(): () => void;
}

const most = { inputs: 2000, messages: 100, holds: 50, flags: 60 };

const added = <Item>(items: readonly Item[], item: Item, limit: number): readonly Item[] =>
  [...items, item].slice(-limit);

/** What stood and is gone gets an end; what is new gets a beginning. */
function followHolds(holds: readonly SeenHold[], { heldBy, now }: TimerState): readonly SeenHold[] {
  const standing = new Set(heldBy);
  const followed = holds.map((hold) => {
    if (hold.until !== null) return hold;
    return standing.delete(hold.name) ? hold : { ...hold, until: now };
  });
  const begun = [...standing].map((name) => ({ name, from: now, until: null }));
  return [...followed, ...begun].slice(-most.holds);
}

/** Remembers what a session tells, for the picture. Called before the session starts, so that nothing is missed. */
export function recordHistory<User>(session: Session<User, never>): History {
  const { timer } = session;
  const present = createPresent(timer);
  const listeners = new Set<() => void>();
  let past: Past = { watchedFrom: 0, inputs: [], messages: [], holds: [], flags: [] };
  let ids = 0;

  const change = (next: Partial<Past>): void => {
    past = { ...past, ...next };
    for (const changed of listeners) changed();
  };
  const flag = (kind: Flag['kind'], by: By = 'here', reason?: EndReason): void => {
    const next = { id: ids++, at: present.read(), kind, by, ...(reason && { reason }) };
    change({ flags: added(past.flags, next, most.flags) });
  };
  const hear = ({ direction, type, from }: SessionEvents<User>['message']): void => {
    if (direction === 'sent') return;
    change({ messages: added(past.messages, { id: ids++, at: present.read(), from, type }, most.messages) });
  };

  session.on('signed-in', ({ restored }) => {
    present.rebase();
    flag('signed-in', restored ? 'elsewhere' : 'here');
  });
  session.on('warning', () => flag('warning'));
  session.on('extended', ({ by }) => flag('extended', by));
  session.on('ended', ({ reason }) => flag('ended', 'here', reason));
  session.on('message', hear);

  return {
    timer,
    present,
    subscribe(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    read: () => past,
    watch() {
      change({ watchedFrom: present.read(), inputs: [], holds: [] });
      let { limits } = timer.getState();
      const look = (): void => {
        const state = timer.getState();
        if (state.limits !== limits) flag('limits');
        limits = state.limits;
        const holds = followHolds(past.holds, state);
        if (holds.length !== past.holds.length || holds.some((hold, index) => hold !== past.holds[index]))
          change({ holds });
      };
      const stopInputs = session.on('activity', ({ by, at }) =>
        change({ inputs: added(past.inputs, { at, by }, most.inputs) }),
      );
      const stopHolds = timer.subscribe(look);
      look();
      return () => {
        stopInputs();
        stopHolds();
      };
    },
  };
}
