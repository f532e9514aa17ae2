// @vitest-environment happy-dom
import { cleanup, configure, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createCart, createDraft, minutes, type Session, seconds } from 'holdfast';
import { IdleWarning, SignedIn, SignedOut, useCart, useDraft, useSession, useUser } from 'holdfast/react';
import { nothingHeld } from 'holdfast/testing';
import { renderWithSession } from 'holdfast/testing/react';
import { type ReactNode, useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import * as z from 'zod';

interface Person {
  readonly id: string;
  readonly name: string;
}

/** React says on the console what it holds for a mistake of a test's. */
beforeEach(() => void vi.spyOn(console, 'error'));
afterEach(() => {
  cleanup();
  configure({ reactStrictMode: false });
  const complaints = vi.mocked(console.error).mock.calls;
  vi.restoreAllMocks();
  expect(complaints).toEqual([]);
});

const idle = { timeout: minutes(15), warning: minutes(2) };

function Shop(): ReactNode {
  const { signIn, signOut, fetch } = useSession<Person, { name: string; password: string }>();
  const user = useUser<Person>();
  const [orders, setOrders] = useState('');
  const ask = async (): Promise<void> => setOrders(await (await fetch('/api/orders')).text());
  return (
    <>
      <SignedIn fallback="One moment">
        <h1>Hello {user?.name}</h1>
        <button type="button" onClick={() => void signOut()}>
          Leave
        </button>
        <button type="button" onClick={() => void ask()}>
          Orders
        </button>
        <output>{orders}</output>
      </SignedIn>
      <SignedOut>
        <h1>Welcome</h1>
        <button type="button" onClick={() => void signIn({ name: 'bob', password: 'correct' })}>
          Enter
        </button>
      </SignedOut>
      <IdleWarning />
    </>
  );
}
const heading = (): string | null => screen.getByRole('heading', { level: 1 }).textContent;
const press = (name: string) => userEvent.setup().click(screen.getByRole('button', { name }));

it('shows the page of whoever is signed in, and what they click has happened when the click resolves', async () => {
  const { session, server } = await renderWithSession(<Shop />, { user: 'ada' });
  server.answer('/api/orders', () => ['tea']);
  expect(heading()).toBe('Hello Ada');
  await press('Orders');
  expect(screen.getByRole('status').textContent).toBe('["tea"]');
  await press('Leave');
  expect(heading()).toBe('Welcome');
  await press('Enter');
  expect(heading()).toBe('Hello Bob');
  expect(session.getState()).toMatchObject({ status: 'authenticated', user: { id: 'u2' } });
});

it.each([false, true])(
  'turns the clock, and a click counts as somebody being there; StrictMode: %s',
  async (strict) => {
    configure({ reactStrictMode: strict });
    const { clock } = await renderWithSession(<Shop />, { user: 'ada', session: { idle } });
    await clock.advance(minutes(12));
    fireEvent.click(screen.getByRole('button', { name: 'Orders' }));
    await clock.advance(minutes(12));
    expect(screen.queryByRole('alertdialog')).toBeNull();
    await clock.advance(minutes(1) + seconds(1));
    expect(screen.getByRole('alertdialog').textContent).toContain('Are you still there?');
    await press('Stay signed in');
    expect(screen.queryByRole('alertdialog')).toBeNull();
    await clock.advance(minutes(15));
    expect(heading()).toBe('Welcome');
  },
);

it('keeps from the application what somebody does after the session ended in their sleep', async () => {
  const heard = vi.fn();
  const everything = {
    onPointerDown: heard,
    onMouseDown: heard,
    onMouseUp: heard,
    onClick: heard,
    onKeyDown: heard,
    onKeyUp: heard,
  };
  const { clock } = await renderWithSession(
    <>
      <Shop />
      <button type="button" {...everything}>
        Pay
      </button>
    </>,
    { user: 'ada', session: { idle } },
  );
  await clock.sleep(minutes(20), { first: 'input' });
  await press('Pay');
  expect(heard).not.toHaveBeenCalled();
  expect(heading()).toBe('Welcome');
  await press('Pay');
  expect(heard).toHaveBeenCalled();
});

it('gives way to the next one, and leaves nothing behind', async () => {
  const first = await renderWithSession(<Shop />, { user: 'ada' });
  const second = await renderWithSession(<Shop />, { user: 'bob' });
  expect(heading()).toBe('Hello Bob');
  await first.browser.clock.settle();
  expect(first.tab.held()).toEqual(nothingHeld);
  second.unmount();
  await second.browser.clock.settle();
  expect(second.tab.held()).toEqual(nothingHeld);
  expect(second.tab.reports).toEqual([]);
});

it('goes back to Testing Library’s own ways when nothing is shown any more', async () => {
  const before = Reflect.get(globalThis, 'IS_REACT_ACT_ENVIRONMENT');
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
  const { unmount, browser } = await renderWithSession(<Shop />, { user: 'ada' });
  expect(Reflect.get(globalThis, 'IS_REACT_ACT_ENVIRONMENT')).toBe(false);
  unmount();
  await browser.clock.settle();
  expect(Reflect.get(globalThis, 'IS_REACT_ACT_ENVIRONMENT')).toBe(true);
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', before);
  render(<p>alone</p>);
  expect(screen.getByText('alone')).toBeTruthy();
});

it('opens a second tab without a page, or with one of its own', async () => {
  const first = await renderWithSession(<Shop />, { user: 'ada' });
  const other = await first.secondTab();
  expect(other.session.getState()).toMatchObject({ user: { name: 'Ada' } });
  const shown = await renderWithSession(<Shop />, other);
  expect(screen.getAllByRole('heading', { level: 1 })).toHaveLength(2);
  await userEvent.setup().click(shown.getByRole('button', { name: 'Leave' }));
  expect(first.session.getState().status).toBe('unauthenticated');
  expect(screen.getAllByText('Welcome')).toHaveLength(2);
  shown.unmount();
  expect(heading()).toBe('Welcome');
});

it('counts input for the tab it was made in', async () => {
  const first = await renderWithSession(<Shop />, { user: 'ada' });
  const shown = await renderWithSession(<Shop />, await first.secondTab());
  fireEvent.click(shown.getByRole('button', { name: 'Orders' }));
  expect([first.tab.seen, shown.tab.seen]).toEqual([0, 1]);
  fireEvent.keyDown(document.body, { key: 'Tab' });
  expect([first.tab.seen, shown.tab.seen]).toEqual([1, 1]);
});

const steps = { note: z.object({ text: z.string() }) };
const shopDocuments = (session: Session<Person, unknown>) => ({
  note: createDraft(session, 'note', { steps }),
  cart: createCart(session, 'cart', { currency: 'EUR' }),
});
function Desk({ note, cart }: ReturnType<typeof shopDocuments>): ReactNode {
  const { field, saved } = useDraft(note);
  const { lines, add } = useCart(cart);
  return (
    <>
      <input aria-label="Note" {...field('note.text')} />
      <output>{saved}</output>
      <button type="button" onClick={() => add({ sku: 'mug', price: 100 })}>
        Mugs: {lines[0]?.quantity ?? 0}
      </button>
    </>
  );
}
const note = (): HTMLInputElement => screen.getByLabelText('Note');

it('makes the documents of each tab, which are back after a reload and after a crash', async () => {
  const first = await renderWithSession(Desk, {
    user: { id: 'u7', name: 'Grace' },
    documents: shopDocuments,
  });
  expect(first.session.getState()).toMatchObject({ user: { id: 'u7', name: 'Grace' } });
  await userEvent.setup().type(note(), 'half a sentence');
  await press('Mugs: 0');
  const reloaded = await first.reload();
  expect(reloaded.browser.tabs).toEqual([reloaded.tab]);
  expect(note().value).toBe('half a sentence');
  expect(screen.getByRole('button').textContent).toBe('Mugs: 1');
  const other = await reloaded.secondTab();
  other.documents.note.set('note.text', 'from elsewhere');
  await reloaded.clock.settle();
  expect(note().value).toBe('from elsewhere');
  reloaded.tab.crash();
  await reloaded.reload();
  expect(note().value).toBe('from elsewhere');
});
