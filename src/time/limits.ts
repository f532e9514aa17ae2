import { hours, minutes, seconds } from '../foundation/durations.ts';
import { checkLength, checkNames, refuse } from '../foundation/options.ts';

/** How long a session may stand untouched. */
export interface IdleOptions {
  /**
   * Milliseconds without input after which the session ends.
   * @default minutes(15), as NIST SP 800-63B asks at AAL3
   */
  readonly timeout?: number;
  /**
   * Milliseconds before the end at which the person is warned. WCAG 2.2.1 asks for at least 20 seconds.
   * @default a quarter of the timeout, at least 20 seconds and at most 2 minutes
   */
  readonly warning?: number;
  /**
   * What answers the warning: only an explicit `extend()`, or any input.
   * @default 'extend'
   */
  readonly answer?: 'extend' | 'any-input';
}

/** Limits after checking. All in milliseconds. */
export interface Limits {
  readonly timeout: number;
  readonly warning: number;
  readonly lifetime: number;
  readonly answer: 'extend' | 'any-input';
}

/** WCAG 2.2.1: a person needs 20 seconds to answer with a simple action. */
const shortestWarning = seconds(20);

/** Checks limits, and refuses those that make no sense. @throws HOLDFAST_CONFIG */
export function parseLimits(idle: IdleOptions = {}, lifetime?: number): Limits {
  checkNames('idle', idle, ['timeout', 'warning', 'answer']);
  const timeout = checkLength('idle.timeout', idle.timeout ?? minutes(15));
  const warning = checkLength(
    'idle.warning',
    idle.warning ?? Math.max(shortestWarning, Math.min(minutes(2), timeout / 4)),
  );
  const life = checkLength('lifetime', lifetime ?? Math.max(hours(12), timeout));
  if (warning >= timeout)
    refuse(
      `idle.warning (${warning}) must be shorter than idle.timeout (${timeout}). Raise the timeout or lower the warning.`,
    );
  if (warning < shortestWarning)
    refuse(`idle.warning (${warning}) gives less than 20 seconds to answer (WCAG 2.2.1). Use at least seconds(20).`);
  if (life < timeout)
    refuse(`lifetime (${life}) is shorter than idle.timeout (${timeout}). Raise the lifetime or lower the timeout.`);
  const answer = idle.answer ?? 'extend';
  if (answer !== 'extend' && answer !== 'any-input')
    refuse(`idle.answer is "${String(answer)}". It can be "extend" or "any-input".`);
  return { timeout, warning, lifetime: life, answer };
}
