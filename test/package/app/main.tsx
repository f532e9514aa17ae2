import type { StandardSchemaV1 } from '@standard-schema/spec';
import { cookie, createCart, createDraft, createSession, hours, minutes } from 'holdfast';
import { IdleWarning, SessionProvider, SignedIn, SignedOut, useCart, useDraft, useSession } from 'holdfast/react';
import { StrictMode, version } from 'react';
import { createRoot } from 'react-dom/client';

interface User {
  readonly id: string;
  readonly name: string;
}

const session = createSession({
  name: 'app',
  transport: cookie<User>({ session: '/api/session', signIn: '/api/sign-in', signOut: '/api/sign-out' }),
  idle: { timeout: minutes(15), warning: minutes(2) },
  lifetime: hours(12),
});
/** A Standard Schema by hand, so that the application needs no validator. */
const text: StandardSchemaV1<{ readonly text: string }> = {
  '~standard': { version: 1, vendor: 'app', validate: (value) => ({ value: value as { readonly text: string } }) },
};
const note = createDraft(session, 'note', { steps: { note: text } });
const cart = createCart(session, 'cart', { currency: 'EUR' });

function Inside() {
  const { user, signOut } = useSession<User>();
  const { field, saved } = useDraft(note);
  const { count, add } = useCart(cart);
  return (
    <main>
      <h1>
        {user?.name}, React {version}
      </h1>
      <input aria-label="Note" {...field('note.text')} />
      <p>
        {saved}, {count} in the cart
      </p>
      <button type="button" id="add" onClick={() => add({ sku: 'rope', price: 1200 })}>
        Add
      </button>
      <button type="button" id="out" onClick={() => void signOut()}>
        Sign out
      </button>
    </main>
  );
}

const root = document.querySelector('#root');
if (!root) throw new Error('There is no #root.');
createRoot(root).render(
  <StrictMode>
    <SessionProvider session={session}>
      <SignedIn fallback={<p>…</p>}>
        <Inside />
      </SignedIn>
      <SignedOut>
        <button type="button" id="in" onClick={() => void session.signIn({ name: 'ada', password: 'correct' })}>
          Sign in
        </button>
      </SignedOut>
      <IdleWarning />
    </SessionProvider>
  </StrictMode>,
);
