import type { Keep, Store } from './store.ts';

/** Values of one kind, kept as JSON under a common prefix. */
export interface Records<T> {
  read(id: string): Promise<T | undefined>;
  write(id: string, value: T, keep?: Keep): Promise<void>;
  remove(id: string): Promise<void>;

  /**
   * Reads, decides, writes, and starts over when somebody else wrote in between: nobody's change is lost.
   * `decide` may run several times, so it only returns: `next` is written (`undefined` takes the record away),
   * an outcome without `next` leaves everything as it is.
   */
  change<Outcome extends Change<T>>(id: string, decide: (current: T | undefined) => Outcome): Promise<Outcome>;
}

interface Change<T> {
  readonly next?: T | undefined;
  /** For `next`, in ms from now. */
  readonly ttl?: number;
}

export function createRecords<T>(store: Store, kind: string): Records<T> {
  const keyOf = (id: string): string => `${kind}:${id}`;
  // The store is the server's own: nobody else writes to it, so its JSON is taken at its word.
  const parse = (text: string | undefined): T | undefined => (text === undefined ? undefined : (JSON.parse(text) as T));

  return {
    read: async (id) => parse(await store.get(keyOf(id))),
    write: (id, value, keep) => store.set(keyOf(id), JSON.stringify(value), keep),
    remove: (id) => store.delete(keyOf(id)),

    async change(id, decide) {
      for (;;) {
        const before = await store.get(keyOf(id));
        const outcome = decide(parse(before));
        if (!('next' in outcome)) return outcome;
        const after = outcome.next === undefined ? undefined : JSON.stringify(outcome.next);
        const keep = outcome.ttl === undefined ? {} : { ttl: outcome.ttl };
        if (await store.compareAndSet(keyOf(id), before, after, keep)) return outcome;
      }
    },
  };
}
