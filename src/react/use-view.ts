import { useStore } from 'zustand';
import type { ReadableStore } from '../foundation/store.ts';

const whole = <State>(state: State): State => state;

/** What a selector picks of a store; without one, everything: methods, then `rest`, then state. */
export function useView<State extends object>(
  store: ReadableStore<State>,
  selector: ((state: State) => unknown) | undefined,
  rest?: object,
): unknown {
  const selected = useStore(store, selector ?? whole);
  return selector ? selected : { ...store, ...rest, ...(selected as State) };
}
