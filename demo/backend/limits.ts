/** The numbers of the backend in one place. Times in ms. */
export interface Limits {
  /** How long a session lives without being touched. @default 15 minutes */
  readonly idle: number;
  /** How long it lives however busy it is. @default 12 hours */
  readonly lifetime: number;
  /** How long an access token is good for. @default 5 minutes */
  readonly access: number;
  /** How long a family of refresh tokens lives, counted from sign-in: rotating does not extend it. @default 12 hours */
  readonly refresh: number;
  /** The least a sign-in may ask for its session, and the most. @default 20 seconds … 12 hours */
  readonly shortest: number;
  readonly longest: number;
  /** The least an access token may be asked to live: a token is refreshed unseen, so it may be shorter. @default 1 second */
  readonly shortestAccess: number;
  /** Failed sign-ins to one account within a window, and from one address to any account. @default 10 and 100 in 5 minutes */
  readonly attempts: number;
  readonly attemptsPerAddress: number;
  readonly attemptWindow: number;
  /** The largest body, in bytes. @default 64 kB */
  readonly body: number;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

export const defaultLimits: Limits = {
  idle: 15 * minute,
  lifetime: 12 * hour,
  access: 5 * minute,
  refresh: 12 * hour,
  shortest: 20 * second,
  longest: 12 * hour,
  shortestAccess: second,
  attempts: 10,
  attemptsPerAddress: 100,
  attemptWindow: 5 * minute,
  body: 64 * 1024,
};

/** What was asked for, within what is allowed; the default where nothing was asked. */
export const clamp = (asked: number | undefined, fallback: number, least: number, most: number): number =>
  asked === undefined ? fallback : Math.min(most, Math.max(least, asked));
