/** How long a value may stay. */
export interface Keep {
  /** Milliseconds until the key is gone. Without it the value stays until it is deleted. */
  readonly ttl?: number;
}

/** What {@link Store.spend} takes from: whole milliseconds. */
export interface Spending {
  /** The caller's clock: those of all processes agree well enough. */
  readonly now: number;
  readonly every: number;
  readonly burst: number;
}

/** The store can't be asked just now. The same request may be sent again in a moment: it is answered with 503. */
export class StoreAway extends Error {
  override readonly name = 'StoreAway';
}

/**
 * Where the backend keeps its state: keys and strings, nothing else.
 *
 * Every method is atomic on its own and is one Redis command or one short script (named with each), so that a home can
 * be one file, one browser database or many machines. A key whose time has passed is absent for every method.
 * The time to live is housekeeping: what must end at a moment carries that moment in its value and is compared there.
 */
export interface Store {
  /** `GET` */
  get(key: string): Promise<string | undefined>;

  /** `SET key value [PX ttl]`: replaces the value and its time to live. */
  set(key: string, value: string, keep?: Keep): Promise<void>;

  /**
   * Writes `next` only where `expected` still stands, and says whether it did. Of several callers who expect the same,
   * one wins. `undefined` means absent on both sides: `(key, undefined, value)` creates, `(key, value, undefined)` takes away.
   *
   * `SET key next NX [PX ttl]` to create; else the script
   * `if redis.call('GET', key) == expected then (SET key next [PX ttl] | DEL key)`.
   */
  compareAndSet(key: string, expected: string | undefined, next: string | undefined, keep?: Keep): Promise<boolean>;

  /**
   * The first characters of a value that begins with as many ASCII characters, so that one can ask whether a large value
   * has changed without carrying it over. `GETRANGE key 0 length-1`; an empty answer means absent.
   */
  peek(key: string, length: number): Promise<string | undefined>;

  /**
   * Writes `next` only where the value begins with `beginning`, and says whether it did: `compareAndSet` for a large
   * value that carries a revision in front. Of several callers who name the same revision, one wins.
   *
   * The script `if redis.call('GETRANGE', key, 0, #beginning - 1) == beginning then SET key next [PX ttl]`.
   */
  swap(key: string, beginning: string, next: string, keep?: Keep): Promise<boolean>;

  /**
   * Adds one to a counter that starts at 0 and hands back the sum. The time to live counts from the first call.
   *
   * `INCR key`, and `PEXPIRE key ttl` when the answer is 1, in one script.
   */
  increment(key: string, keep?: Keep): Promise<number>;

  /**
   * Takes one from an allowance of `burst`, of which one comes back `every` so many ms, and answers 0; or takes none, where none is left,
   * and answers in how many ms there is one. Of many at once no more are let through than there are.
   *
   * The value is the moment at which the allowance is whole again (GCRA), so one key holds all of it, and goes when that has come:
   * the script `tat = max(GET key or 0, now) + every; if tat - now > every * burst then return the rest; SET key tat PX tat - now`.
   */
  spend(key: string, allowance: Spending): Promise<number>;

  /** `DEL`: absent afterwards, whether or not it was there. */
  delete(key: string): Promise<void>;
}
