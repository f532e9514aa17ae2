import type { SyncStatus } from 'holdfast';
import { useSync } from 'holdfast/react';
import type { JSX } from 'react';
import { capital, nameThings } from './saved-words.ts';

/** Documents of which something is still to be sent, or which are at this status; as one text, so that it is drawn again only for news. */
const useNames = (isMeant: (savedTo: string, status: SyncStatus) => boolean): string =>
  useSync(({ documents }) =>
    nameThings(
      Object.entries(documents).flatMap(([name, { savedTo, status }]) => (isMeant(savedTo, status) ? [name] : [])),
    ),
  );

/** What keeps things from the account, and what it means. Nothing, where all is well. */
export function SyncNotice({ isOffline }: { readonly isOffline: boolean }): JSX.Element | null {
  const status = useSync((state) => state.status);
  const waiting = useNames((savedTo, at) => savedTo === 'device' && at !== 'stopped');
  const stopped = useNames((_, at) => at === 'stopped');
  const isUnreached = isOffline || (status === 'offline' && waiting !== '');
  return (
    <>
      {isUnreached && (
        <p className="note" role="status">
          <strong>The shop’s server can’t be reached.</strong>
          <span>
            Go on: what you do is kept on this device
            {waiting
              ? `. When the shop is back in reach, ${waiting} will go to your account.`
              : ', and the shop catches up by itself.'}
          </span>
        </p>
      )}
      {status === 'paused' && (
        <p className="note" role="status">
          <strong>The shop isn’t sure any more that it is you.</strong>
          <span>What you do is kept on this device. Sign in again, and it goes to your account.</span>
        </p>
      )}
      {stopped && (
        <p className="note bad" role="status">
          <strong>{capital(stopped)} can’t be sent to your account any more.</strong>
          <span>
            It is all kept on this device, and goes on here. Perhaps this page is an old one:{' '}
            <button type="button" className="link" onClick={() => location.reload()}>
              load it anew
            </button>
            .
          </span>
        </p>
      )}
    </>
  );
}
