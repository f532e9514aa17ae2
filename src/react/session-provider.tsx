import { type ReactNode, useEffect } from 'react';
import type { Session } from '../session/session.ts';
import { SessionContext } from './context.ts';

/** What {@link SessionProvider} takes. */
export interface SessionProviderProps<User, Credentials> {
  /** From `createSession`. It outlives the provider: several may hold it, and StrictMode's second mount changes nothing. */
  readonly session: Session<User, Credentials>;
  readonly children?: ReactNode;
}

/**
 * Starts a session while it is mounted, and gives it to every Holdfast hook and component below.
 *
 * @example
 * <SessionProvider session={session}>
 *   <SignedIn fallback={<Splash />}><Shop /></SignedIn>
 *   <SignedOut><SignIn /></SignedOut>
 *   <IdleWarning />
 * </SessionProvider>
 */
export function SessionProvider<User, Credentials>(props: SessionProviderProps<User, Credentials>): ReactNode {
  const { session, children } = props;
  useEffect(() => session.start(), [session]);
  return <SessionContext.Provider value={session as Session<unknown>}>{children}</SessionContext.Provider>;
}
