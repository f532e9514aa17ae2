import type { ReadableStore } from '../foundation/store.ts';

type Heard = Pick<ReadableStore<unknown>, 'subscribe'>;

/** Listens to both stores, and tells what `look` makes of them whenever one of them changed. */
export function followBoth<State>(look: () => State, one: Heard, other: Heard): ReadableStore<State>['subscribe'] {
  return (listener) => {
    let last = look();
    const tell = (): void => {
      const before = last;
      last = look();
      listener(last, before);
    };
    const stops = [one.subscribe(tell), other.subscribe(tell)];
    return () => {
      for (const stop of stops) stop();
    };
  };
}
