import type { Draft, DraftPath, DraftSteps, ReadableStore, Session } from 'holdfast';
import { computed, type Directive, onMounted, onScopeDispose, onUnmounted, type ShallowRef, shallowRef } from 'vue';
import { bindField } from './field.ts';

const whole = <State, Picked>(state: State): Picked => state as never;

/**
 * What a session, a draft, a cart, settings or `session.timer` holds, as a ref, for as long as the component lives. With a selector it changes
 * only when what that picks does.
 *
 * @example const count = storeRef(cart, (state) => state.count);
 */
export function storeRef<State, Picked = State>(
  store: ReadableStore<State>,
  select: (state: State) => Picked = whole,
): Readonly<ShallowRef<Picked>> {
  const picked = shallowRef(select(store.getState()));
  onScopeDispose(
    store.subscribe((state) => {
      picked.value = select(state);
    }),
  );
  return picked;
}

/** Who is signed in, and what can be done about it. Call `startOnMount` once, in the component around all others. */
export function sessionRefs<User extends { readonly id: string }>(session: Session<User>) {
  const state = storeRef(session);
  return {
    state,
    user: computed(() => (state.value.status === 'authenticated' ? state.value.user : null)),
    signOut: session.signOut,
    extend: session.extend,
  };
}

/** Starts a session while the component is mounted. A server mounts nothing, and starts nothing. */
export function startOnMount(session: Session<unknown>): void {
  let stop: (() => void) | undefined;
  onMounted(() => {
    stop = session.start();
  });
  onUnmounted(() => stop?.());
}

/**
 * Keeps an input in a field of a draft.
 *
 * @example
 * const vField = createField(checkout);
 * // <input v-field="'contact.email'">
 */
export function createField<Steps extends DraftSteps>(
  draft: Draft<Steps>,
): Directive<HTMLInputElement | HTMLTextAreaElement, DraftPath<Steps>> {
  const bound = new WeakMap<HTMLElement, () => void>();
  return {
    mounted: (input, { value }) => void bound.set(input, bindField(draft, value, input)),
    beforeUnmount: (input) => bound.get(input)?.(),
    // Drawn on a server it is empty; what is typed is on the device.
    getSSRProps: () => ({}),
  };
}
