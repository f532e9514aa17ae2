import { useSession } from 'holdfast/react';
import { useEffect, useState } from 'react';
import type { User } from '../account/credentials.ts';
import { session } from '../session.ts';

/** Names of documents. */
interface Trouble {
  /** The account did not take what they hold now. */
  readonly refused: readonly string[];
  /** Of these the last edits went with a sign-out before the account had them. */
  readonly lost: readonly string[];
}

const none: Trouble = { refused: [], lost: [] };

/** What a session tells once and nobody can read afterwards. */
export function useSyncTrouble(): Trouble & { readonly understand: () => void } {
  const { on } = useSession<User>();
  const [trouble, setTrouble] = useState(none);
  useEffect(() => {
    const stops = [
      on('signed-in', () => setTrouble(none)),
      on('sync', ({ document }) => {
        const kind = session.getState().status === 'authenticated' ? 'refused' : 'lost';
        setTrouble((before) => ({ ...before, [kind]: [...new Set([...before[kind], document])] }));
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [on]);
  return { ...trouble, understand: () => setTrouble(none) };
}
