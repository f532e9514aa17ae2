import { type Context, createContext, useContext } from 'react';
import type { SavedStatus } from '../documents/saved.ts';
import { createGroup } from '../foundation/group.ts';
import { createHold } from '../foundation/hold.ts';
import type { ReadableStore } from '../foundation/store.ts';
import type { Session } from '../session/session.ts';
import { followBoth } from './follow-both.ts';
import type { Gate } from './gate-state.ts';

type Watch = (name: never, listener: () => void) => () => void;
type Document = ReadableStore<{ readonly saved: SavedStatus }> & { readonly watch?: Watch };

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
  const { watch } = store;
  const subscribe = followBoth(look, store, gate);
  return { ...store, getState: look, subscribe, ...(watch && { watch: keepWatch(watch, look, store, subscribe) }) };
}

/** Who watches a part hears besides when the whole page is kept, and when it is live again: one listener for all of them. */
function keepWatch(watch: Watch, look: () => unknown, store: Document, subscribe: Document['subscribe']): Watch {
  const listeners = createGroup<() => void>();
  const isLive = (): boolean => look() === store.getState();
  const follow = createHold(() => {
    let wasLive = isLive();
    return subscribe(() => {
      if (isLive() === wasLive) return;
      wasLive = !wasLive;
      for (const listener of listeners.all()) listener();
    });
  });
  return (name, listener) => {
    const stops = [follow(), listeners.add(listener), watch(name, listener)];
    return () => {
      for (const stop of stops) stop();
    };
  };
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
