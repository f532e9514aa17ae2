import { useCallback, useSyncExternalStore } from 'react';
import type { ReadableStore } from '../foundation/store.ts';

/** A store whose parts can be watched one by one. */
interface Watched<State, Name> extends ReadableStore<State> {
  watch(name: Name, listener: () => void): () => void;
}

/**
 * One part of a store: renders when that changes, and isn't asked when another does. `now` finds it at once; `find` finds it in a state
 * that a gate keeps, or that the server knew.
 */
export function useWatched<State, Name, Part>(
  store: Watched<State, Name>,
  kept: Watched<State, Name>,
  name: Name,
  now: () => Part,
  find: (state: State) => Part,
): Part {
  const listen = useCallback((listener: () => void) => kept.watch(name, listener), [kept, name]);
  const look = (): Part => {
    const state = kept.getState();
    return state === store.getState() ? now() : find(state);
  };
  return useSyncExternalStore(listen, look, () => find(kept.getInitialState()));
}
