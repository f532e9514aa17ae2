/** Why an answer could not be had. None of these ends a session; only `rejected` by the server's own word does. */
export type FailureKind =
  | 'network'
  | 'timeout'
  | 'server'
  | 'throttled'
  | 'rejected'
  | 'protocol'
  | 'aborted'
  | 'discarded';

/** A failure as a value. */
export interface Failure {
  readonly kind: FailureKind;
  /** HTTP status, where there was an answer. */
  readonly status?: number;
  /** Milliseconds that the server asked to wait (`Retry-After`). */
  readonly retryAfter?: number;
  readonly cause?: unknown;
}
