import { createBrowserPlatform } from '../platform/browser/platform.ts';
import { createCore } from './create-core.ts';
import { parseOptions, type SessionOptions } from './options.ts';
import type { Session } from './session.ts';

/**
 * Creates a session. Nothing happens before it is started (`SessionProvider` or `session.start()`), so a module may create
 * one, also on a server.
 *
 * @example
 * export const session = createSession({
 *   name: 'shop',
 *   transport: cookie<User>({ session: '/api/session', signIn: '/api/sign-in', signOut: '/api/sign-out' }),
 *   idle: { timeout: minutes(15), warning: minutes(2) },
 *   lifetime: hours(12),
 * });
 * @throws HOLDFAST_CONFIG for options that are unknown or make no sense
 */
export function createSession<User, Credentials>(
  options: SessionOptions<User, Credentials>,
): Session<User, Credentials> {
  return createCore(parseOptions(options), options.platform ?? createBrowserPlatform());
}
