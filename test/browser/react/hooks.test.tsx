import { act, cleanup, render, renderHook } from '@testing-library/react';
import { isHoldfastError, type SessionState } from 'holdfast';
import { SessionProvider, SignedIn, SignedOut, useSession, useSessionTimer, useUser } from 'holdfast/react';
import { nothingHeld } from 'holdfast/testing';
import { renderWithSession } from 'holdfast/testing/react';
import { type ReactNode, StrictMode, useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { createShop, type OpenTab, type Person } from '../../support/world/shop.ts';
import { signInAs } from './support/gate.tsx';
import { openSession } from './support/shop.tsx';

afterEach(cleanup);

const under = ({ session }: Pick<OpenTab, 'session'>) => ({
  wrapper: ({ children }: { children: ReactNode }) => <SessionProvider session={session}>{children}</SessionProvider>,
});
const userId = (state: SessionState<Person>): string | null =>
  state.status === 'authenticated' ? state.user.id : null;

function Gates(): ReactNode {
  return (
    <>
      <SignedIn fallback="splash">
        <Note />
      </SignedIn>
      <SignedOut>welcome</SignedOut>
    </>
  );
}
function Note(): ReactNode {
  const [text, setText] = useState('');
  return <input aria-label="Note" value={text} onChange={(event) => setText(event.target.value)} />;
}

describe('the provider', () => {
  it('holds the session while it is mounted, also twice and in StrictMode, and leaves nothing behind', async () => {
    const shop = createShop();
    const tab = shop.begin();
    tab.release();
    const tree = (): ReturnType<typeof render> =>
      render(
        <StrictMode>
          <SessionProvider session={tab.session}>{null}</SessionProvider>
        </StrictMode>,
      );
    const [one, two] = [tree(), tree()];
    await act(() => shop.browser.clock.settle());
    expect(tab.status()).toBe('unauthenticated');
    one.unmount();
    expect(tab.tab.held()).not.toEqual(nothingHeld);
    two.unmount();
    await act(() => shop.browser.clock.settle());
    expect(tab.tab.held()).toEqual(nothingHeld);
  });

  it('is asked for by whatever stands outside it, with the fix', () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
    for (const hook of [useSession, useUser, useSessionTimer] as (() => unknown)[]) {
      let thrown: unknown;
      try {
        renderHook(hook);
      } catch (error) {
        thrown = error;
      }
      expect(isHoldfastError(thrown) && [thrown.code, thrown.message]).toEqual([
        'HOLDFAST_CONFIG',
        expect.stringContaining('<SessionProvider session={session}>'),
      ]);
    }
    quiet.mockRestore();
  });
});

describe('useSession', () => {
  it('gives state and methods, every field in every status, and functions that stay the same', async () => {
    const shop = createShop();
    const tab = await shop.open();
    const { result } = renderHook(() => useSession<Person, { name: string }>(), under(tab));
    expect(result.current).toMatchObject({ status: 'unauthenticated', user: null, epoch: null, warning: null });
    const { signIn, signOut, extend, fetch, verify } = result.current;
    await act(async () => {
      const signingIn = signIn({ name: 'ada' });
      await shop.browser.clock.settle();
      expect(await signingIn).toMatchObject({ outcome: 'signed-in' });
    });
    expect(result.current).toMatchObject({
      status: 'authenticated',
      user: { name: 'Ada Lovelace' },
      freshness: 'fresh',
      reason: null,
      resumable: false,
    });
    expect(result.current).toMatchObject({ signIn, signOut, extend, fetch, verify });
  });

  it('with a selector of the user’s id, renders for none of 100 refreshes and 36,000 moves', async () => {
    const shop = await openSession();
    let renders = 0;
    const { result } = renderHook(() => {
      renders++;
      return [useSession(userId), useUser<Person>()?.name, useSessionTimer().phase];
    }, under(shop));
    for (let time = 0; time < 100; time++) {
      void shop.session.verify();
      await shop.settle();
      for (let move = 0; move < 360; move++) shop.tab.input();
      await shop.at(time * 4);
    }
    expect(shop.browser.network.count('/session')).toBeGreaterThanOrEqual(100);
    expect(result.current).toEqual(['ada', 'Ada Lovelace', 'active']);
    expect(renders).toBe(1);
  });
});

describe('useSessionTimer', () => {
  it('counts at most once a second, and only while it warns', async () => {
    const shop = await openSession();
    const seen: (number | null)[] = [];
    renderHook(() => void seen.push(useSessionTimer().seconds), under(shop));
    for (let quarter = 0; quarter < 40; quarter++) await shop.at(775 + quarter / 4);
    expect(seen).toEqual([null, 120, 119, 118, 117, 116]);
  });

  it('has everything a warning of one’s own needs', async () => {
    const shop = await openSession();
    const { result } = renderHook(() => useSessionTimer(), under(shop));
    expect(result.current).toMatchObject({ phase: 'active', minutes: null, seconds: null, extension: null });
    await shop.at(790);
    expect(result.current).toMatchObject({
      phase: 'warning',
      kind: 'idle',
      remaining: 110_000,
      minutes: 2,
      seconds: 110,
      extension: 'none',
    });
    void result.current.extend();
    await shop.settle();
    expect(result.current.phase).toBe('active');
    void result.current.signOut();
    await shop.settle();
    expect(result.current.phase).toBe('off');
  });
});

describe('the gates', () => {
  it('show a fallback until it is known who is there, then one side only', async () => {
    const shop = createShop();
    const letGo = shop.server.hold('/session');
    const { container, clock } = await renderWithSession(<Gates />, await shop.open());
    expect(container.textContent).toBe('splash');
    letGo();
    await clock.settle();
    expect(container.textContent).toBe('welcome');
  });

  it('make everything anew for another person, and nothing for the same', async () => {
    const shop = await openSession();
    const other = await shop.open();
    await renderWithSession(<Gates />, shop);
    await page.getByLabelText('Note').fill('for my eyes only');
    await signInAs(shop, 'ada', other);
    await expect.element(page.getByLabelText('Note')).toHaveValue('for my eyes only');
    await signInAs(shop, 'grace', other);
    expect(shop.session.getState()).toMatchObject({ user: { id: 'grace' } });
    await expect.element(page.getByLabelText('Note')).toHaveValue('');
  });
});
