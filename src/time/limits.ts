import { hours, minutes, seconds } from '../foundation/durations.ts';
import { checkLength, checkNames, refuse } from '../foundation/options.ts';
import { type LimitPreset, presets } from './presets.ts';

/** Time that only the wall clock says has passed. */
export interface ClockGap {
  /** Milliseconds. The machine slept, or somebody set the clock forward. */
  readonly gap: number;
}

/** How long a session may stand untouched. */
export interface IdleOptions {
  /**
   * Milliseconds without input after which the session ends.
   * @default what the preset says, or minutes(15), as NIST SP 800-63B asks at AAL3
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
  /**
   * Asked before the session ends for a limit that only the wall clock says has passed: most computers stop every other clock in
   * sleep, so this can't be told from a clock that was set. Answers the milliseconds that are left, as somebody with a clock of their
   * own knows, such as the server; 0 when it is over. The page is covered until then, and over without an answer within 10 seconds.
   * @default the session ends
   * @example verify: async () => (await (await fetch('/api/session')).json()).idleExpiresIn
   */
  readonly verify?: (gap: ClockGap) => number | Promise<number>;
}

/** The limits of a session, as given to `createSession` and `configure`. */
export interface LimitOptions {
  /** Limits from a standard, by name. What is given besides may be shorter, and is refused when it is longer. */
  readonly preset?: LimitPreset;
  /** How long the session may stand untouched, and when to warn. */
  readonly idle?: IdleOptions;
  /**
   * Milliseconds after which a person has to sign in again, however busy.
   * @default what the preset says, or hours(12), as NIST SP 800-63B asks at AAL3, or `idle.timeout` where that is longer
   */
  readonly lifetime?: number;
  /**
   * After real input, the server is told so at most this often, in milliseconds, and never while nobody is there.
   * @default a third of `idle.timeout`
   */
  readonly keepAlive?: number;
}

/** How long the limits are. In milliseconds. */
export type LimitLengths = Readonly<Record<'timeout' | 'warning' | 'lifetime', number>>;

/** Limits after checking. All in milliseconds. */
export interface Limits extends Required<Omit<IdleOptions, 'verify'>>, Pick<IdleOptions, 'verify'> {
  readonly lifetime: number;
  readonly keepAlive: number;
}

/** Names of {@link LimitOptions}. */
export const limitNames: readonly string[] = ['preset', 'idle', 'lifetime', 'keepAlive'];

/** WCAG 2.2.1: a person needs 20 seconds to answer with a simple action. */
const shortestWarning = seconds(20);

/** Checks limits, and refuses those that make no sense. @throws HOLDFAST_CONFIG */
export function parseLimits({ preset, idle = {}, lifetime, keepAlive }: LimitOptions): Limits {
  checkNames('idle', idle, ['timeout', 'warning', 'answer', 'verify']);
  const known = Object.keys(presets).join('", "');
  if (preset !== undefined && !Object.hasOwn(presets, preset))
    refuse(`preset is "${String(preset)}". It can be "${known}".`);
  const bound = preset && presets[preset];
  const timeout = checkLength('idle.timeout', idle.timeout ?? bound?.timeout ?? minutes(15));
  const warning = checkLength(
    'idle.warning',
    idle.warning ?? Math.max(shortestWarning, Math.min(minutes(2), timeout / 4)),
  );
  const life = checkLength('lifetime', lifetime ?? bound?.lifetime ?? Math.max(hours(12), timeout));
  if (warning >= timeout)
    refuse(
      `idle.warning (${warning}) must be shorter than idle.timeout (${timeout}). Raise the timeout or lower the warning.`,
    );
  if (warning < shortestWarning)
    refuse(`idle.warning (${warning}) gives less than 20 seconds to answer (WCAG 2.2.1). Use at least seconds(20).`);
  if (life < timeout)
    refuse(`lifetime (${life}) is shorter than idle.timeout (${timeout}). Raise the lifetime or lower the timeout.`);
  const within = (name: string, length: number, longest = Number.POSITIVE_INFINITY): void => {
    if (length > longest) refuse(`${name} (${length}) is longer than "${preset}" allows (${longest}). Lower it.`);
  };
  within('idle.timeout', timeout, bound?.timeout);
  within('lifetime', life, bound?.lifetime);
  const { answer = 'extend', verify } = idle;
  if (answer !== 'extend' && answer !== 'any-input')
    refuse(`idle.answer is "${String(answer)}". It can be "extend" or "any-input".`);
  if (verify !== undefined && typeof verify !== 'function')
    refuse(`idle.verify is "${String(verify)}". Give a function that answers the milliseconds that are left.`);
  return {
    timeout,
    warning,
    answer,
    lifetime: life,
    keepAlive: checkLength('keepAlive', keepAlive ?? timeout / 3),
    ...(verify && { verify }),
  };
}

/** `given` with what `change` names in its place. @throws HOLDFAST_CONFIG */
export function changeLimits(given: LimitOptions, change: LimitOptions): LimitOptions {
  checkNames('configure', change, limitNames);
  return { ...given, ...change, idle: { ...given.idle, ...change.idle } };
}
