import { act, cleanup } from '@testing-library/react';
import { createCart, createDraft, type SessionOptions } from 'holdfast';
import {
  IdleWarning,
  SessionGate,
  SessionProvider,
  SignedIn,
  SignedOut,
  useCart,
  useDraft,
  useSession,
  useSessionTimer,
  useUser,
} from 'holdfast/react';
import { type ReactNode, StrictMode, useEffect } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { ada, createShop, grace, type OpenTab, type Person, type Shop } from '../../support/world/shop.ts';
import { dialog } from './support/shop.tsx';

afterEach(cleanup);

type Initial = Pick<SessionOptions<Person, { name: string }>, 'initialSession'>;
type Opened = Pick<OpenTab, 'session'>;

const documentsOf = ({ session }: Opened) => ({
  draft: createDraft(session, 'form', { steps: { one: z.object({ name: z.string() }) } }),
  cart: createCart(session, 'cart', { currency: 'EUR' }),
});

/** Everything that the page said of the session. */
const told: string[] = [];

function Inside({ draft, cart }: ReturnType<typeof documentsOf>): ReactNode {
  const { status } = useSession();
  const { phase } = useSessionTimer();
  const { field, saved } = useDraft(draft);
  const { count } = useCart(cart);
  const name = useUser<Person>()?.name ?? 'nobody';
  useEffect(() => void told.push(`${status} ${name}`), [status, name]);
  return (
    <p>
      {status} {name} {phase} {count} {saved} <input {...field('one.name')} />
    </p>
  );
}

function Page({ session, ...documents }: Opened & ReturnType<typeof documentsOf>): ReactNode {
  return (
    <StrictMode>
      <SessionProvider session={session}>
        <Inside {...documents} />
        <SignedIn fallback={<p>splash</p>}>
          <p>shop</p>
        </SignedIn>
        <SignedOut>
          <p>welcome</p>
        </SignedOut>
        <SessionGate signIn={<p>again</p>} fallback={<p>gate splash</p>} signedOut={<p>gate welcome</p>}>
          <p>gate open</p>
          <Inside {...documents} />
        </SessionGate>
        <IdleWarning />
      </SessionProvider>
    </StrictMode>
  );
}

/** Renders on a server, lets `before` happen in the page while its script is still on the way, and takes over. */
async function hydrate(
  { browser, begin }: Shop,
  initial: Initial,
  before: (tab: OpenTab) => Promise<unknown> = async () => {},
): Promise<{ html: string; complaints: unknown[]; text: string; kept: number; leave(): void }> {
  told.length = 0;
  const errors = vi.spyOn(console, 'error').mockImplementation(() => {});
  const elsewhere = createShop().begin(initial);
  elsewhere.release();
  const html = renderToString(<Page session={elsewhere.session} {...documentsOf(elsewhere)} />);
  const tab = begin(initial);
  const documents = documentsOf(tab);
  await before(tab);
  const container = document.body.appendChild(document.createElement('div'));
  container.innerHTML = html;
  const fields = [...container.querySelectorAll('input')];
  const recovered: unknown[] = [];
  const root = await act(async () =>
    hydrateRoot(container, <Page session={tab.session} {...documents} />, {
      onRecoverableError: (error) => recovered.push(error),
    }),
  );
  tab.release();
  await act(() => browser.clock.settle());
  const complaints = [...recovered, ...errors.mock.calls.map(String)];
  errors.mockRestore();
  const text = container.textContent;
  return {
    html,
    complaints,
    text,
    /** How many of the fields that the server drew are there still. */
    kept: fields.filter((field) => field.isConnected).length,
    leave() {
      act(() => root.unmount());
      container.remove();
    },
  };
}

/** The script was slow: it is known already who is there when it takes over. */
const slowly =
  (shop: Shop, seconds = 0) =>
  async (): Promise<void> => {
    await shop.browser.clock.settle();
    await shop.browser.clock.advance(seconds * 1000);
  };

/** A browser in which Ada's session is over. */
async function overdue(): Promise<Shop> {
  const shop = createShop();
  const { tab } = await shop.signedIn();
  tab.close();
  await shop.browser.clock.sleep(3_600_000);
  return shop;
}

describe('a page of a server is taken over without a word', () => {
  it.each(['at once', 'late'])('while it is not known who is there: %s', async (when) => {
    const shop = createShop();
    shop.server.signIn('ada');
    const page = await hydrate(shop, {}, when === 'late' ? slowly(shop) : undefined);
    expect(page.html).toContain('splash');
    expect(page.html).not.toMatch(/welcome|shop|gate open/);
    expect(page.complaints).toEqual([]);
    expect(page.text).toMatch(/authenticated Ada.*shop.*gate open/);
    page.leave();
  });

  it('when a warning is open before', async () => {
    const shop = createShop();
    await shop.signedIn();
    const page = await hydrate(shop, {}, slowly(shop, 800));
    expect(page.complaints).toEqual([]);
    expect(dialog().open).toBe(true);
    page.leave();
  });

  it.each(['at once', 'late'])('with an initial session, which is shown from the first: %s', async (when) => {
    const shop = createShop();
    await shop.signedIn();
    const page = await hydrate(shop, { initialSession: { user: ada } }, when === 'late' ? slowly(shop) : undefined);
    expect(page.html).toMatch(/authenticated.*Ada Lovelace.*shop.*gate open/);
    expect(page.html).not.toMatch(/splash|welcome/);
    expect(page.complaints).toEqual([]);
    expect(page.text).toMatch(/authenticated Ada Lovelace active.*shop.*gate open/);
    expect(new Set(told)).toEqual(new Set(['authenticated Ada Lovelace']));
    // Confirming made nothing anew.
    expect(page.kept).toBe(2);
    page.leave();
  });

  it.each(['at once', 'late'])('with an initial session that has ended since: %s', async (when) => {
    const shop = await overdue();
    const page = await hydrate(shop, { initialSession: { user: ada } }, when === 'late' ? slowly(shop) : undefined);
    expect(page.complaints).toEqual([]);
    expect(page.text).toMatch(/unauthenticated nobody.*welcome/);
    expect(page.text).toContain('gate welcome');
    expect(page.text).not.toMatch(/shop|Ada|gate open/);
    page.leave();
  });

  it('with an initial session of somebody else, whose page is made anew', async () => {
    const shop = createShop();
    await shop.signedIn();
    const page = await hydrate(shop, { initialSession: { user: grace } });
    expect(page.complaints).toEqual([]);
    expect(page.text).toMatch(/authenticated Ada Lovelace.*shop.*gate open/);
    expect(page.text).not.toContain('Grace');
    expect(page.kept).toBe(1);
    page.leave();
  });

  it.each(['at once', 'late'])('with nobody: %s', async (when) => {
    const shop = createShop();
    const page = await hydrate(shop, { initialSession: null }, when === 'late' ? slowly(shop) : undefined);
    expect(page.html).toMatch(/unauthenticated.*nobody.*welcome.*gate welcome/);
    expect(page.html).not.toMatch(/splash|shop/);
    expect(page.complaints).toEqual([]);
    expect(page.text).toMatch(/unauthenticated nobody.*welcome/);
    page.leave();
  });

  it.each(['at once', 'late'])('with nobody, where somebody has signed in since: %s', async (when) => {
    const shop = createShop();
    await shop.signedIn();
    const page = await hydrate(shop, { initialSession: null }, when === 'late' ? slowly(shop) : undefined);
    expect(page.complaints).toEqual([]);
    expect(page.text).toMatch(/authenticated Ada.*shop.*gate open/);
    page.leave();
  });
});
