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
  /** Failed sign-ins to one account, and from one address to any account: so many at once, and as many more in each window. @default 10 and 100, 5 minutes */
  readonly attempts: number;
  readonly attemptsPerAddress: number;
  readonly attemptWindow: number;
  /** The largest body, in bytes. @default 64 kB */
  readonly body: number;
  /** The largest state of a document, in bytes, and how many documents one account may have. @default 1 MB and 100 */
  readonly document: number;
  readonly documents: number;
  /** How long a document is kept after it was last written. @default 400 days */
  readonly keep: number;
  /** How often one account may write documents: so many at once, and as many more in each window. @default 1,200, a minute */
  readonly writes: number;
  readonly writeWindow: number;
  /** How many streams one account may hold open on one process. @default 20 */
  readonly streams: number;
  /** How often a stream says something, if only that it is there. @default 20 seconds */
  readonly heartbeat: number;
  /** How long a listener is to wait, at least, before it comes back to a stream that broke. @default 2 seconds */
  readonly retry: number;
  /** How many of them a process takes back in a second: the more it holds, the longer they are told to wait. @default 200 */
  readonly returns: number;
  /** Over how long it is spread that all listeners at once are told to ask for everything: at least, as with `retry`. @default 5 seconds */
  readonly spread: number;
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
  document: 1024 * 1024,
  documents: 100,
  keep: 400 * 24 * hour,
  writes: 1200,
  writeWindow: minute,
  streams: 20,
  heartbeat: 20 * second,
  retry: 2 * second,
  returns: 200,
  spread: 5 * second,
};

/** What was asked for, within what is allowed; the default where nothing was asked. */
export const clamp = (asked: number | undefined, fallback: number, least: number, most: number): number =>
  asked === undefined ? fallback : Math.min(most, Math.max(least, asked));
