// @vitest-environment happy-dom
import { notifyManager, onlineManager, QueryClientProvider, useMutation, useQuery } from '@tanstack/react-query';
import { act, cleanup, render } from '@testing-library/react';
import { minutes } from 'holdfast';
import { SessionGate, SessionProvider, SignedIn, SignedOut, useUser } from 'holdfast/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { createAsk, createQueryClient } from '../../../docs/recipes/tanstack-query/session-queries.ts';
import { createShop, type OpenTab, type Person, type Shop } from '../../support/world/shop.ts';

// As soon as possible, which is a timer else.
notifyManager.setScheduler(queueMicrotask);
afterEach(cleanup);

/** All that was ever on the screen. */
let drawn: string[] = [];

function Orders({ ask }: { readonly ask: ReturnType<typeof createAsk> }): ReactNode {
  const user = useUser<Person>();
  const { data, status } = useQuery({
    queryKey: ['orders'],
    queryFn: ({ signal }) => ask<{ user: Person }>('/orders', { signal }),
  });
  const text = `orders of ${data?.user.id ?? status} for ${user?.id}`;
  drawn.push(text);
  return <main>{text}</main>;
}

function Save({ save }: { readonly save: () => Promise<void> }): ReactNode {
  const { mutate } = useMutation({ mutationFn: save });
  return (
    <button type="button" onClick={() => mutate()}>
      Save
    </button>
  );
}

async function open(shop: Shop = createShop(), wrap: (page: ReactNode) => ReactNode = (page) => page) {
  drawn = [];
  const tab: OpenTab = shop.begin();
  const ask = createAsk(tab.session);
  const client = createQueryClient(tab.session, {
    defaultOptions: { queries: { retryDelay: 0, staleTime: Infinity } },
  });
  const settle = (): Promise<void> =>
    act(async () => {
      await shop.browser.clock.settle();
      await shop.browser.clock.settle();
    });
  const { container } = render(
    <SessionProvider session={tab.session}>
      <QueryClientProvider client={client}>{wrap(<Orders ask={ask} />)}</QueryClientProvider>
    </SessionProvider>,
  );
  await settle();
  const signInAs = async (name: string, session = tab.session): Promise<void> => {
    await act(async () => {
      const signingIn = session.signIn({ name });
      await shop.browser.clock.settle();
      await signingIn;
    });
    await settle();
  };
  const asked = (): number => shop.browser.network.count('/orders');
  return { ...shop, ...tab, client, ask, settle, signInAs, asked, shown: () => container.textContent };
}

const behindDoor = (page: ReactNode): ReactNode => (
  <>
    <SignedIn>{page}</SignedIn>
    <SignedOut>nobody</SignedOut>
  </>
);
const behindGate = (page: ReactNode): ReactNode => (
  <SessionGate signIn="again" signedOut="nobody">
    {page}
  </SessionGate>
);
const nothingMixed = (): void => {
  for (const text of drawn) expect(text).toMatch(/^orders of (pending|(\w+) for \2$)/);
};

describe('a query cache that belongs to whoever is signed in', () => {
  it('asks once for a page whose session is found at start', async () => {
    const shop = createShop();
    shop.server.signIn('ada');
    const page = await open(shop);
    expect(page.shown()).toBe('orders of ada for ada');
    expect(page.asked()).toBe(1);
  });

  it('is empty when the session ends, and nothing of it is shown to the next person', async () => {
    const page = await open(createShop(), behindDoor);
    await page.signInAs('ada');
    expect(page.shown()).toBe('orders of ada for ada');
    await act(() => page.session.signOut());
    expect(page.shown()).toBe('nobody');
    expect(page.client.getQueryCache().getAll()).toEqual([]);
    await page.signInAs('grace');
    expect(page.shown()).toBe('orders of grace for grace');
    expect(page.asked()).toBe(2);
    nothingMixed();
  });

  it('is empty when somebody else signs in in another tab, while a page is open', async () => {
    const page = await open(createShop(), behindDoor);
    await page.signInAs('ada');
    page.client.setQueryData(['left before'], 'of Ada');
    const other = await page.open();
    await page.signInAs('grace', other.session);
    expect(page.shown()).toBe('orders of grace for grace');
    expect(page.client.getQueryData(['left before'])).toBeUndefined();
    nothingMixed();
  });

  it('is filled anew behind a gate for the same person, and for another one', async () => {
    const page = await open(createShop(), behindGate);
    await page.signInAs('ada');
    await act(() => page.browser.clock.advance(minutes(16)));
    expect(page.client.getQueryData(['orders'])).toBeUndefined();
    expect(page.asked()).toBe(1);
    await page.signInAs('ada');
    expect(page.shown()).toBe('orders of ada for ada');
    expect(page.asked()).toBe(2);
    await act(() => page.browser.clock.advance(minutes(16)));
    await page.signInAs('grace');
    expect(page.shown()).toBe('orders of grace for grace');
    nothingMixed();
  });

  it('shows what a guest saw to nobody who signs in, but for what is the same for anyone', async () => {
    const page = await open();
    page.client.setQueryData(['cart'], 'of a guest');
    const forAnyone = { queryKey: ['things'], queryFn: () => 'a boat', meta: { forAnyone: true } };
    await page.client.fetchQuery(forAnyone);
    await page.signInAs('ada');
    expect(page.client.getQueryData(['cart'])).toBeUndefined();
    expect(page.client.getQueryData(['things'])).toBe('a boat');
    expect(page.shown()).toBe('orders of ada for ada');
  });

  it('does nothing as somebody else that waited for a network', async () => {
    const done: string[] = [];
    const page = await open(createShop(), () => <Save save={async () => void done.push('saved')} />);
    await page.signInAs('ada');
    onlineManager.setOnline(false);
    await act(async () => document.querySelector('button')?.click());
    await page.signInAs('grace');
    onlineManager.setOnline(true);
    await page.client.resumePausedMutations();
    expect(done).toEqual([]);
  });
});

it('is asked again three times where a network or a server fails, and never where the answer is no', async () => {
  const page = await open(createShop(), () => null);
  const statuses = async (status: number): Promise<number> => {
    const before = page.browser.network.count('/things');
    page.server.interrupt = (request) => (request.url.endsWith('/things') ? new Response('{}', { status }) : undefined);
    const asked = page.client.fetchQuery({
      queryKey: ['things', status],
      queryFn: ({ signal }) => page.ask('/things', { signal }),
      ...page.client.getDefaultOptions().queries,
    });
    asked.catch(() => {});
    for (let i = 0; i < 8; i++) await page.settle();
    await expect(asked).rejects.toMatchObject({ status });
    return page.browser.network.count('/things') - before;
  };
  expect(await statuses(503)).toBe(4);
  expect(await statuses(429)).toBe(4);
  expect(await statuses(404)).toBe(1);
  expect(await statuses(403)).toBe(1);
});
