import { useSession } from 'holdfast/react';
import { type JSX, useEffect, useState } from 'react';
import { AccountPage } from '../account/account-page.tsx';
import type { User } from '../account/credentials.ts';
import { EndedPage } from '../account/ended-page.tsx';
import { SignInPage } from '../account/sign-in-page.tsx';
import { CheckoutPage } from '../checkout/checkout-page.tsx';
import { ConfirmationPage } from '../checkout/confirmation-page.tsx';
import { CartPage } from '../shop/cart-page.tsx';
import { Catalogue } from '../shop/catalogue.tsx';
import { SettingsPage } from '../workspace/settings-page.tsx';
import { Page } from './page.tsx';
import { hrefTo, type Place } from './router.ts';

/** Pages that show something of the person, by place. */
function Protected({ place }: { readonly place: Place }): JSX.Element {
  if (place.at === 'checkout') return <CheckoutPage />;
  if (place.at === 'order') return <ConfirmationPage id={place.id} />;
  return <AccountPage />;
}

/** The place at which the session ended, if it did since the page was opened. */
function useEndedAt(): string | null {
  const { on } = useSession<User>();
  const [endedAt, setEndedAt] = useState<string | null>(null);
  useEffect(() => on('ended', () => setEndedAt(location.hash)), [on]);
  return endedAt;
}

/** Decides by place and person what is shown. Nothing protected is drawn before it is known who is there. */
export function Screen({ place }: { readonly place: Place }): JSX.Element {
  const { status, epoch, reason, resumable } = useSession<User>();
  const endedHere = useEndedAt() === location.hash;
  switch (place.at) {
    case 'shop':
      return <Catalogue />;
    case 'cart':
      return <CartPage />;
    case 'settings':
      return <SettingsPage />;
    case 'nowhere':
      return (
        <Page title="Nothing here" className="narrow">
          <p>
            This page has drifted off. <a href={hrefTo('')}>Back to the shelf</a>.
          </p>
        </Page>
      );
    case 'sign-in':
      if (status === 'unauthenticated') return <SignInPage />;
      break;
  }
  if (status === 'loading') {
    return (
      <p className="page soft" role="status">
        One moment: looking up who you are…
      </p>
    );
  }
  if (status === 'authenticated') return <Protected key={epoch} place={place} />;
  // Who signed out yesterday and asks for the checkout today is a guest like any other; whose work is kept is not.
  if (reason !== null && (endedHere || resumable)) return <EndedPage reason={reason} resumable={resumable} />;
  return (
    <SignInPage title="Please sign in first">
      <p className="lead soft">
        {place.at === 'checkout'
          ? 'The shop needs to know whose order it is. Your cart comes along.'
          : 'This page is about you.'}
      </p>
    </SignInPage>
  );
}
