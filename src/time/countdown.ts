/** What `session.timer` tells. Moments are in the session's own time, as `now`. */
export interface TimerState {
  /** `off` while nobody is signed in. */
  readonly phase: 'off' | 'active' | 'warning';
  /** Which limit comes first. */
  readonly kind: 'idle' | 'absolute' | 'server';
  /** When the session ends if nobody does anything. */
  readonly deadline: number;
  /** When the warning opens. */
  readonly warnAt: number;
  /**
   * Milliseconds left. Counts whole seconds while a warning is open, the page is visible and somebody subscribes; otherwise
   * it is the value of the last change, and `deadline` is what to trust.
   */
  readonly remaining: number;
  /** What became of "Stay signed in". */
  readonly extension: 'none' | 'pending' | 'failed';
  /** Last input that counted, in any tab. */
  readonly lastActivityAt: number;
  /** When the person signed in. */
  readonly signedInAt: number;
  /** The session's own present, which neither sleep nor a changed clock fools. */
  readonly now: number;
}
