import { useSession } from 'holdfast/react';
import { type JSX, useEffect, useState } from 'react';
import type { User } from '../account/credentials.ts';
import { hrefTo, type Place } from './router.ts';
import { SyncNotice } from './sync-notice.tsx';

interface NoticesProps {
  readonly place: Place;
  /** What was wrong with the address of the page. */
  readonly problems: readonly string[];
}

/** Whether what is typed outlives this tab. The shop works without, and says so. */
function useVolatile(): boolean {
  const { on } = useSession<User>();
  const [volatile, setVolatile] = useState(false);
  useEffect(() => on('storage', ({ mode }) => setVolatile(mode === 'volatile')), [on]);
  return volatile;
}

/** What one should know on every page, and only while it is so. */
export function Notices({ place, problems }: NoticesProps): JSX.Element {
  const volatile = useVolatile();
  const { freshness, resumable } = useSession<User>();
  const [read, setRead] = useState(false);
  return (
    <section className="notices" aria-label="Notices">
      {problems.length > 0 && !read && (
        <div className="note">
          <strong>These timers can’t work, so the usual ones hold: 15 minutes, with a warning 2 minutes before.</strong>
          {problems.map((problem) => (
            <span key={problem}>{problem}</span>
          ))}
          <div>
            <button type="button" className="link" onClick={() => setRead(true)}>
              Understood
            </button>
          </div>
        </div>
      )}
      {volatile && (
        <p className="note bad" role="status">
          <strong>This browser lets the shop store nothing.</strong>
          <span>Everything works, but cart and form last only as long as this tab.</span>
        </p>
      )}
      <SyncNotice isOffline={freshness === 'offline'} />
      {resumable && (place.at === 'shop' || place.at === 'cart') && (
        <p className="note">
          <strong>Something of yours is kept here.</strong>
          <span>
            <a href={hrefTo('sign-in')}>Sign in</a> as the same person, and cart and form are where you left them.
          </span>
        </p>
      )}
    </section>
  );
}
