// @vitest-environment node
import { cookie, createCart, createDraft, createSession } from 'holdfast';
import {
  IdleWarning,
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
