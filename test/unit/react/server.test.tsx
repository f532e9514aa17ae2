import { cookie, createCart, createDraft, createSession } from 'holdfast';
import {
  IdleWarning,
  SessionGate,
  SessionProvider,
  SignedIn,
  SignedOut,
  useCart,
  useDraft,
  useField,
  useSession,
} from 'holdfast/react';
import type { ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import { z } from 'zod';

const session = createSession({
  name: 'shop',
  transport: cookie<{ id: string }>({ session: '/session', signIn: '/sign-in', signOut: '/sign-out' }),
});
const draft = createDraft(session, 'form', { steps: { one: z.object({ name: z.string() }) } });
const cart = createCart(session, 'cart', { currency: 'EUR' });

function Inside(): ReactNode {
  const { status, user } = useSession<{ id: string }>();
  const { field, step } = useDraft(draft);
  const { error } = useField(draft, 'one.name');
  const { count } = useCart(cart);
  return (
    <p>
      {[status, user?.id ?? 'nobody', step, error ?? 'no error', count].join(', ')}
      <input {...field('one.name')} />
    </p>
  );
}

it('a server without any browser renders what is known there: that nothing is known yet', () => {
  expect(typeof window).toBe('undefined');
  const html = renderToString(
    <SessionProvider session={session}>
      <Inside />
      <SignedIn fallback="splash">shop</SignedIn>
      <SignedOut>welcome</SignedOut>
      <IdleWarning />
    </SessionProvider>,
  );
  expect(html).toContain('loading, nobody, one, no error, 0');
  expect(html).toContain('splash');
  expect(html).toMatch(/<dialog(?! open)[^>]*>/);
  expect(html).not.toMatch(/shop|welcome|<style|Are you still there/);
});

it('a server that knows who is signed in renders that, for them alone', () => {
  const transport = cookie<{ id: string }>({ session: '/session', signIn: '/sign-in', signOut: '/sign-out' });
  const render = (initialSession: { user: { id: string } } | null): string =>
    renderToString(
      <SessionProvider session={createSession({ name: 'shop', transport, initialSession })}>
        <SessionGate signIn="again" fallback="splash" signedOut="nobody">
          <Inside />
        </SessionGate>
        <SignedIn fallback="splash">shop</SignedIn>
        <SignedOut>welcome</SignedOut>
        <IdleWarning />
      </SessionProvider>,
    );
  expect(render({ user: { id: 'ada' } })).toMatch(/authenticated, ada, one, no error, 0.*shop/);
  expect(render({ user: { id: 'ada' } })).not.toMatch(/splash|welcome|nobody|again/);
  expect(render(null)).toMatch(/^nobody.*welcome/);
  expect(render(null)).not.toMatch(/ada|shop|splash|again/);
});
