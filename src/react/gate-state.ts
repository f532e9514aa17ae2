import { createGroup } from '../foundation/group.ts';
import { createHold } from '../foundation/hold.ts';
import type { ReadableStore } from '../foundation/store.ts';
import type { Session } from '../session/session.ts';
import type { EndReason, SessionState } from '../session/state.ts';
import { documentHost } from '../vault/host.ts';

/** What a gate shows. */
export interface GateState {
  /** What the page behind the gate knows of the session: under the curtain, what it knew last. */
  readonly seen: SessionState<unknown>;
  /** Why the curtain is down; `null` while it is up. */
  readonly reason: EndReason | null;
  /** Whether drafts wait for the same person. */
  readonly resumable: boolean;
  /** Whose page it is: whose documents are open, which says nothing about the person. `null` while that isn't confirmed. */
  readonly person: string | null;
  /** Counts pages: nothing of one is in the next. */
  readonly page: number;
}

/** Ends that the person asked for, or that brought somebody else. */
const final: readonly (EndReason | null)[] = [null, 'signed-out', 'signed-out-elsewhere', 'switched-user'];

/** What a gate shows next. Pure, but for asking whose documents are open, which is done once per epoch. */
export function nextGate(before: GateState, state: SessionState<unknown>, whose: () => string | null): GateState {
  const { seen, reason, resumable, person, page } = before;
  const shown = seen.status === 'authenticated' ? seen : null;
  if (state.status === 'authenticated') {
    if (shown?.epoch === state.epoch)
      return seen === state && !reason ? before : { ...before, seen: state, reason: null };
    const present = whose();
    const same = shown && (shown.user === state.user || (person !== null && person === present));
    return { seen: state, reason: null, resumable: false, person: present, page: same ? page : page + 1 };
  }
  // Nobody is kept a place who can't be told from the next.
  if (shown && person !== null && state.status === 'unauthenticated' && !final.includes(state.reason))
    return reason === state.reason && resumable === state.resumable
      ? before
      : { ...before, reason: state.reason, resumable: state.resumable };
  return seen === state ? before : leftGate(before, state);
}

/** Nobody's page. */
const leftGate = ({ page }: GateState, state: SessionState<unknown>): GateState => ({
  seen: state,
  reason: null,
  resumable: false,
  person: null,
  page: page + 1,
});

/** A gate as a store that follows a session. */
export interface Gate extends ReadableStore<GateState> {
  /** Gives up the page under the curtain. */
  leave(): void;
}

export function createGate(session: Session<unknown>): Gate {
  const whose = (): string | null => session[documentHost].partition()?.id ?? null;
  const closed: GateState = { seen: { status: 'loading' }, reason: null, resumable: false, person: null, page: 0 };
  const initial = nextGate(closed, session.getInitialState(), () => null);
  const listeners = createGroup<Parameters<Gate['subscribe']>[0]>();
  let state = nextGate(initial, session.getState(), whose);
  let told = state;

  const look = (): GateState => {
    state = nextGate(state, session.getState(), whose);
    return state;
  };
  const tell = (): void => {
    const before = told;
    told = look();
    for (const listener of listeners.all()) listener(told, before);
  };
  const follow = createHold(() => session.subscribe(tell));

  return {
    // Asks anew, so that it is never behind, whoever is told first.
    getState: look,
    getInitialState: () => initial,
    subscribe(listener) {
      const stops = [listeners.add(listener), follow()];
      return () => {
        for (const stop of stops) stop();
      };
    },
    leave() {
      state = leftGate(state, session.getState());
      tell();
    },
  };
}
