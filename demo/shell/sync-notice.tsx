import { useSync } from 'holdfast/react';
import type { JSX } from 'react';
import { capital, nameThings } from './saved-words.ts';
import { useSyncTrouble } from './sync-trouble.ts';
import { useThings } from './use-things.ts';

/** What keeps things from the account, and what it means. Nothing, where all is well. */
export function SyncNotice({ isOffline }: { readonly isOffline: boolean }): JSX.Element | null {
  const status = useSync((state) => state.status);
  const { understand, ...trouble } = useSyncTrouble();
  const waiting = useThings((_, savedTo, at) => savedTo === 'device' && at !== 'stopped');
  const stopped = useThings((_name, _savedTo, at) => at === 'stopped');
  const refused = useThings(
    (name, savedTo, at) => savedTo === 'device' && at === 'idle' && trouble.refused.includes(name),
  );
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
      {refused && (
        <p className="note" role="status">
          <strong>{capital(refused)} can’t go to your account as it is now.</strong>
          <span>
            The shop didn’t take it, perhaps since it is too much. It is kept on this device, and sent again when it
            changes.
          </span>
        </p>
      )}
      {trouble.lost.length > 0 && (
        <p className="note bad" role="status">
          <strong>What you did last to {nameThings(trouble.lost)} is gone.</strong>
          <span>It had not reached your account when you signed out, and nothing of you is left on this device.</span>
          <span>
            <button type="button" className="link" onClick={understand}>
              Understood
            </button>
          </span>
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
