import { createAuthorizedFetch, notSent, sessionChanged } from '../auth/authorized-fetch.ts';
import { createHold } from '../foundation/hold.ts';
import type { PageEvent } from '../platform/page.ts';
import type { Platform } from '../platform/platform.ts';
import { within } from '../platform/within.ts';
import { bornHead } from '../tabs/head.ts';
import type { Message } from '../tabs/protocol.ts';
import { documentHost } from '../vault/host.ts';
import { createAsking } from './asking.ts';
import { createBeginning } from './beginning.ts';
import { boot } from './boot.ts';
import { patience } from './durable-head.ts';
import { createEnding } from './ending.ts';
import { createGround } from './ground.ts';
import type { Settings } from './options.ts';
import type { Session } from './session.ts';
import type { EndReason } from './state.ts';
import { createTimekeeper } from './timekeeper.ts';

/** Wires the parts of a session to one another and to the page. The rules are in the parts. */
export function createCore<User, Credentials>(
  settings: Settings<User, Credentials>,
  platform: Platform,
): Session<User, Credentials> {
  const ground = createGround(settings, platform, onMessage);
  const { record, wire, desk, emitter, store, shown } = ground;
  const timekeeper = createTimekeeper(ground, {
    learn,
    end: (reason) => void ending.end(reason),
    keepAlive: () => asking.keepAlive(),
    extend: () => void asking.extend(),
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
  let signIns = 0;

  /** Reads what all tabs share, and follows it. Called on every hint, at every wake and before every reading of time. */
  function learn(): void {
    if (!settled) return;
    const acting = ground.epoch();
    const head = record.head();
    if (!head) {
      const present = shown();
      if (!present) return;
      // Storage was cleared under us. The session goes on for this tab, and stands in the record again,
      record.join(bornHead(present.epoch, timekeeper.timer.getState().signedInAt));
      timekeeper.share();
      // unless it was ended before: the other copy knows.
      void ground.durable.store().then(learn);
      return;
    }
    const { epoch, ended } = head;
    if (acting !== null && epoch < acting) return;
    if (!ended && epoch !== acting) beginning.adopt(head);
    else if (ended && acting !== null) {
      // Where another session came in between, nobody signed out of this one: its work waits for its person.
      const signedOut = ended === 'signed-out' && epoch === acting;
      ending.leave(signedOut || epoch !== acting ? 'signed-out-elsewhere' : (ended as EndReason), signedOut);
    }
  }

  function onMessage(message: Message | null): void {
    if (message?.type === 'document') {
      desk.announced(message.document);
      return;
    }
    learn();
    if (message?.type !== 'extended' || message.epoch !== ground.epoch()) return;
    timekeeper.set({ extension: 'none' });
    timekeeper.look();
    emitter.emit('extended', { by: 'elsewhere' });
  }

  const find = (): Promise<void> => {
    const search = ++searches;
    const run = boot(ground, timekeeper, beginning, ending, () => search === searches).finally(() => {
      if (booted === run) booted = null;
      settled ||= search === searches;
      learn();
    });
    booted = run;
    return run;
  };

  const onPage = (event: PageEvent): void => {
    const before = store.getState().status;
    if (event === 'hidden' || event === 'leave') desk.exit();
    if (event === 'leave') {
      // A restored page is checked before it is seen, so what it showed is covered already while it goes.
      curtained = shown() !== null;
      platform.page.curtain(curtained);
      wire.close();
    }
    if (event === 'wake') {
      wire.open();
      learn();
      timekeeper.look();
      if (curtained) {
        curtained = false;
        if (store.getState().status === before) platform.page.curtain(false);
        // What replaces an ended session is drawn first.
        else ground.after(0, () => platform.page.curtain(false));
      }
      desk.announced(null);
    }
    timekeeper.update();
    if (event === 'online') {
      void ending.settle();
      if (shown()) void asking.verify();
      else void find();
    }
  };

  const start = createHold(() => {
    wire.open();
    const stops = [
      wire.close,
      platform.page.subscribe(onPage),
      platform.records.subscribe((key) => {
        if (key === null || key === record.headKey) learn();
        // Of another tab's input only a warning needs to hear before its next boundary.
        else if (timekeeper.timer.getState().phase === 'warning') timekeeper.look();
      }),
    ];
    const present = shown();
    if (present) timekeeper.begin(present.epoch, record.head()?.signedInAt ?? ground.time.now());
    if (store.getState().status === 'loading') void find();
    learn();
    timekeeper.look();
    return () => {
      searches++;
      timekeeper.stop();
      for (const stop of stops) stop();
      ground.stop();
    };
  });

  /** Resolves when it is known who is signed in, or that it can't be known now, which takes ten seconds at most. */
  const known = async (): Promise<void> => {
    if (store.getState().status === 'loading' && booted)
      await new Promise<void>((resolve) => {
        const stop = store.subscribe(() => {
          stop();
          resolve();
        });
      });
  };

  const shownEpoch = (): string | null => shown()?.epoch ?? null;

  const authorizedFetch = createAuthorizedFetch(platform.network, ground.connection, {
    epoch: ground.epoch,
    shown: shownEpoch,
    agrees: (epoch) => (record.living()?.epoch ?? null) === epoch,
    signal: ground.signal,
    end: (epoch, reason) => ground.epoch() === epoch && void ending.end(reason),
    now: ground.time.now,
  });

  return {
    name: settings.name,
    ...store,
    start,
    signIn(credentials) {
      signIns++;
      return beginning.signIn(credentials);
    },
    async signOut(options) {
      const before = signIns;
      // At once where somebody is shown, so that nothing is shown or sent for the person after the call.
      if (!shown()) await known();
      if (before === signIns) return ending.end('signed-out', options?.scope);
      // It was meant for whoever was there before.
      return { local: 'done', remote: await ending.settle() };
    },
    extend: asking.extend,
    async verify() {
      if (shown()) await asking.verify();
      else await within(platform.clock, patience, booted ?? find(), null);
      return store.getState();
    },
    async fetch(input, init) {
      // While it is being found out who is signed in, nobody is yet.
      if (!shown()) await known();
      const before = shownEpoch();
      // Another tab's sign-in is being adopted: what this page shows may be somebody else's.
      await beginning.adopted();
      if (before !== null && shownEpoch() !== before) throw sessionChanged(notSent);
      return authorizedFetch(input, init);
    },
    reportActivity: () => void timekeeper.input(),
    on: emitter.on,
    join: ground.participants.join,
    timer: timekeeper.timer,
    [documentHost]: desk.host,
  };
}
