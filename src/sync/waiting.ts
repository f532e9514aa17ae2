/** Doubles from `first` with each failure, up to `longest`. All of it is left to chance, so that many who failed together don't come back together. */
export const backoff = (failures: number, first: number, longest: number): number =>
  Math.min(longest, first * 2 ** Math.max(0, failures - 1));

/** A server that is started again loses all its clients in one moment: they come back spread over this time, then over longer ones. */
const spread = 10_000;
/** No stream stays away for longer than this and what the server asked for, in milliseconds. */
export const longestReturn = 120_000;

/** What is known when a stream is to be opened again. In milliseconds. */
export interface Return {
  /** How often it broke or was refused since something was heard. */
  readonly failures: number;
  /** What the server said as `retry:`, or 0: nobody is back sooner, and all are spread over as long again. */
  readonly asked: number;
  /** Before that nothing is tried: `asked`, or what a refusal said as `Retry-After`. */
  readonly least: number;
}

/** When a client that lost its stream comes back, in milliseconds. `part` is its lot, from 0 up to 1. */
export const returnAfter = ({ failures, asked, least }: Return, part: number): number =>
  least + part * backoff(failures, Math.max(spread, asked), longestReturn);
