import { createAuthorizedFetch, sessionChanged } from '../auth/authorized-fetch.ts';
import { createDisposer } from '../foundation/disposer.ts';
import { createHold } from '../foundation/hold.ts';
import type { PageEvent } from '../platform/page.ts';
import type { Platform } from '../platform/platform.ts';
import type { Message } from '../tabs/protocol.ts';
import type { LimitKind } from '../time/reading.ts';
import { documentHost } from '../vault/host.ts';
import { createAsking } from './asking.ts';
import { createBeginning } from './beginning.ts';
import { boot } from './boot.ts';
import { createEnding } from './ending.ts';
import { createGround } from './ground.ts';
import type { Settings } from './options.ts';
import type { Session } from './session.ts';
import type { EndReason } from './state.ts';
import { createTimekeeper } from './timekeeper.ts';

const endOf = (kind: LimitKind): EndReason => (kind === 'idle' ? 'idle' : 'absolute');

/** Wires the parts of a session to one another and to the page. The rules are in the parts. */
export function createCore<User, Credentials>(
  settings: Settings<User, Credentials>,
  platform: Platform,
): Session<User, Credentials> {
  const ground = createGround(settings, platform, onMessage, () => timekeeper.countdown.store.getState().remaining);
  const { record, wire, connection, desk, dispatch, emitter, participants, store, time } = ground;
  const timekeeper = createTimekeeper(platform, time, record, settings.limits, settings.keepAlive, {
    pull: learn,
    onDeadline: (kind) => void ending.end(endOf(kind)),
    onWarning: (reading) => dispatch({ type: 'warning', warning: reading && { kind: reading.kind } }),
    onKeepAlive: () => asking.keepAlive(),
    kept: () => desk.kept(),
    onAnyInput: () => void asking.extend(),
  });
  const ending = createEnding(ground, timekeeper);
  const beginning = createBeginning(ground, timekeeper, ending);
  const asking = createAsking(
    ground,
    timekeeper,
    ending,
    (lease, askedAt) => void beginning.found(lease, askedAt, null, null),
  );

  let booted: Promise<void> | null = null;
  let settled = false;
  /** Only the latest search for who is signed in may find somebody. */
  let searches = 0;
  let curtained = false;

  /** Reads what all tabs share, and follows it. Called on every hint, at every wake and before every reading of time. */
  function learn(): void {
    if (!settled) return;
    const acting = ground.epoch();
    const head = record.head();
    const state = store.getState();
    if (!head) {
      // Storage was cleared under us. The session goes on for this tab, and stands in the record again.
      if (state.status === 'authenticated')
        record.join({
          epoch: state.epoch,
          signedInAt: timekeeper.countdown.store.getState().signedInAt,
          ended: null,
          owed: null,
        });
      return;
    }
    if (acting !== null && head.epoch < acting) return;
    if (!head.ended && head.epoch !== acting) void beginning.adopt(head);
    else if (head.ended && acting !== null)
      ending.leave(
        head.ended === 'signed-out' || head.epoch !== acting ? 'signed-out-elsewhere' : (head.ended as EndReason),
      );
  }

  function onMessage(message: Message | null): void {
    if (message?.type === 'document') {
      desk.announced(message.document);
      return;
    }
    learn();
    if (message?.type !== 'extended' || message.epoch !== ground.epoch()) return;
    timekeeper.countdown.set({ extension: 'none' });
    timekeeper.look();
    emitter.emit('extended', { by: 'elsewhere' });
  }

  const find = (): Promise<void> => {
    const search = ++searches;
    const readEnd = (epoch: string, signedInAt: number): EndReason | null => {
      const { phase, kind } = timekeeper.read(epoch, signedInAt);
      return phase === 'ended' ? endOf(kind) : null;
    };
    const run = boot(ground, beginning, ending, readEnd, () => search === searches).finally(() => {
      if (booted === run) booted = null;
      settled ||= search === searches;
      learn();
    });
    booted = run;
    return run;
  };

  const onPage = (event: PageEvent): void => {
    const shown = store.getState().status;
    if (event === 'hidden' || event === 'leave') desk.exit();
    if (event === 'leave') {
      // A restored page is checked before it is seen, so what it showed is covered already while it goes.
      curtained = shown === 'authenticated';
      platform.page.curtain(curtained);
      wire.close();
    }
    if (event === 'wake') {
      wire.open();
      learn();
      timekeeper.look();
      if (curtained) {
        curtained = false;
        if (store.getState().status === shown) platform.page.curtain(false);
        // What replaces an ended session is drawn first.
        else ground.after(0, () => platform.page.curtain(false));
      }
      desk.announced(null);
    }
    timekeeper.countdown.update();
    if (event === 'online') {
      void ending.settle();
      if (shown === 'authenticated') void asking.verify();
      else void find();
    }
  };

  const start = createHold(() => {
    const disposer = createDisposer();
    disposer.add(ground.stop);
    disposer.add(() => searches++);
    wire.open();
    disposer.add(wire.close);
    disposer.add(platform.page.subscribe(onPage));
    disposer.add(
      platform.records.subscribe((key) => {
        if (key === null || key === record.headKey) learn();
        // Of another tab's input only a warning needs to hear before its next boundary.
        else if (timekeeper.countdown.store.getState().phase === 'warning') timekeeper.look();
      }),
    );
    const state = store.getState();
    if (state.status === 'authenticated') timekeeper.begin(state.epoch, record.head()?.signedInAt ?? time.now());
    disposer.add(timekeeper.stop);
    if (state.status === 'loading') void find();
    learn();
    timekeeper.look();
    return disposer.dispose;
  });

  const shown = (): string | null => {
    const state = store.getState();
    return state.status === 'authenticated' ? state.epoch : null;
  };

  const authorizedFetch = createAuthorizedFetch(platform.network, connection, {
    epoch: ground.epoch,
    shown,
    agrees: (epoch) => {
      const head = record.head();
      return epoch === null ? !head || head.ended !== null : head?.epoch === epoch && !head.ended;
    },
    signal: ground.signal,
    onDead: (epoch) => ground.epoch() === epoch && void ending.end('revoked'),
    onLoop: (epoch) => ground.epoch() === epoch && void ending.end('loop'),
    now: time.now,
  });

  return {
    name: settings.name,
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    start,
    signIn: beginning.signIn,
    async signOut(options) {
      await booted;
      return ending.end('signed-out', options?.scope);
    },
    extend: asking.extend,
    async verify() {
      if (store.getState().status === 'authenticated') await asking.verify();
      else await (booted ?? find());
      return store.getState();
    },
    async fetch(input, init) {
      // While it is being found out who is signed in, nobody is yet.
      if (store.getState().status === 'loading') await booted;
      const before = shown();
      // Another tab's sign-in is being adopted: what this page shows may be somebody else's.
      await beginning.adopted();
      if (before !== null && shown() !== before) throw sessionChanged('This request was not sent');
      return authorizedFetch(input, init);
    },
    reportActivity: () => void timekeeper.input(),
    on: emitter.on,
    join: participants.join,
    timer: timekeeper.countdown.store,
    [documentHost]: desk.host,
  };
}
