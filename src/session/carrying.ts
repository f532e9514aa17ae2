import { createStore } from 'zustand/vanilla';
import type { Syncing } from '../sync/context.ts';
import { syncOff } from '../sync/state.ts';
import type { Ground } from './ground.ts';
import type { Session } from './session.ts';

/** Carries documents to the account by the option `sync`; without one, nothing. */
export function createCarrier<User, Credentials>(
  { sync, connection, desk, wire, emitter, epoch, time }: Ground<User, Credentials>,
  fetch: Session<User>['fetch'],
  verify: () => Promise<void>,
): Syncing {
  const syncing = sync?.connect({
    host: desk.host,
    connection,
    fetch,
    verify: () => void verify(),
    correct: time.hear,
    send: (message) => wire.send({ ...message, epoch: epoch() ?? '' }),
    tell: (document, error) => emitter.emit('sync', { document, error }),
  });
  if (syncing) desk.carry(syncing.share);
  return (
    syncing ?? {
      store: createStore(() => syncOff),
      retry: () => {},
      share: () => null,
      hear: () => false,
      start: () => () => {},
    }
  );
}
