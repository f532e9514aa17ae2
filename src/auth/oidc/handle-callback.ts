import type { Failure } from '../failure.ts';
import type { OidcReturn } from './sign-in.ts';

/** Answer of {@link handleCallback}. */
export type CallbackResult<User> =
  /** `returnTo` is where the person was: path, query and hash on this origin. */
  | { readonly outcome: 'signed-in'; readonly user: User; readonly returnTo: string }
  /**
   * The provider said no (`body.error` is its word, such as `access_denied` or `login_required`), or the answer is none that this
   * browser waits for: `unknown_state`, `used_state`, `no_state`. `status` is 0 where the word came in the address.
   */
  | { readonly outcome: 'rejected'; readonly status: number; readonly body: unknown; readonly returnTo: string }
  /** It could not be found out. A code is good for one request, so it isn't sent again: let the person sign in again. */
  | { readonly outcome: 'failed'; readonly failure: Failure; readonly returnTo: string };

/** What {@link handleCallback} needs of a session whose transport is `oidc(…)`. */
export interface ReturningSession<User> {
  signIn(
    credentials: OidcReturn,
  ): Promise<
    | { readonly outcome: 'signed-in'; readonly user: User }
    | { readonly outcome: 'rejected'; readonly status: number; readonly body: unknown }
    | { readonly outcome: 'failed'; readonly failure: Failure }
    | { readonly outcome: 'redirecting' }
  >;
  verify(): Promise<
    { readonly status: 'authenticated'; readonly user: User } | { readonly status: 'loading' | 'unauthenticated' }
  >;
}

interface Handling {
  readonly key: string;
  readonly result: Promise<CallbackResult<never>>;
}

const latest = new WeakMap<object, Handling>();

/**
 * Finishes a sign-in on the page that the provider sends the browser back to. Safe to call more than once: StrictMode, a reload and a
 * duplicated tab get the same answer, and a code is sent to the provider once. It takes the answer out of the address.
 *
 * @param url Address that the browser came back to. The page's own by default.
 * @example
 * const came = await handleCallback(session);
 * if (came.outcome === 'signed-in') router.replace(came.returnTo);
 */
export function handleCallback<User>(session: ReturningSession<User>, url?: string): Promise<CallbackResult<User>> {
  const key = /[?&]state=([^&#]*)/.exec(url ?? '')?.[1] ?? '';
  const before = latest.get(session);
  // Without an address it is the page's, which is the one that was named before or will be.
  if (before && (before.key === key || !before.key || !key)) return before.result;
  const result = finish(session, url ?? null);
  const handling: Handling = { key, result: result as Promise<CallbackResult<never>> };
  latest.set(session, handling);
  void result.then(({ outcome }) => outcome === 'failed' && latest.get(session) === handling && latest.delete(session));
  return result;
}

async function finish<User>(session: ReturningSession<User>, callback: string | null): Promise<CallbackResult<User>> {
  let returnTo = '/';
  const resumed = (to: string): void => {
    returnTo = to;
  };
  const answer = await session.signIn({ callback, resumed });
  if (answer.outcome === 'redirecting') return { outcome: 'failed', failure: { kind: 'aborted' }, returnTo };
  if (answer.outcome !== 'rejected') return { ...answer, returnTo };
  const { error } = answer.body as { readonly error?: unknown };
  if (error === 'used_state' || error === 'no_state') {
    const state = await session.verify();
    if (state.status === 'authenticated') return { outcome: 'signed-in', user: state.user, returnTo };
  }
  return { ...answer, returnTo };
}
