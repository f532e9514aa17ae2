import { createStore } from 'zustand/vanilla';
import type { Exclusive } from '../auth/exclusive.ts';
import type { Connection } from '../auth/transport.ts';
import { createEmitter, type Emitter } from '../foundation/emitter.ts';
import type { ReadableStore } from '../foundation/store.ts';
import type { Database } from '../platform/database.ts';
import type { Platform } from '../platform/platform.ts';
import type { Message } from '../tabs/protocol.ts';
import { createSharedRecord, type SharedRecord } from '../tabs/record.ts';
import { createWire, type Wire } from '../tabs/wire.ts';
import { createRememberingTime, type SteadyTime } from '../time/steady.ts';
import type { DocumentHost } from '../vault/host.ts';
import type { AccountKeys } from './account-keys.ts';
import { connect } from './connecting.ts';
import { createDocumentDesk, type DocumentDesk } from './document-desk.ts';
import { createDurableHead, type DurableHead, patience } from './durable-head.ts';
import { nextSession, type SessionChange } from './next-session.ts';
import type { Settings } from './options.ts';
import { createParticipants, type Participants } from './participants.ts';
import type { Profile } from './profile.ts';
import type { SessionEvents } from './session.ts';
import { type Authenticated, type EndReason, provisional, type SessionState } from './state.ts';

/** What the parts of a session stand on. It decides nothing. */
export interface Ground<User, Credentials> extends Settings<User, Credentials> {
  readonly platform: Platform;
  /** Opened when first asked for. What still comes home while nothing runs opens it again, for a while. */
  database(): Database;
  readonly time: SteadyTime;
  readonly record: SharedRecord;
  readonly durable: DurableHead;
  readonly wire: Wire;
  readonly connection: Connection<User, Credentials>;
  readonly profile: Profile<User>;
  readonly accountKeys: AccountKeys;
  /** One tab at a time. */
  readonly exclusive: Exclusive;
  readonly desk: DocumentDesk;
  readonly participants: Participants<User>;
  readonly emitter: Emitter<SessionEvents<User>>;
  readonly store: ReadableStore<SessionState<User>>;
  /** Who the page shows as signed in, once that is known. */
  shown(): Authenticated<User> | null;
  /** Who `initialSession` named, until it is confirmed. */
  promised(): User | null;
  /** Whether it is still being found out who is signed in. */
  unknown(): boolean;
  /** Applies a change and tells whom it concerns. */
  dispatch(change: SessionChange<User>): void;
  /** Nobody was signed in here, and nobody is. */
  nobody(reason: EndReason | null, resumable?: boolean): void;
  /** The epoch this tab acts under, which is ahead of the state while another tab's sign-in is being adopted. */
  epoch(): string | null;
  /** From here on under `epoch`. Whatever was asked under the one before is aborted. */
  actAs(epoch: string | null): void;
  /** Aborts when the present epoch is left, and when the session stops. */
  signal(): AbortSignal;
  /** A digest that tells users apart in storage and says nothing about them. */
  subjectOf(user: User): Promise<string>;
  /** A timer that ends with the session. */
  after(ms: number, run: () => void): void;
  /** Between a start and its last release. Otherwise nothing listens and nothing is timed. */
  running(): boolean;
  run(): void;
  /** Aborts what is under way, calls off timers, closes the database. All can be used again. */
  stop(): void;
}

/** All but the way to the server, which stands on it. */
export type Base<User, Credentials> = Omit<
  Ground<User, Credentials>,
  'connection' | 'profile' | 'accountKeys' | 'exclusive'
>;

export function createGround<User, Credentials>(
  settings: Settings<User, Credentials>,
  platform: Platform,
  onMessage: (message: Message | null) => void,
): Ground<User, Credentials> {
  const { name, userId } = settings;
  const time = createRememberingTime(platform.clock, platform.records, `holdfast:${name}:skew`);
  const caller =
    (who: string) =>
    async (work: () => unknown): Promise<void> => {
      try {
        await work();
      } catch (error) {
        platform.report(`a ${who} threw`, error);
      }
    };
  const emitter = createEmitter<SessionEvents<User>>(caller('listener'));
  const participants = createParticipants<User>(platform.clock, caller('participant'));
  const { setState, ...store } = createStore<SessionState<User>>(() => settings.initial);
  let open: Database | undefined;
  let running = false;
  let epoch: string | null = null;
  let abort: AbortController | undefined;
  const timers = new Set<() => void>();

  const close = (): void => {
    open?.close();
    open = undefined;
  };
  const database = (): Database => {
    // A sign-in that comes home after the last release is kept for the next start.
    if (!open && !running) after(patience, () => running || close());
    open ??= platform.openDatabase(name);
    return open;
  };
  const reportStorage: DocumentHost['reportStorage'] = (mode, error) =>
    emitter.emit('storage', { mode, ...(error !== undefined && { error }) });
  const record = createSharedRecord(platform.records, name);
  const wire = createWire(platform, name, onMessage, (direction, { type }, from) =>
    emitter.emit('message', { direction, type, from }),
  );
  const desk = createDocumentDesk({
    name,
    platform,
    database,
    accountKeys: async () => ground.accountKeys.read(desk.host.partition()?.epoch ?? ''),
    now: time.now,
    dated: time.real,
    announce: (document, keys) => wire.send({ type: 'document', epoch: epoch ?? '', document, ...(keys && { keys }) }),
    claimed: (document, joined) => emitter.emit('claimed', { document, joined }),
    reportStorage,
  });

  const shown = (): Authenticated<User> | null => {
    const state = store.getState();
    return state.status === 'authenticated' && state.epoch !== provisional ? state : null;
  };
  const promised = (): User | null => {
    const state = store.getState();
    return state.status === 'authenticated' && state.epoch === provisional ? state.user : null;
  };
  const dispatch = (change: SessionChange<User>): void => {
    const [next, effect] = nextSession(store.getState(), change, userId);
    setState(next, true);
    if (!effect) return;
    const { tell, ...event } = effect;
    if (tell === 'signed-in') participants.tell('signedIn', event as SessionEvents<User>['signed-in']);
    if (tell === 'switched-user') participants.tell('switchedUser', event as SessionEvents<User>['switched-user']);
    emitter.emit(tell, event as never);
  };
  const after = (ms: number, run: () => void): void => {
    const cancel = platform.clock.after(ms, () => {
      timers.delete(cancel);
      run();
    });
    timers.add(cancel);
  };
  const leaveEpoch = (): void => {
    abort?.abort();
    abort = undefined;
  };
  const actAs = (next: string | null): void => {
    if (next === epoch) return;
    epoch = next;
    leaveEpoch();
  };

  const base: Base<User, Credentials> = {
    ...settings,
    platform,
    database,
    time,
    record,
    durable: createDurableHead(platform.clock, database, record, reportStorage),
    wire,
    desk,
    participants,
    emitter,
    store,
    shown,
    promised,
    unknown: () => store.getState().status === 'loading' || promised() !== null,
    dispatch,
    nobody(reason, resumable = false) {
      actAs(null);
      desk.change('guest', '', 'restored');
      dispatch({ type: 'ended', reason, resumable });
    },
    epoch: () => epoch,
    actAs,
    signal() {
      abort ??= platform.network.abort();
      return abort.signal;
    },
    subjectOf: async (user) => (await platform.crypto.digest(`${name}/${userId(user)}`)).slice(0, 32),
    after,
    running: () => running,
    run() {
      running = true;
      time.recall();
    },
    stop() {
      running = false;
      leaveEpoch();
      for (const cancel of timers) cancel();
      timers.clear();
      close();
    },
  };
  const ground: Ground<User, Credentials> = { ...base, ...connect(base) };
  return ground;
}
