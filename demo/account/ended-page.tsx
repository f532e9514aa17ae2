import type { EndReason } from 'holdfast';
import type { JSX } from 'react';
import { Page } from '../shell/page.tsx';
import { hrefTo } from '../shell/router.ts';
import { because } from './ended-words.ts';
import { SignInForm } from './sign-in-form.tsx';

interface EndedPageProps {
  readonly reason: EndReason;
  readonly resumable: boolean;
}

/** Stands where the protected page stood: why it ended, what was kept, and the way back in, in place. */
export function EndedPage({ reason, resumable }: EndedPageProps): JSX.Element {
  return (
    <Page title="You have been signed out" className="narrow" alwaysFocus>
      <div className="stack">
        <p className="lead">{because[reason]}</p>
        {resumable ? (
          <p className="note good">
            <strong>Your cart and your checkout form are kept on this device.</strong>
            <span>Sign in as the same person and everything is where you left it. Card data was never kept.</span>
          </p>
        ) : (
          <p className="note">
            <strong>Nothing of your account is left on this device.</strong>
            <span>What had reached the shop, such as your orders and your cart, is safe there.</span>
          </p>
        )}
        <div className="card wide-card">
          <h2>Sign in again</h2>
          <SignInForm />
        </div>
        <a href={hrefTo('')}>Look around as a guest</a>
      </div>
    </Page>
  );
}
