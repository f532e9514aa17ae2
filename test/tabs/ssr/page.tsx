import { cookie, createSession, minutes, type SessionOptions } from 'holdfast';
import { IdleWarning, SessionGate, SessionProvider, useSession, useUser } from 'holdfast/react';
import { type JSX, StrictMode, useState } from 'react';

export interface User {
  readonly id: string;
  readonly name: string;
}

/** What the server knew when it rendered the page; `undefined` where it didn't look. */
export type Initial = SessionOptions<User, { name: string }>['initialSession'];

/** One session for each request on a server, and one in the page. */
export const openSession = (initialSession: Initial) =>
  createSession({
    name: 'rendered',
    transport: cookie<User, { name: string }>({
      session: '/api/session',
      signIn: '/api/sign-in',
      signOut: '/api/sign-out',
    }),
    idle: { timeout: minutes(15) },
    ...(initialSession !== undefined && { initialSession }),
  });

function Greeting(): JSX.Element {
  const user = useUser<User>();
  const { status, signOut } = useSession<User>();
  const [clicks, setClicks] = useState(0);
  return (
    <main data-status={status}>
      <h1>Hello, {user?.name}</h1>
      <button type="button" id="count" onClick={() => setClicks(clicks + 1)}>
        {clicks}
      </button>
      <button type="button" id="leave" onClick={() => void signOut()}>
        Sign out
      </button>
    </main>
  );
}

function Welcome(): JSX.Element {
  const { signIn } = useSession<User, { name: string }>();
  return (
    <main>
      <h1>Welcome</h1>
      <button type="button" id="enter" onClick={() => void signIn({ name: 'ada' })}>
        Sign in as Ada
      </button>
    </main>
  );
}

/** The page, the same on the server and in the browser. */
export function Page({ session }: { readonly session: ReturnType<typeof openSession> }): JSX.Element {
  return (
    <StrictMode>
      <SessionProvider session={session}>
        <SessionGate signIn={<Welcome />} signedOut={<Welcome />} fallback={<h1>One moment</h1>}>
          <Greeting />
          <IdleWarning />
        </SessionGate>
      </SessionProvider>
    </StrictMode>
  );
}
