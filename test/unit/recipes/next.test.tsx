// @vitest-environment happy-dom
import { act, cleanup, render } from '@testing-library/react';
import { seconds } from 'holdfast';
import { SessionProvider, SignedIn } from 'holdfast/react';
import { type ReactNode, StrictMode, startTransition, use, useCallback, useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Drawn, type Initial } from '../../../docs/recipes/next/shop-session.tsx';
import { createShop } from '../../support/world/shop.ts';

const ada: Initial = { user: { id: 'ada', name: 'Ada Lovelace' } };

/** As the router of Next.js does: what is asked for takes the place of what was asked before, and is waited for above the page. */
function Router({ draw, drops = 0 }: { readonly draw: () => Promise<Initial>; readonly drops?: number }): ReactNode {
  const [drawn, setDrawn] = useState<Initial | Promise<Initial>>(null);
  const [dropped] = useState({ count: 0 });
  const refresh = useCallback(() => {
    if (dropped.count++ >= drops) startTransition(() => setDrawn(draw()));
  }, [draw, drops, dropped]);
  const initial = drawn instanceof Promise ? use(drawn) : drawn;
  return (
    <Drawn initial={initial} refresh={refresh} splash="one moment">
      drawn for {initial?.user.name ?? 'nobody'}
    </Drawn>
  );
}

describe('a page that Next.js drew for somebody else than who signed in', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }));
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  async function open({ takes = 0, names = ada, drops = 0 }: { takes?: number; names?: Initial; drops?: number } = {}) {
    const shop = createShop();
    const { session } = shop.begin();
    const asked: number[] = [];
    let now = 0;
    const draw = (): Promise<Initial> => {
      asked.push(now);
      return new Promise((resolve) => setTimeout(() => resolve(names), takes));
    };
    const { container } = render(
      <StrictMode>
        <SessionProvider session={session}>
          <SignedIn>
            <Router draw={draw} drops={drops} />
          </SignedIn>
        </SessionProvider>
      </StrictMode>,
    );
    await act(async () => {
      await shop.browser.clock.settle();
      const signingIn = session.signIn({ name: 'ada' });
      await shop.browser.clock.settle();
      await signingIn;
    });
    const pass = async (ms: number): Promise<void> => {
      for (const end = now + ms; now < end; now += 500) await act(() => vi.advanceTimersByTimeAsync(500));
    };
    await pass(500);
    return { asked, pass, shown: () => container.textContent };
  }

  it('is drawn anew, and until then nothing of it is shown', async () => {
    const { asked, pass, shown } = await open({ takes: seconds(1) });
    expect(shown()).toBe('one moment');
    await pass(seconds(1));
    expect(shown()).toBe('drawn for Ada Lovelace');
    expect(asked).toHaveLength(1);
  });

  it('comes from a slow server, too: nobody asks again while it is being drawn', async () => {
    const { asked, pass, shown } = await open({ takes: seconds(20) });
    await pass(seconds(21));
    expect(shown()).toBe('drawn for Ada Lovelace');
    expect(asked).toHaveLength(1);
  });

  it('is asked for again when the router dropped the first one', async () => {
    const { pass, shown } = await open({ drops: 1 });
    await pass(seconds(3));
    expect(shown()).toBe('drawn for Ada Lovelace');
  });

  it('is asked for more and more seldom where it comes out of a cache, for somebody else each time', async () => {
    const { asked, pass, shown } = await open({ names: null });
    await pass(seconds(60));
    expect(shown()).toBe('one moment');
    expect(asked.length).toBeLessThan(15);
  });
});
