import type { Draft, DraftPath, DraftSteps, ReadableStore, Session } from 'holdfast';
import type { Readable } from 'svelte/store';
import { bindField } from './field.ts';

const whole = <State, Picked>(state: State): Picked => state as never;

/**
 * A session, a draft, a cart, settings or `session.timer` as a Svelte store: `$store` in a component. With a selector it changes only when
 * what that picks does. It is subscribed to for as long as somebody does so here.
 *
 * @example const count = toStore(cart, (state) => state.count); // {$count}
 */
export const toStore = <State, Picked = State>(
  store: ReadableStore<State>,
  select: (state: State) => Picked = whole,
): Readable<Picked> => ({
  subscribe(run) {
    let last = select(store.getState());
    run(last);
    return store.subscribe((state) => {
      const next = select(state);
      if (Object.is(next, last)) return;
      last = next;
      run(next);
    });
  },
});

/** Who is signed in, or `null`. */
export const toUser = <User>(session: Session<User>): Readable<User | null> =>
  toStore(session, (state) => (state.status === 'authenticated' ? state.user : null));

/**
 * Keeps an input in a field of a draft.
 *
 * @example <input {@attach field(checkout, 'contact.email')} />
 */
export const field =
  <Steps extends DraftSteps>(draft: Draft<Steps>, path: DraftPath<Steps>) =>
  (input: HTMLInputElement | HTMLTextAreaElement): (() => void) =>
    bindField(draft, path, input);
