import { act, configure } from '@testing-library/react';
import { createDraft, type SessionOptions, seconds } from 'holdfast';
import { IdleWarning, type IdleWarningProps, SignedIn, SignedOut } from 'holdfast/react';
import { type RenderedSession, renderWithSession } from 'holdfast/testing/react';
import type { ReactNode } from 'react';
import { page } from 'vitest/browser';
import { z } from 'zod';
import { type AnsweredTab, createShop, type OpenTab, type Person, type Shop } from '../../../support/world/shop.ts';

/** A page with somebody at it. Idle limit 900 s, warning 120 s, lifetime 28,800 s, sign-in at 0. */
export interface OpenShop extends Shop, AnsweredTab {
  /** Turns the clock to so many seconds after the sign-in. */
  at(moment: number): Promise<void>;
  /** Lets everything happen that needs no time. */
  settle(): Promise<void>;
}

function Checkout(): ReactNode {
  return (
    <main>
      <h1>Checkout</h1>
      <p id="prose">Free returns within thirty days of delivery.</p>
      <label>
        City <input name="city" defaultValue="Rotterdam" />
      </label>
      <div style={{ blockSize: '150vh' }} />
    </main>
  );
}

/** A form to sign in again, as an application gives one to the warning. */
export const password = (
  <label>
    Password <input type="password" />
  </label>
);

function Welcome(): ReactNode {
  return (
    <main>
      <h1>Welcome</h1>
      <form aria-label="Sign in">
        <label>
          E-mail <input type="email" name="email" />
        </label>
      </form>
    </main>
  );
}

/** A session with somebody signed in, and nothing rendered yet. */
export async function openSession(options: Partial<SessionOptions<Person, { name: string }>> = {}): Promise<OpenShop> {
  const shop = createShop();
  const tab = await shop.signedIn(options);
  const start = shop.browser.clock.elapsed();
  const turn = async (ms: number): Promise<void> => {
    await act(() => shop.browser.clock.advance(ms));
  };
  return {
    ...shop,
    ...tab,
    at: (moment) => turn(start + seconds(moment) - shop.browser.clock.elapsed()),
    settle: () => act(() => shop.browser.clock.settle()),
  };
}

/** Unfinished work of one field, `note.text`. */
export const noteOf = ({ session }: Pick<OpenTab, 'session'>) =>
  createDraft(session, 'note', { steps: { note: z.object({ text: z.string() }) } });

/** Shows a page of this tab in StrictMode, the provider included. What is clicked and typed in it is activity of the tab. */
export async function showStrictly(
  ui: ReactNode,
  tab: AnsweredTab,
): Promise<RenderedSession<Person, { name: string }>> {
  configure({ reactStrictMode: true });
  const shown = await renderWithSession(ui, tab);
  configure({ reactStrictMode: false });
  return shown;
}

/** Renders a page with an `<IdleWarning>`. */
export const renderShop = (tab: AnsweredTab, props: IdleWarningProps = {}): ReturnType<typeof showStrictly> =>
  showStrictly(
    <>
      <SignedIn fallback={<p>Loading</p>}>
        <Checkout />
      </SignedIn>
      <SignedOut>
        <Welcome />
      </SignedOut>
      <IdleWarning {...props} />
    </>,
    tab,
  );

/** Somebody is signed in and looks at that page. */
export async function openShop(
  props: IdleWarningProps = {},
  options: Partial<SessionOptions<Person, { name: string }>> = {},
): Promise<OpenShop> {
  const shop = await openSession(options);
  await renderShop(shop, props);
  return shop;
}

export const dialog = (): HTMLDialogElement => document.querySelector('dialog')!;
export const button = (name: string): HTMLElement => page.getByRole('button', { name }).element() as HTMLElement;
export const focused = (): string | null | undefined => document.activeElement?.textContent;
/** Everything that can be read in the dialog, in one line. */
export const shown = (): string => dialog().textContent.replace(/\s+/g, ' ').trim();
export const regions = (): Element[] => [...dialog().querySelectorAll('[aria-live]')];
