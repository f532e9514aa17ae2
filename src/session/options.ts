import type { Transport } from '../auth/transport.ts';
import { checkLength, checkNames, refuse } from '../foundation/options.ts';
import type { Platform } from '../platform/platform.ts';
import type { Sync } from '../sync/context.ts';
import { type LimitOptions, limitNames, parseLimits } from '../time/limits.ts';
import { provisional, type SessionState } from './state.ts';

/** Options of `createSession`. */
export interface SessionOptions<User, Credentials> extends LimitOptions {
  /** Tells sessions of one origin apart: it names the database, the channel and the records. Letters, digits, `-` and `_`. */
  readonly name: string;
  /** How to talk to the server: `cookie(…)`, `bearer(…)`, or `oidc(…)` of `holdfast/oidc`. */
  readonly transport: Transport<User, Credentials>;
  /**
   * Milliseconds that somebody stays signed in without a word of the server's, offline or when its answers make no sense. After
   * that nobody is shown (`boot-failed`) until it answers; the person's work stays.
   * @default `lifetime`
   */
  readonly maxStale?: number;
  /**
   * What this tab does when somebody signs in in another one. `adopt`: becomes that. `ask`: shows nobody and says
   * `signed-in-elsewhere`, with the way to adopt it. `ignore`: shows nobody. A page that starts later adopts in any case.
   * @default 'adopt'
   */
  readonly signInElsewhere?: 'adopt' | 'ask' | 'ignore';
  /**
   * Who is signed in, as the server knew it when it rendered this page, `null` for nobody: the first state, on the server and
   * while hydrating. It is confirmed at start. Put no secret in it.
   * @default unknown: the first state is `loading`
   */
  readonly initialSession?: { readonly user: User } | null;
  /**
   * Tells people apart: the id of a user, which must not change.
   * @default `user.id`
   */
  readonly userId?: (user: User) => string;
  /**
   * Carries documents of whoever is signed in to their other devices: `http({ url: '/api/documents' })`.
   * @default none: they stay on this device
   */
  readonly sync?: Sync;
  /**
   * What Holdfast uses of the browser.
   * @default the browser; `holdfast/testing` has one whose clock can be turned
   */
  readonly platform?: Platform;
}

/** Options after checking. */
export interface Settings<User, Credentials> {
  readonly name: string;
  readonly transport: Transport<User, Credentials>;
  readonly limits: LimitOptions;
  readonly maxStale: number;
  readonly signInElsewhere: 'adopt' | 'ask' | 'ignore';
  readonly initial: SessionState<User>;
  readonly userId: (user: User) => string;
  readonly sync: Sync | null;
}

const optionNames = [
  ...limitNames,
  ...['name', 'transport', 'maxStale', 'signInElsewhere', 'initialSession', 'userId', 'sync', 'platform'],
];

export function parseOptions<User, Credentials>(
  options: SessionOptions<User, Credentials>,
): Settings<User, Credentials> {
  checkNames('createSession', options, optionNames);
  const { name, transport, userId = readId, signInElsewhere = 'adopt', initialSession } = options;
  const { preset, idle, lifetime, keepAlive } = options;
  if (!/^[\w-]+$/.test(name)) refuse(`name is "${String(name)}". Use letters, digits, "-" and "_", e.g. "shop".`);
  if (typeof transport?.connect !== 'function')
    refuse('transport is missing. Give cookie({ … }), bearer({ … }) or oidc({ … }).');
  if (!['adopt', 'ask', 'ignore'].includes(signInElsewhere))
    refuse(`signInElsewhere is "${String(signInElsewhere)}". It can be "adopt", "ask" or "ignore".`);
  if (options.sync && typeof options.sync.connect !== 'function')
    refuse(`sync is ${String(options.sync)}. Give e.g. http({ url: '/api/documents' }).`);
  if (initialSession && !initialSession.user)
    refuse('initialSession has no `user`. Give { user }, or null where nobody is signed in.');
  // What isn't given is left out, so that a later change falls back to the defaults.
  const limits: LimitOptions = {
    ...(preset !== undefined && { preset }),
    ...(idle !== undefined && { idle }),
    ...(lifetime !== undefined && { lifetime }),
    ...(keepAlive !== undefined && { keepAlive }),
  };
  return {
    name,
    transport,
    userId,
    limits,
    sync: options.sync ?? null,
    signInElsewhere,
    initial: readInitial(initialSession),
    maxStale: checkLength('maxStale', options.maxStale ?? parseLimits(limits).lifetime),
  };
}

function readInitial<User>(given: { readonly user: User } | null | undefined): SessionState<User> {
  if (given === undefined) return { status: 'loading' };
  if (!given) return { status: 'unauthenticated', reason: null, resumable: false };
  return { status: 'authenticated', user: given.user, epoch: provisional, freshness: 'refreshing', warning: null };
}

function readId(user: unknown): string {
  const id = (user as { id?: unknown } | null)?.id;
  if (typeof id === 'string' || typeof id === 'number') return String(id);
  return refuse('The user has no `id`. Give createSession a `userId: (user) => …` that tells people apart.');
}
