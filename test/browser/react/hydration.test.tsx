import { act, cleanup } from '@testing-library/react';
import { createDraft } from 'holdfast';
import {
  IdleWarning,
  SessionProvider,
  SignedIn,
  SignedOut,
  useDraft,
  useSession,
  useSessionTimer,
} from 'holdfast/react';
import { type ReactNode, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { OpenTab } from '../../unit/session/support.ts';
import { dialog, openSession } from './support/shop.tsx';

afterEach(cleanup);

const draftOf = ({ session }: Pick<OpenTab, 'session'>) =>
  createDraft(session, 'form', { steps: { one: z.object({ name: z.string() }) } });

function Inside({ draft }: { draft: ReturnType<typeof draftOf> }): ReactNode {
  const { status } = useSession();
  const { phase } = useSessionTimer();
  const { field } = useDraft(draft);
  return (
    <p>
      {status} {phase} <input {...field('one.name')} />
    </p>
  );
}

function Page({ session, draft }: Pick<OpenTab, 'session'> & { draft: ReturnType<typeof draftOf> }): ReactNode {
  return (
    <StrictMode>
      <SessionProvider session={session}>
        <Inside draft={draft} />
        <SignedIn fallback={<p>splash</p>}>
          <p>shop</p>
        </SignedIn>
        <SignedOut>
          <p>welcome</p>
        </SignedOut>
        <IdleWarning />
      </SessionProvider>
    </StrictMode>
  );
}

/** Renders on a server, then takes over in a page, and gives back what was complained of. */
async function hydrate(open: () => Promise<Pick<OpenTab, 'session'> & { settle(): Promise<void> }>) {
  const errors = vi.spyOn(console, 'error').mockImplementation(() => {});
  const server = await openSession();
  server.release();
  const fresh = server.begin();
  fresh.release();
  const html = renderToString(<Page session={fresh.session} draft={draftOf(fresh)} />);
  const shop = await open();
  const draft = draftOf(shop);
  await shop.settle();
  const container = document.body.appendChild(document.createElement('div'));
  container.innerHTML = html;
  const recovered: unknown[] = [];
  const root = await act(async () =>
    hydrateRoot(container, <Page session={shop.session} draft={draft} />, {
      onRecoverableError: (error) => recovered.push(error),
    }),
  );
  await shop.settle();
  const complaints = [...recovered, ...errors.mock.calls.map(String)];
  errors.mockRestore();
  const text = container.textContent;
  return {
    html,
    complaints,
    text,
    leave() {
      act(() => root.unmount());
      container.remove();
    },
  };
}

it('a page of a server is taken over without a word, while it is not known who is there', async () => {
  const { html, complaints, text, leave } = await hydrate(async () => {
    const shop = await openSession();
    const begun = shop.begin();
    begun.release();
    return { session: begun.session, settle: shop.settle };
  });
  expect(html).toContain('splash');
  expect(html).not.toContain('welcome');
  expect(complaints).toEqual([]);
  expect(text).toContain('shop');
  leave();
});

it('so it is when somebody is known to be signed in before the page is taken over, and when a warning is open', async () => {
  for (const moment of [1, 800]) {
    const { complaints, text, leave } = await hydrate(async () => {
      const shop = await openSession();
      await shop.at(moment);
      return shop;
    });
    expect(complaints).toEqual([]);
    expect(text).toContain('shop');
    expect(dialog().open).toBe(moment === 800);
    leave();
  }
});
