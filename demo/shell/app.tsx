import { SessionDevtools } from 'holdfast/devtools/production';
import { IdleWarning } from 'holdfast/react';
import type { JSX } from 'react';
import { endedWords } from '../account/ended-words.ts';
import { SignInForm } from '../account/sign-in-form.tsx';
import type { Choice } from '../timers.ts';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { Notices } from './notices.tsx';
import { goTo, readPlace, useHash } from './router.ts';
import { Screen } from './screen.tsx';

/** The warning, and the screen at the end with the way back in. A shop is open to guests, so one may leave it, too. */
function Watch(): JSX.Element {
  return <IdleWarning words={endedWords} signIn={<SignInForm />} onLeave={() => goTo('')} />;
}

interface AppProps {
  /** What the address of the page asks for. */
  readonly choice: Choice;
  /** Where the shop's server runs. */
  readonly backend: string;
}

/** The shop. */
export function App({ choice, backend }: AppProps): JSX.Element {
  const place = readPlace(useHash());
  return (
    <>
      <Header place={place} />
      <Notices place={place} problems={choice.problems} />
      <main id="main" tabIndex={-1}>
        <Screen place={place} />
      </main>
      <Footer choice={choice} backend={backend} />
      <Watch />
      <SessionDevtools defaultDock="right" defaultOpen={new URLSearchParams(location.search).has('inspector')} />
    </>
  );
}
