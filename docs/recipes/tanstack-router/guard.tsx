import { type AnyRouter, redirect, useLocation, useRouteContext, useRouter, useSearch } from '@tanstack/react-router';
import { type Authenticated, isHoldfastError, type Session } from 'holdfast';
import { SessionGate, SignedIn, SignedOut, useSession } from 'holdfast/react';
import { type ReactNode, useEffect, useState } from 'react';

interface WithId {
  readonly id: string;
}

const door = '/sign-in';
const doorFor = (href: string): string => `${door}?${new URLSearchParams({ to: href })}`;

/** A path of this app, whatever the address says: somebody may have been sent it. */
const pathIn = (to: unknown): string => (typeof to === 'string' && /^\/(?![/\\])[^\t\n\r]*$/.test(to) ? to : '/');

/**
 * Makes the `beforeLoad` of the route around all pages of whoever is signed in. It waits until that is known, and brings nobody to the door.
 * Loaders below ask by `context.ask`: what was asked for a person who left meanwhile is asked anew for whoever is there.
 *
 * @example
 * beforeLoad: createGuard(session)
 * loader: ({ context, params }) => context.ask(() => loadOrder(params.id))
 */
export function createGuard<User>(session: Pick<Session<User>, 'ready' | 'getState' | 'subscribe'>) {
  const isOver = ({ epoch }: Authenticated<User>): boolean => {
    const state = session.getState();
    return state.status !== 'authenticated' || state.epoch !== epoch;
  };
  const untilOver = (present: Authenticated<User>): Promise<void> =>
    new Promise((resolve) => {
      if (isOver(present)) return resolve();
      const stop = session.subscribe(() => {
        if (!isOver(present)) return;
        stop();
        resolve();
      });
    });
  return async ({ location }: { readonly location: { readonly href: string } }) => {
    const enter = async (): Promise<Authenticated<User>> => {
      const state = await session.ready();
      if (state.status === 'authenticated') return state;
      throw redirect({ href: doorFor(location.href) });
    };
    const ask = async <Data,>(work: () => Data | Promise<Data>): Promise<Data> => {
      for (;;) {
        const present = await enter();
        try {
          return await work();
        } catch (error) {
          const isLate = isHoldfastError(error) && error.code === 'HOLDFAST_SESSION_CHANGED';
          if (!isLate && !isOver(present)) throw error;
          await untilOver(present);
        }
      }
    };
    return { present: await enter(), ask };
  };
}

/** Lets the router forget what it loaded for one person before the next sees a page. Answers how to stop. */
export function forgetWithSession(session: Pick<Session<unknown>, 'join'>, router: Pick<AnyRouter, 'clearCache'>) {
  const forget = (): void => router.clearCache();
  return session.join({ signedIn: forget, switchedUser: forget });
}

/** Goes there once, whatever is drawn on the way. */
function Away({ to }: { readonly to: string }): ReactNode {
  const { history } = useRouter();
  const [target] = useState(to);
  useEffect(() => history.replace(target), [history, target]);
  return null;
}

/** The page, for whom it was loaded. Anybody else sees nothing of it before it is loaded for them. */
function Loaded({ fallback, children }: { readonly fallback: ReactNode; readonly children: ReactNode }): ReactNode {
  const router = useRouter();
  const loaded = useRouteContext({ strict: false, select: ({ present }) => present as Authenticated<WithId> });
  const present = useSession<WithId, Authenticated<WithId> | null>((state) =>
    state.status === 'authenticated' ? state : null,
  );
  const isOther = present?.user.id !== loaded.user.id;
  // Somebody else, or the same person once more, whose page may have stood there for hours.
  const isOld = present !== null && present.epoch !== loaded.epoch;
  useEffect(() => {
    if (isOld) void router.invalidate({ forcePending: isOther });
  }, [isOld, isOther, router]);
  return isOther ? fallback : children;
}

interface ProtectedProps {
  readonly signIn: ReactNode;
  readonly fallback?: ReactNode;
  /** An `<Outlet />`. */
  readonly children: ReactNode;
}

/**
 * The component of the guarded route. Who signs out, here or in another tab, is brought to the door at once. Whose session
 * ends otherwise keeps the page, covered, and signs in above it.
 */
export function Protected({ signIn, fallback = null, children }: ProtectedProps): ReactNode {
  const { href } = useLocation();
  // Whoever sits down next after a sign-out begins at the start.
  const isLeft = useSession((state) => state.status === 'unauthenticated' && state.reason?.startsWith('signed-out'));
  return (
    <SessionGate signIn={signIn} fallback={fallback} signedOut={<Away to={isLeft ? door : doorFor(href)} />}>
      <Loaded fallback={fallback}>{children}</Loaded>
    </SessionGate>
  );
}

/** The page at the door: a form to sign in with, and the way back as soon as somebody is, in whatever tab that was done. */
export function Door({ children }: { readonly children: ReactNode }): ReactNode {
  const { to } = useSearch({ strict: false });
  return (
    <>
      <SignedOut>{children}</SignedOut>
      <SignedIn>
        <Away to={pathIn(to)} />
      </SignedIn>
    </>
  );
}
