'use client';

import { cookie, createSession, minutes, type SessionState, seconds } from 'holdfast';
import { IdleWarning, SessionGate, SessionProvider, useUser } from 'holdfast/react';
import { type ReactNode, useEffect, useRef, useState, useTransition } from 'react';

export interface User {
  readonly id: string;
  readonly name: string;
}

/** Whom the server drew the page for, as it knows by the cookie. It is sent to the browser: no secret goes in here. */
export type Initial = { readonly user: User } | null | undefined;

const openSession = (initialSession: Initial) =>
  createSession({
    name: 'shop',
    transport: cookie<User, { name: string }>({
      session: '/api/session',
      signIn: '/api/sign-in',
      signOut: '/api/sign-out',
    }),
    idle: { timeout: minutes(15), warning: minutes(2) },
    ...(initialSession !== undefined && { initialSession }),
  });

let inPage: ReturnType<typeof openSession> | undefined;

/** One in a page, however often React begins anew; on a server, which draws for many at once, one for each drawing. */
function sessionFor(initial: Initial): ReturnType<typeof openSession> {
  if (typeof window === 'undefined') return openSession(initial);
  inPage ??= openSession(initial);
  return inPage;
}

interface DrawnProps {
  readonly initial?: Initial;
  /** Asks the server to draw the page again: `useRouter().refresh`. Afterwards `initial` says for whom it did. */
  readonly refresh: () => void;
  /** Shown while it is not known who is there, and while the server draws for somebody else. */
  readonly splash?: ReactNode;
  readonly children: ReactNode;
}

/** What the server drew, for whom it drew it. */
export function Drawn({ initial, refresh, splash, children }: DrawnProps): ReactNode {
  const user = useUser<User>();
  const isOther = user !== null && user.id !== initial?.user.id;
  // Says when the server's answer is on the page, or given up.
  const [isAsked, ask] = useTransition();
  const times = useRef(0);
  useEffect(() => {
    if (!isOther) times.current = 0;
    // Never twice at once: a router drops the first, and of a server slower than that nothing is ever seen.
    if (!isOther || isAsked) return;
    // Again, as a router may drop one that the person's next step overtakes; more and more seldom, as a cache may go on naming another.
    const timer = setTimeout(() => {
      times.current += 1;
      ask(refresh);
    }, seconds(times.current));
    return () => clearTimeout(timer);
  }, [isOther, isAsked, refresh]);
  return isOther ? splash : children;
}

const isLeft = (state: SessionState<User>): boolean =>
  state.status === 'unauthenticated' && !!state.reason?.startsWith('signed-out');

/** Everything of whoever is signed in. `signIn` stands in its place where nobody is, and above it when the session ended by itself. */
export function ShopSession({ signIn, ...drawn }: DrawnProps & { readonly signIn: ReactNode }): ReactNode {
  const [session] = useState(() => sessionFor(drawn.initial));
  const { refresh, splash } = drawn;
  // The router keeps pages for its back button: nothing of the one who left.
  useEffect(
    () => session.subscribe((state, before) => isLeft(state) && !isLeft(before) && refresh()),
    [session, refresh],
  );
  return (
    <SessionProvider session={session}>
      <SessionGate signIn={signIn} signedOut={signIn} fallback={splash}>
        <Drawn {...drawn} />
        <IdleWarning />
      </SessionGate>
    </SessionProvider>
  );
}
