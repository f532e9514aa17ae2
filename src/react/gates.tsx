import { Fragment, type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { SessionState } from '../session/state.ts';
import { useSessionContext } from './context.ts';
import { useUser } from './use-session.ts';

/** What {@link SignedIn} takes. */
export interface SignedInProps {
  /** Shown while it is not known yet who is signed in, once at start. */
  readonly fallback?: ReactNode;
  readonly children?: ReactNode;
}

const pickEpoch = (state: SessionState<unknown>): string =>
  state.status === 'authenticated' ? state.epoch : state.status;

/**
 * Shows its children while somebody is signed in. When somebody else is, they are made anew, so that nothing a component
 * remembers of one person is shown to the next.
 *
 * @throws HOLDFAST_CONFIG outside a `SessionProvider`
 */
export function SignedIn({ fallback, children }: SignedInProps): ReactNode {
  const epoch = useStore(useSessionContext(), pickEpoch);
  const user = useUser();
  // A profile may change within an epoch, and who signs in again may be the same: another person is both at once.
  const [shown, show] = useState({ epoch, user, key: 0 });
  if (shown.epoch !== epoch || shown.user !== user)
    show({ epoch, user, key: shown.key + Number(shown.epoch !== epoch && shown.user !== user) });
  if (epoch === 'loading') return fallback;
  return epoch === 'unauthenticated' ? null : <Fragment key={shown.key}>{children}</Fragment>;
}

/** Shows its children when it is known that nobody is signed in. @throws HOLDFAST_CONFIG outside a `SessionProvider` */
export function SignedOut({ children }: { readonly children?: ReactNode }): ReactNode {
  return useStore(useSessionContext(), pickEpoch) === 'unauthenticated' ? children : null;
}
