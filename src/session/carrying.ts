import { createStore } from 'zustand/vanilla';
import type { Syncing, SyncMessage } from '../sync/context.ts';
import { syncOff } from '../sync/state.ts';
import type { Message } from '../tabs/protocol.ts';
import type { Ground } from './ground.ts';
import type { Session } from './session.ts';

/** Whether it is said among those who carry documents. */
export const isOfSync = (message: Message): message is Message & SyncMessage =>
  ['synced', 'poked', 'looked'].includes(message.type);

/** Carries documents to the account by the option `sync`; without one, nothing. */
export function createCarrier<User, Credentials>(
  { sync, platform, connection, desk, wire, emitter, epoch }: Ground<User, Credentials>,
  fetch: Session<User>['fetch'],
  verify: () => Promise<void>,
): Syncing {
  if (!sync) {
    const { setState, ...store } = createStore(() => syncOff);
    return { store, share: () => null, hear() {}, start: () => () => {} };
  }
  const syncing = sync.connect({
    host: desk.host,
    fetch,
    // The credential lives until the server hears of the end, which is told after what is still to be written.
    async farewell(request) {
      const { network } = platform;
      if (!connection.allows(network.resolve(request.url).origin)) return network.fetch(request);
      return network.fetch(await connection.authorize(request, network.abort().signal));
    },
    verify: () => void verify(),
    send: (message) => wire.send({ ...message, epoch: epoch() ?? '' }),
    tell: (document, error) => emitter.emit('sync', { document, error }),
  });
  desk.carry(syncing.share);
  return syncing;
}
