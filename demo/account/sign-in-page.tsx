import type { JSX, ReactNode } from 'react';
import { Page } from '../shell/page.tsx';
import { SignInForm } from './sign-in-form.tsx';

interface SignInPageProps {
  readonly title?: string;
  readonly children?: ReactNode;
}

/** Signs in; what was asked for appears in its place. */
export function SignInPage({ title = 'Sign in', children }: SignInPageProps): JSX.Element {
  return (
    <Page title={title} className="narrow">
      {children ?? (
        <p className="lead soft">What is in your cart comes along: it joins what your account already holds.</p>
      )}
      <div className="card">
        <SignInForm />
      </div>
    </Page>
  );
}
