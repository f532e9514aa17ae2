import type { Platform } from '../../platform/platform.ts';
import { type Endpoint, isHtml } from '../endpoint.ts';
import { failed, ok } from '../exchange.ts';
import type { Answer } from '../transport.ts';
import type { AnyCsrf, CsrfOptions } from './csrf-options.ts';

export interface Csrf {
  /** The token as it stands now; fetched first where there is none, or a dead one. */
  take(signal: AbortSignal): Promise<Answer<string | null>>;
  headers(token: string | null): Record<string, string>;
  fields(token: string | null): Record<string, string> | undefined;
  /** Looks at an answer of the session endpoint or of a sign-in. */
  learn(body: unknown, response: Response): void;
  /** Tokens die at sign-in and sign-out. */
  drop(): void;
  /** Whether an answer refuses the token. */
  refuses(response: Response, body?: unknown): boolean;
  /** After the one that was `used` was refused: resolves to whether there is another. */
  renew(used: string | null, signal: AbortSignal): Promise<boolean>;
}

export const isUnsafe = (method: string): boolean => !/^(get|head|options)$/i.test(method);

/** What an answer is known by: its status, or whatever a function makes of it. */
export const matches = <About>(
  given: readonly number[] | ((response: Response, about: About) => boolean),
  response: Response,
  about: About,
): boolean => (typeof given === 'function' ? given(response, about) : given.includes(response.status));

export function createCsrf(
  options: CsrfOptions | undefined,
  session: Endpoint,
  { page, report }: Platform,
  get: (
    endpoint: Endpoint,
    signal: AbortSignal,
    map: (body: unknown, response: Response) => Answer<null>,
  ) => Promise<Answer<null>>,
): Csrf {
  const given: AnyCsrf = options ?? {};
  const { header, field, cookie, prime, meta, read, endpoint, token, retryOn = [403, 419] } = given;
  const source = read ? (endpoint ?? session) : prime;
  let held: string | null = null;
  let last: string | null = null;
  let dead: string | null = null;
  /** What is being fetched. Dropped with the token, so that one asked for before a sign-in isn't taken for a new one. */
  let flight: { readonly done: Promise<Answer<null>> } | null = null;

  const current = (): string | null => (cookie ? page.cookie(cookie) : meta ? page.meta(meta) : held);
  const note = (body: unknown, response: Response): void => {
    try {
      held = read?.(body, response) ?? held;
    } catch (error) {
      report('csrf.read threw', error);
    }
  };
  const startFlight = (from: Endpoint, signal: AbortSignal): NonNullable<typeof flight> => {
    const done = get(from, signal, (body, response) => {
      if (read && isHtml(response)) return failed('protocol', { status: response.status });
      if (flight === own) note(body, response);
      return ok(null);
    }).finally(() => {
      if (flight === own) flight = null;
    });
    const own = { done };
    return own;
  };
  const fetchToken = async (from: Endpoint, signal: AbortSignal): Promise<Answer<null>> => {
    flight ??= startFlight(from, signal);
    const fetched = await flight.done;
    // Whoever asked first gave up.
    const isOthers = fetched.outcome === 'failed' && fetched.failure.kind === 'aborted' && !signal.aborted;
    return isOthers ? fetchToken(from, signal) : fetched;
  };
  const take = async (signal: AbortSignal): Promise<Answer<string | null>> => {
    try {
      if (token) return ok(await token());
    } catch (cause) {
      return failed('protocol', { cause });
    }
    const known = current();
    if (source && (known === null || known === dead)) {
      const fetched = await fetchToken(source, signal);
      if (fetched.outcome !== 'ok') return fetched;
      // Where that gave the same once more, it isn't dead after all.
      dead = null;
    }
    last = current();
    return ok(last);
  };
  const bury = (used: string | null): void => {
    dead = used;
    held = null;
  };

  return {
    take,
    headers: (value) => (header && value ? { [header]: value } : {}),
    fields: (value) => (field && value ? { [field]: value } : undefined),
    learn(body, response) {
      if (!endpoint) note(body, response);
    },
    drop() {
      bury(last);
      flight = null;
    },
    refuses: (response, body) => options !== undefined && matches(retryOn, response, body),
    async renew(used, signal) {
      // Another refusal may have brought a new one already.
      if (current() === used) bury(used);
      const taken = await take(signal);
      return taken.outcome === 'ok' && taken.value !== null && taken.value !== used;
    },
  };
}
