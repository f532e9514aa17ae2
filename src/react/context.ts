import { type Context, createContext, useContext } from 'react';
import { HoldfastError } from '../foundation/errors.ts';
import type { Session } from '../session/session.ts';

export const SessionContext: Context<Session<unknown> | null> = createContext<Session<unknown> | null>(null);

/** The session of the nearest provider. @throws HOLDFAST_CONFIG when there is none */
export function useSessionContext<User, Credentials = unknown>(): Session<User, Credentials> {
  const session = useContext(SessionContext);
  if (session) return session as Session<User, Credentials>;
  throw new HoldfastError(
    'HOLDFAST_CONFIG',
    'A Holdfast hook or component stands outside a provider. Put <SessionProvider session={session}> above it.',
  );
}
