import type { Contents, Kind, Value } from '../contents.ts';

/** A form or a cart that a library keeps. */
export interface Opened {
  /** Fills it at once, by the quickest way that the library has. */
  fill(contents: Contents): void;
  /** What a person does: a field gets a text, or a line another quantity. */
  change(key: string, value: Value): void;
  /** Resolves when the library says that everything is stored. Absent where it never says so. */
  saved?(): Promise<unknown>;
  /** Calls whenever what is held changes, here or in another tab. Absent where other tabs hear of nothing. */
  watch?(listener: () => void): void;
  /** What is held in memory. */
  read(): Contents;
}

/** A library, used as its documentation recommends. */
export interface Candidate {
  /**
   * What an application has done before it looks at documents, and what isn't timed: somebody is signed in, and the database is open, as
   * far as the library lets it be opened before it is read. (y-indexeddb doesn't, so what it takes to open is in its figure.)
   */
  prepare?(kind: Kind): Promise<unknown>;
  /** Resolves when what is stored is in memory. */
  open(kind: Kind): Promise<Opened>;
}

/** Promises that are on their way, as one. */
export function gatherPromises(): { add(promise: PromiseLike<unknown>): void; all(): Promise<unknown> } {
  const under = new Set<PromiseLike<unknown>>();
  return {
    add(promise) {
      under.add(promise);
      void promise.then(() => under.delete(promise));
    },
    all: () => Promise.all(under),
  };
}
