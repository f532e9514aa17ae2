import type { Place } from './place.ts';

/** One thing that the protocol asks of a server. */
export interface Rule {
  /** A sentence that is true of a server that keeps to it. */
  readonly says: string;
  /** Asks the server. Throws {@link Broken} with what was seen, or {@link Skipped}. */
  check(place: Place): Promise<void>;
}

/** Rules about one idea. */
export interface Idea {
  readonly about: string;
  readonly rules: readonly Rule[];
}

/** A server does not keep to a rule. The message says what was asked, what came back, and what should have. */
export class Broken extends Error {
  override readonly name = 'Broken';
}

/** A rule can't be looked at here, and the message says why. */
export class Skipped extends Error {
  override readonly name = 'Skipped';
}
