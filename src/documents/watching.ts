import { createGroup, type Group } from '../foundation/group.ts';

/** Who listens to single parts of something large. */
export interface Watching {
  /** `listener` hears when what is read under this name is another. Answers how to stop. */
  watch(name: string, listener: () => void): () => void;
  /** What is under these names may be another. Looks at no other. */
  tell(names: Iterable<string>): void;
  tellAll(): void;
}

interface Watched {
  readonly listeners: Group<() => void>;
  last: readonly unknown[];
}

export function createWatching(read: (name: string) => readonly unknown[]): Watching {
  const places = new Map<string, Watched>();
  const tell = (names: Iterable<string>): void => {
    for (const name of places.size ? names : []) {
      const place = places.get(name);
      const now = place ? read(name) : [];
      if (!place || now.every((part, at) => Object.is(part, place.last[at]))) continue;
      place.last = now;
      for (const listener of place.listeners.all()) listener();
    }
  };
  return {
    watch(name, listener) {
      const place = places.get(name) ?? { listeners: createGroup(), last: read(name) };
      places.set(name, place);
      const leave = place.listeners.add(listener);
      return () => {
        leave();
        if (!place.listeners.all().length && places.get(name) === place) places.delete(name);
      };
    },
    tell,
    tellAll: () => tell([...places.keys()]),
  };
}
