/**
 * Every code a Holdfast error can carry. Branch on the code; the message is for people.
 *
 * - `HOLDFAST_CONFIG`: an option is unknown or makes no sense. Thrown where the option was given.
 * - `HOLDFAST_USAGE`: a method was called with something it can't take, or at a moment when it can't work.
 * - `HOLDFAST_SESSION_CHANGED`: the request belongs to an earlier session; its answer is withheld.
 * - `HOLDFAST_BODY_CONSUMED`: a request can't be repeated, since its body is a stream that was already read.
 * - `HOLDFAST_STORAGE`: the browser's storage refused; `cause` says how.
 * - `HOLDFAST_DISCARDED`: stored or received data was not believed and has been set aside.
 * - `HOLDFAST_ETAG`: a server sends no strong `ETag` with a record, so that nothing could be sent without overwriting others.
 * - `HOLDFAST_SYNC`: a document is not carried to the account any more, or not as it is; the message says why.
 */
export type HoldfastErrorCode =
  | 'HOLDFAST_CONFIG'
  | 'HOLDFAST_USAGE'
  | 'HOLDFAST_SESSION_CHANGED'
  | 'HOLDFAST_BODY_CONSUMED'
  | 'HOLDFAST_STORAGE'
  | 'HOLDFAST_DISCARDED'
  | 'HOLDFAST_ETAG'
  | 'HOLDFAST_SYNC';

/** The one error class of Holdfast. Its message says what was asked, what was given and what to do instead. */
export class HoldfastError extends Error {
  /** What went wrong, for programs. */
  readonly code: HoldfastErrorCode;

  constructor(code: HoldfastErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'HoldfastError';
    this.code = code;
  }
}

/** Whether `value` is an error of Holdfast, also one thrown by another copy of the library on the page. */
export function isHoldfastError(value: unknown): value is HoldfastError {
  return (
    value instanceof Error &&
    value.name === 'HoldfastError' &&
    String((value as { code?: unknown }).code).startsWith('HOLDFAST_')
  );
}
