import { useSession, useUser } from 'holdfast/react';
import { type JSX, StrictMode, useState } from 'react';
import { type Initial, ShopSession, type User } from '../../../docs/recipes/next/shop-session.tsx';

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
      {['ada', 'grace'].map((name) => (
        <button type="button" key={name} id={name} onClick={() => void signIn({ name })}>
          Sign in as {name}
        </button>
      ))}
    </main>
  );
}

/** The page, the same on the server and in the browser: the recipe, with what the server drew for whoever it knew. */
export function Page({ initial, refresh }: { readonly initial: Initial; readonly refresh: () => void }): JSX.Element {
  return (
    <StrictMode>
      <ShopSession initial={initial} refresh={refresh} splash={<h1>One moment</h1>} signIn={<Welcome />}>
        <Greeting />
        <p id="drawn">Drawn for {initial?.user.name ?? 'nobody'}</p>
      </ShopSession>
    </StrictMode>
  );
}
