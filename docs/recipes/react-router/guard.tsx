import { type Authenticated, isHoldfastError, type Session } from 'holdfast';
import { SessionGate, SignedIn, SignedOut, useSession } from 'holdfast/react';
import { type ReactNode, useEffect } from 'react';
import {
  type LoaderFunctionArgs,
  Navigate,
  Outlet,
  redirect,
  useLoaderData,
  useLocation,
  useRevalidator,
  useSearchParams,
} from 'react-router';

interface WithId {
  readonly id: string;
}
interface Place {
  readonly pathname: string;
  readonly search: string;
}

const door = '/sign-in';
const doorFor = ({ pathname, search }: Place): string => `${door}?${new URLSearchParams({ to: pathname + search })}`;

/** A path of this app, whatever the address says: somebody may have been sent it. */
function pathIn(params: URLSearchParams): string {
  const to = params.get('to') ?? '';
  return /^\/(?![/\\])[^\t\n\r]*$/.test(to) ? to : '/';
}

/**
 * Makes loaders that run when it is known who is signed in, and only for somebody: nobody else's are asked to sign in, and come back.
 * What was asked for a person who left meanwhile is asked anew for whoever is there.
 *
 * @example const guarded = createGuard(session);
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
  return <Data,>(load: (present: Authenticated<User>, args: LoaderFunctionArgs) => Data | Promise<Data>) =>
    async (args: LoaderFunctionArgs): Promise<Data> => {
      for (;;) {
        const state = await session.ready();
        if (state.status === 'unauthenticated') throw redirect(doorFor(new URL(args.request.url)));
        try {
          return await load(state, args);
        } catch (error) {
          const isLate = isHoldfastError(error) && error.code === 'HOLDFAST_SESSION_CHANGED';
          if (!isLate && !isOver(state)) throw error;
          await untilOver(state);
        }
      }
    };
}

/** The page, for whom it was loaded. Anybody else sees nothing of it before it is loaded for them. */
function Loaded({ fallback }: { readonly fallback: ReactNode }): ReactNode {
  const loaded = useLoaderData<Authenticated<WithId>>();
  const present = useSession<WithId, Authenticated<WithId> | null>((state) =>
    state.status === 'authenticated' ? state : null,
  );
  const { revalidate } = useRevalidator();
  // Somebody else, or the same person once more, whose page may have stood there for hours.
  const isOld = present !== null && present.epoch !== loaded.epoch;
  useEffect(() => {
    if (isOld) void revalidate();
  }, [isOld, revalidate]);
  return present?.user.id === loaded.user.id ? <Outlet /> : fallback;
}

/**
 * What stands around all pages of whoever is signed in: the element of a route whose loader is `guarded((present) => present)`. Who signs out,
 * here or in another tab, is brought to the door at once. Whose session ends otherwise keeps the page, covered, and signs in above it.
 */
export function Protected({ signIn, fallback = null }: { readonly signIn: ReactNode; readonly fallback?: ReactNode }) {
  const place = useLocation();
  // Whoever sits down next after a sign-out begins at the start.
  const isLeft = useSession((state) => state.status === 'unauthenticated' && state.reason?.startsWith('signed-out'));
  const away = <Navigate replace to={isLeft ? door : doorFor(place)} />;
  return (
    <SessionGate signIn={signIn} fallback={fallback} signedOut={away}>
      <Loaded fallback={fallback} />
    </SessionGate>
  );
}

/** The page at the door: a form to sign in with, and the way back as soon as somebody is, in whatever tab that was done. */
export function Door({ children }: { readonly children: ReactNode }): ReactNode {
  const [params] = useSearchParams();
  return (
    <>
      <SignedOut>{children}</SignedOut>
      <SignedIn>
        <Navigate replace to={pathIn(params)} />
      </SignedIn>
    </>
  );
}
