import { createStore } from 'zustand/vanilla';
import type { ReadableStore } from '../foundation/store.ts';
import type { Moment } from './moments.ts';

/** `before` where `after` says the same, one level deep: equal data keeps its identity. */
export function keep<T extends object>(before: T, after: T): T {
  const names = Object.keys(after) as (keyof T)[];
  const same =
    names.length === Object.keys(before).length && names.every((name) => Object.is(before[name], after[name]));
  return same ? before : after;
}

/** What is shown: parts named in `late` are moments, and are read where somebody looks at them. */
type Shown<State, Late extends keyof State> = Omit<State, Late> & { readonly [Name in Late]: Moment<State[Name]> };

/** A store that can be read, and the way to change what it shows. Who listens hears of changes only. */
export function createView<State extends object, Late extends keyof State = never>(
  initial: Shown<State, Late>,
  ...late: readonly Late[]
): { readonly store: ReadableStore<State>; show(change: Partial<Shown<State, Late>>): void } {
  let shown = initial;
  const draw = (): State => {
    if (!late.length) return shown as object as State;
    const readers = late.map((name) => [name, { get: shown[name], enumerable: true }] as const);
    return Object.defineProperties({ ...shown }, Object.fromEntries(readers)) as object as State;
  };
  const { getState, getInitialState, setState, subscribe } = createStore<State>(draw);
  return {
    store: { getState, getInitialState, subscribe },
    show(change) {
      const names = Object.keys(change) as (keyof typeof change)[];
      if (names.every((name) => Object.is(shown[name], change[name]))) return;
      shown = { ...shown, ...change };
      setState(draw(), true);
    },
  };
}
