import type { LimitLengths } from 'holdfast';
import { useSession } from 'holdfast/react';
import { type JSX, useState, useSyncExternalStore } from 'react';
import { session } from '../session.ts';
import { Page } from '../shell/page.tsx';
import { useThings } from '../shell/use-things.ts';
import { describeLength } from '../timers.ts';
import type { User } from './credentials.ts';
import { DetailsCard } from './details/details-card.tsx';
import { OrderList } from './order-list.tsx';
import { SupperCard } from './supper/supper-card.tsx';

/** Out here, or out everywhere. */
function SignOutButtons(): JSX.Element {
  const { signOut } = useSession<User>();
  const [busy, setBusy] = useState(false);
  const leave = async (scope: 'device' | 'everywhere'): Promise<void> => {
    setBusy(true);
    await signOut({ scope });
  };
  return (
    <div className="row">
      <button type="button" className="button primary" aria-busy={busy} onClick={() => void leave('device')}>
        Sign out
      </button>
      <button type="button" className="button" aria-busy={busy} onClick={() => void leave('everywhere')}>
        Sign out everywhere
      </button>
    </div>
  );
}

/** What a sign-out would take along now. What is under way gets there in time. */
function Unsent(): JSX.Element | null {
  const unsent = useThings((_, savedTo, status) => savedTo === 'device' && status !== 'pushing');
  if (!unsent) return null;
  return (
    <p className="note small">Not in your account yet: {unsent}. If you sign out now, the last changes are lost.</p>
  );
}

const { timer } = session;
const readLimits = (): LimitLengths => timer.getState().limits;

/** The session in the words of the person whose it is. */
function SessionCard(): JSX.Element {
  const { freshness, verify } = useSession<User>();
  const { timeout, warning, lifetime } = useSyncExternalStore(timer.subscribe, readLimits, readLimits);
  return (
    <section className="card" aria-labelledby="session-title">
      <h2 id="session-title">This session</h2>
      <dl className="facts">
        <dt>Closes itself</dt>
        <dd>after {describeLength(timeout)} untouched</dd>
        <dt>Warns</dt>
        <dd>{describeLength(warning)} before</dd>
        <dt>Lasts at most</dt>
        <dd>{describeLength(lifetime)}</dd>
        <dt>The shop agrees</dt>
        <dd>
          {freshness === 'fresh' ? 'yes, it was asked' : freshness === 'offline' ? 'not reachable now' : 'being asked'}{' '}
          <button type="button" className="link" onClick={() => void verify()}>
            Ask again
          </button>
        </dd>
      </dl>
      <Unsent />
      <SignOutButtons />
      <p className="soft small">
        Signing out empties cart and form on this device; what is in your account stays there, and on your other
        devices. If you only leave, or forget to come back, they stay here, too.
      </p>
    </section>
  );
}

/** Who one is here, what one has bought, and the way out. */
export function AccountPage(): JSX.Element | null {
  const { user } = useSession<User>();
  if (user === null) return null;
  return (
    <Page title={`Hello, ${user.name.split(' ')[0]}`}>
      <div className="account">
        <section className="card" aria-labelledby="person-title">
          <h2 id="person-title">You</h2>
          <dl className="facts">
            <dt>Name</dt>
            <dd>{user.name}</dd>
            <dt>Email</dt>
            <dd>{user.email}</dd>
          </dl>
        </section>
        <SessionCard />
        <DetailsCard />
        <SupperCard />
        <section className="card whole" aria-labelledby="orders-title">
          <h2 id="orders-title">Your orders</h2>
          <OrderList />
        </section>
      </div>
    </Page>
  );
}
