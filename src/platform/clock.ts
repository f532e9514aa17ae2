/** Time and timers. The only source of either; a test hands in one that it can turn. */
export interface Clock {
  /** Wall time in milliseconds since 1970. Goes on in sleep, but can be set. */
  wall(): number;
  /** Milliseconds since some moment of this document. Can't be set, but stops in sleep on some systems. */
  monotonic(): number;
  /** Runs once after `ms` (any length, also above 2^31−1) and returns the way to call it off. */
  after(ms: number, run: () => void): () => void;
}
