import { IdleWarning } from 'holdfast/react';
import type { JSX } from 'react';
import { endedWords } from '../account/ended-words.ts';
import { SignInForm } from '../account/sign-in-form.tsx';
import { Inspector, type InspectorProps } from '../inspector/inspector.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { Notices } from './notices.tsx';
import { goTo, readPlace, useHash } from './router.ts';
import { Screen } from './screen.tsx';

/** The warning, and the screen at the end with the way back in. A shop is open to guests, so one may leave it, too. */
function Watch(): JSX.Element {
  return <IdleWarning words={endedWords} signIn={<SignInForm />} onLeave={() => goTo('')} />;
}

/** The shop. */
export function App(props: InspectorProps): JSX.Element {
  const place = readPlace(useHash());
  return (
    <>
      <Header place={place} />
      <Notices place={place} problems={props.choice.problems} />
      <main id="main" tabIndex={-1}>
        <Screen place={place} />
      </main>
      <Footer />
      <Inspector {...props} />
      <Watch />
    </>
  );
}
