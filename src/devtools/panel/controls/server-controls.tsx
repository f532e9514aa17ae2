import type { JSX } from 'react';
import type { Bench } from '../../follow/bench.ts';
import type { Observer } from '../../observe/observer.ts';
import { useBench, useFaults, useTimer } from '../bench.tsx';
import { Act, Control } from './control.tsx';

/** The server refuses everything until the session has ended of it. */
async function endAtServer({ session }: Bench, { faults }: Observer): Promise<void> {
  const stop = session.on('ended', () => {
    stop();
    faults.setState({ refusing: null });
  });
  faults.setState({ refusing: 'session' });
  await session.verify();
}

/** What happens to a session from outside: the network and the server. */
export function ServerControls({ observer }: { readonly observer: Observer }): JSX.Element {
  const bench = useBench();
  const { offline, refusing } = useFaults();
  const nobody = useTimer().phase === 'off';
  const { faults } = observer;
  return (
    <section className="card" aria-label="Network and server">
      <h3>Network and server</h3>
      <Control
        name="Offline"
        hint="No request of the session gets through, and those under way break off. Back online, it is told so."
      >
        <Act pressed={offline} act={() => observer.setOffline(!offline)}>
          Offline
        </Act>
      </Control>
      <Control
        name="Expired token"
        hint="What carries the token of now is refused with 401: it is refreshed, and the request sent again. Where a cookie signs in, the next request is refused, and the session endpoint asked."
      >
        <Act
          off={nobody}
          pressed={refusing === 'token'}
          act={() => faults.setState({ refusing: refusing === 'token' ? null : 'token' })}
        >
          Expire the token
        </Act>
      </Control>
      <Control name="Signed out at the server" hint="It refuses everything, until the session has ended of it.">
        <Act off={nobody} act={() => endAtServer(bench, observer)}>
          End it at the server
        </Act>
      </Control>
    </section>
  );
}
