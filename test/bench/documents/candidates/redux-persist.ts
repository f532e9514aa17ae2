import { legacy_createStore } from 'redux';
import { persistReducer, persistStore } from 'redux-persist';
import createWebStorage from 'redux-persist/es/storage/createWebStorage';
import type { Contents, Value } from '../contents.ts';
import type { Candidate } from './candidate.ts';

type Action = { readonly type: 'filled'; contents: Contents } | { readonly type: 'changed'; key: string; value: Value };

interface State {
  readonly contents: Contents;
}

function reduce(state: State | undefined = { contents: {} }, action: Action): State {
  if (action.type === 'filled') return { ...state, contents: action.contents };
  if (action.type !== 'changed') return state;
  return { ...state, contents: { ...state.contents, [action.key]: action.value } };
}

/** With localStorage, as its documentation has it. */
export const reduxPersist: Candidate = {
  async open(kind) {
    const storage = createWebStorage('local');
    const store = legacy_createStore(persistReducer<State, Action>({ key: kind, storage }, reduce));
    await new Promise<void>((resolve) => {
      persistStore(store, null, resolve);
    });
    return {
      fill: (filled) => void store.dispatch({ type: 'filled', contents: filled }),
      change: (key, value) => void store.dispatch({ type: 'changed', key, value }),
      read: () => store.getState().contents,
    };
  },
};
