import { del, get, set } from 'idb-keyval';
import { createJSONStorage, persist, type StateStorage } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import type { Contents } from '../contents.ts';
import type { Candidate } from './candidate.ts';

interface State {
  readonly contents: Contents;
}

const persisted = (storage: () => StateStorage): Candidate => ({
  async prepare() {
    await storage().getItem('nothing');
  },
  async open(kind) {
    const store = createStore<State>()(
      persist((): State => ({ contents: {} }), { name: kind, storage: createJSONStorage(storage) }),
    );
    if (!store.persist.hasHydrated())
      await new Promise((resolve) => {
        store.persist.onFinishHydration(resolve);
      });
    return {
      fill: (contents) => store.setState({ contents }),
      change: (key, value) => store.setState(({ contents }) => ({ contents: { ...contents, [key]: value } })),
      read: () => store.getState().contents,
    };
  },
});

export const zustandLocalStorage = persisted(() => localStorage);

/** The asynchronous storage of zustand's documentation. */
const idbStorage: StateStorage = {
  getItem: async (name) => (await get<string>(name)) ?? null,
  setItem: (name, value) => set(name, value),
  removeItem: (name) => del(name),
};

export const zustandIdbKeyval = persisted(() => idbStorage);
