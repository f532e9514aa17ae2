import { IdleWarning, SessionGate, useSession } from 'holdfast/react';
import type { ReactNode } from 'react';
import { OrderForm } from './order-form.tsx';
import type { TeaDocuments, User } from './session.ts';
import { SignInForm } from './sign-in-form.tsx';
import { TeaLine } from './tea-line.tsx';

export function App(documents: TeaDocuments): ReactNode {
  return (
    <SessionGate
      fallback={<p className="splash">One moment…</p>}
      signedOut={
        <main className="card narrow">
          <h1>The tea order</h1>
          <SignInForm />
          <p className="soft">
            Try <b>ada</b> or <b>grace</b>, password <b>tea</b>.
          </p>
        </main>
      }
      signIn={<SignInForm />}
    >
      <Page {...documents} />
      <IdleWarning />
    </SessionGate>
  );
}

function Page(documents: TeaDocuments): ReactNode {
  const { user, signOut } = useSession<User>();
  return (
    <main className="card">
      <header>
        <h1>Tea for {user?.name}</h1>
        <button type="button" className="plain" onClick={() => void signOut()}>
          Sign out
        </button>
      </header>
      <TeaLine cart={documents.cart} />
      <OrderForm {...documents} />
    </main>
  );
}
