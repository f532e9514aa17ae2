'use client';

import { useSession } from 'holdfast/react';
import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { type Initial, ShopSession } from './shop-session';

function SignIn() {
  const { signIn } = useSession<unknown, { name: string }>();
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

export function Session({ initial, children }: { initial: Initial; children: ReactNode }) {
  const { refresh } = useRouter();
  return (
    <ShopSession initial={initial} refresh={refresh} splash={<h1>One moment</h1>} signIn={<SignIn />}>
      {children}
    </ShopSession>
  );
}

export function Tools() {
  const { signOut } = useSession();
  const [clicks, setClicks] = useState(0);
  return (
    <>
      <button type="button" id="count" onClick={() => setClicks(clicks + 1)}>
        {clicks}
      </button>
      <button type="button" id="leave" onClick={() => void signOut()}>
        Sign out
      </button>
    </>
  );
}
