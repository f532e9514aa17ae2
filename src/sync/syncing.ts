import { createStore } from 'zustand/vanilla';
import type { Offer } from '../documents/sharing.ts';
import { HoldfastError } from '../foundation/errors.ts';
import { createHold } from '../foundation/hold.ts';
import type { Carrier, Offered, Partition, PartitionCause } from '../vault/host.ts';
import { createAgenda } from './agenda.ts';
import type { SyncContext, Syncing } from './context.ts';
import { createFarewell } from './farewell.ts';
import { createRemote, isAddress, segmentOf } from './remote.ts';
import { createReplica, type Replica } from './replica.ts';
import { createShared } from './shared.ts';
import { readSync, type SyncState, syncOff } from './state.ts';
import { createStream, type Stream } from './stream.ts';
import { type Turn, takeTurn } from './turn.ts';

/** Options of `http` after checking. */
export interface Addresses {
  readonly url: string;
  readonly live: string | null;
  /** Milliseconds. */
  readonly poll: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** All documents of one tab that take part, and what moves them: the page, the stream, the other tabs, the clock. */
export function connectSync(context: SyncContext, { url, live, poll, headers }: Addresses): Syncing {
  const { host } = context;
  const { platform } = host;
  const { setState, ...store } = createStore<SyncState>(() => syncOff);
  const remote = createRemote(platform, url, headers);
  const agenda = createAgenda(platform.clock);
  const replicas = new Map<string, Replica>();
  const polling = {};
  let running = false;
  let stream: Stream | null = null;
  let turn: Turn | null = null;

  const show = (): void => {
    const documents = Object.fromEntries([...replicas].map(([name, replica]) => [name, replica.state()] as const));
    setState(replicas.size ? readSync(documents) : syncOff, true);
  };
  const poked = (document: string, revision: string | null): void => {
    for (const [name, replica] of replicas) if (document === '' || name === document) replica.poked(revision);
  };
  const listen = (): (() => void) => {
    const opened = createStream(platform, agenda, live ?? '', headers, context.fetch, {
      session: context.verify,
      poked(document, revision) {
        poked(document, revision);
        const isElsewhere = document === '' || !replicas.get(document)?.works();
        if (isElsewhere) context.send({ type: 'poked', document });
      },
    });
    stream = opened;
    return () => {
      opened.stop();
      stream = null;
    };
  };
  /** There is a stream as long as a document takes part. */
  const attend = (): void => {
    const isWanted = running && live !== null && replicas.size > 0;
    if (isWanted) turn ??= takeTurn(platform, agenda, `holdfast:${host.name}:sync`, listen, false);
    else {
      turn?.leave();
      turn = null;
    }
  };

  const retry = (names: readonly string[], asked: boolean): void => {
    for (const name of names) {
      const replica = replicas.get(name);
      if (replica?.works()) replica.retry(asked);
      else if (asked) context.send({ type: 'retried', document: name });
    }
  };
  const look = (): void => {
    agenda.forget(polling);
    if (!replicas.size || !platform.page.visible()) return;
    for (const [name, replica] of replicas) {
      replica.look();
      // The tab that works may be one that nobody looks at.
      if (!replica.works()) context.send({ type: 'looked', document: name });
    }
    if (stream) stream.look();
    else if (turn) {
      context.send({ type: 'looked', document: '' });
      turn.doubt();
    }
    agenda.plan(polling, poll, look);
  };

  /** What goes with a sign-out and never reached the account. */
  const mourn = (next: Partition | null, cause: PartitionCause): void => {
    if (cause !== 'signed-out') return;
    for (const [name, { shared, state }] of replicas) {
      if (shared.partition.id === next?.id || shared.afterSignOut === 'seal' || state().savedTo === 'account') continue;
      const text = `The last edits of "${name}" had not reached the account, and were removed from this device with the sign-out.`;
      context.tell(name, new HoldfastError('HOLDFAST_SYNC', text));
    }
  };
  host.onPartition((next, cause) => {
    mourn(next, cause);
    // The same person is back, or a document of theirs was refused a moment ago.
    if (!running || !next) return;
    void Promise.resolve().then(() => {
      retry([...replicas.keys()], false);
      look();
    });
  });
  host.register({
    async flush() {
      const waiting = [...replicas.values()].filter((replica) => running && replica.state().savedTo === 'device');
      const flush = (replica: Replica): Promise<void> =>
        replica.flush(createFarewell(context, `${url}/${segmentOf(replica.shared.name)}`));
      await Promise.all(waiting.map(flush));
    },
    exit() {},
    kept: () => false,
  });

  const start = createHold(() => {
    running = true;
    const stop = platform.page.subscribe((event) => {
      if (event === 'wake' || event === 'online') look();
    });
    for (const replica of replicas.values()) replica.start();
    attend();
    look();
    return () => {
      running = false;
      stop();
      for (const replica of replicas.values()) replica.stop();
      attend();
      agenda.clear();
    };
  });

  return {
    store,
    start,
    retry: (...names) => retry(names.length ? names : [...replicas.keys()], true),
    hear(message) {
      if (message?.type === 'poked') poked(message.document, null);
      if (message?.type !== 'synced' && message?.type !== 'looked' && message?.type !== 'retried')
        return message?.type === 'poked';
      const { type, document } = message;
      const replica = replicas.get(document);
      if (type === 'synced' && document === '') turn?.heard();
      if (type === 'looked' && document === '' && stream) context.send({ type: 'synced', document, status: 'idle' });
      if (type === 'synced') replica?.hear(message.status, message.arrivedAt);
      if (type === 'looked') replica?.answer();
      if (type === 'looked' && replica?.works()) replica.look();
      if (type === 'retried' && replica?.works()) replica.retry(true);
      return true;
    },
    share(document: Offered): Carrier | null {
      const { name } = document;
      const isStream = live === `${url}/${segmentOf(name)}`;
      if (isStream || !isAddress(name)) {
        const why = isStream
          ? 'that is where the stream is. Give the document another name, or the stream another address (http: live).'
          : 'as an address it is empty, longer than 128 signs, or means another one. Give the document another name.';
        platform.report(`"${name}" can't be carried to the account: ${why}`);
        return null;
      }
      // Nothing but documents is offered.
      const shared = createShared(document as Offer);
      const replica = createReplica(context, remote, agenda, shared, show);
      replicas.set(name, replica);
      if (running) replica.start();
      if (running && platform.page.visible()) agenda.plan(polling, poll, look);
      attend();
      show();
      return {
        changed: replica.changed,
        end() {
          replica.stop();
          if (replicas.get(name) === replica) replicas.delete(name);
          attend();
          show();
        },
      };
    },
  };
}
