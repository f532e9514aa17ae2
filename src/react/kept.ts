import { type Context, createContext, useContext } from 'react';
import type { SavedStatus } from '../documents/saved.ts';
import type { ReadableStore } from '../foundation/store.ts';
import type { Session } from '../session/session.ts';
import { followBoth } from './follow-both.ts';
import type { Gate } from './gate-state.ts';

type Document = ReadableStore<{ readonly saved: SavedStatus }>;

/** How the page around sees a draft or a cart. */
export type Keep = <Store extends Document>(store: Store) => Store;

export const KeepContext: Context<Keep> = createContext<Keep>((store) => store);

/** A draft or a cart as the page around sees it: as it is, unless a gate keeps the page. */
export const useKept: Keep = (store) => useContext(KeepContext)(store);

/** A session as the page behind a gate sees it: under the curtain it stays as it was, and its methods work. */
export const keepSession = (session: Session<unknown>, gate: Gate): Session<unknown> => ({
  ...session,
  getState: () => gate.getState().seen,
  subscribe: (listener) =>
    gate.subscribe(({ seen }, before) => {
      if (seen !== before.seen) listener(seen, before.seen);
    }),
});

/**
 * Under the curtain a guest's documents are open. The page goes on with what it saw last, and so it does afterwards until it
 * is known again what is stored.
 */
function keepDocument<Store extends Document>(store: Store, gate: Gate): Store {
  let last = store.getState();
  let known = false;
  const look = (): typeof last => {
    const state = store.getState();
    const live = !gate.getState().reason && state.saved !== 'restoring';
    if (live || !known) last = state;
    known ||= live;
    return last;
  };
  return { ...store, getState: look, subscribe: followBoth(look, store, gate) };
}

/** One for each page: nothing that it keeps is in the next. */
export function createKeep(gate: Gate): Keep {
  const kept = new WeakMap<Document, Document>();
  return <Store extends Document>(store: Store): Store => {
    const found = kept.get(store) ?? keepDocument(store, gate);
    kept.set(store, found);
    return found as Store;
  };
}
