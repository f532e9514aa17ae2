import type { StoreApi } from 'zustand/vanilla';

/** A zustand store that can only be read: `useStore(store, selector)` and `store.subscribe` work, `setState` isn't there. */
export type ReadableStore<State> = Pick<StoreApi<State>, 'getState' | 'getInitialState' | 'subscribe'>;
