import { createStore } from 'zustand/vanilla';
import type { ReadableStore } from '../foundation/store.ts';

/** `before` where `after` says the same, one level deep: equal data keeps its identity. */
export function keep<T extends object>(before: T, after: T): T {
  const names = Object.keys(after) as (keyof T)[];
  const same =
    names.length === Object.keys(before).length && names.every((name) => Object.is(before[name], after[name]));
  return same ? before : after;
}

/** A store that can be read, and the way to change what it shows. Who listens hears of changes only. */
export function createView<State extends object>(
  initial: State,
): { readonly store: ReadableStore<State>; show(change: Partial<State>): void } {
  const { getState, getInitialState, setState, subscribe } = createStore<State>(() => initial);
  return {
    store: { getState, getInitialState, subscribe },
    show(change) {
      const next = keep(getState(), { ...getState(), ...change });
      if (next !== getState()) setState(next, true);
    },
  };
}
