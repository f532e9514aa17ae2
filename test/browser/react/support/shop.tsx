import { render } from '@testing-library/react';
import { IdleWarning, type IdleWarningProps, SessionProvider, SignedIn, SignedOut } from 'holdfast/react';
import type { ReactNode } from 'react';
import { page } from 'vitest/browser';
import { createSessionDouble, type SessionDouble } from './session-double.ts';

/** A page with the warning in it, and something to come back to. */
function Shop(): ReactNode {
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

/** Somebody is signed in and looks at a page with an `<IdleWarning>`. */
export function openShop(props: IdleWarningProps = {}): SessionDouble {
  const double = createSessionDouble();
  double.signIn();
  render(
    <SessionProvider session={double.session}>
      <SignedIn fallback={<p>Loading</p>}>
        <Shop />
      </SignedIn>
      <SignedOut>
        <main>
          <h1>Welcome</h1>
          <form aria-label="Sign in">
            <label>
              E-mail <input type="email" name="email" />
            </label>
          </form>
        </main>
      </SignedOut>
      <IdleWarning {...props} />
    </SessionProvider>,
  );
  return double;
}

export const dialog = (): HTMLDialogElement => document.querySelector('dialog')!;
export const button = (name: string): HTMLButtonElement =>
  page.getByRole('button', { name }).element() as HTMLButtonElement;
