import { createAuthorizedFetch, notSent, sessionChanged } from '../auth/authorized-fetch.ts';
import { HoldfastError } from '../foundation/errors.ts';
import { createHold } from '../foundation/hold.ts';
import type { Platform } from '../platform/platform.ts';
import { within } from '../platform/within.ts';
import { documentHost } from '../vault/host.ts';
import { adviseAtStart, adviseAtStop, adviseToStart } from './advice.ts';
import { createAsking } from './asking.ts';
import { createBeginning } from './beginning.ts';
import { boot } from './boot.ts';
import { createCarrier } from './carrying.ts';
import { patience } from './durable-head.ts';
import { createEnding } from './ending.ts';
import { createFollowing } from './following.ts';
import { createGround } from './ground.ts';
import type { Settings } from './options.ts';
import { createPageDuties } from './page-duties.ts';
import { createReturning } from './returning.ts';
import type { Session } from './session.ts';
import type { Loading, SessionState } from './state.ts';
import { createTimekeeper } from './timekeeper.ts';

/** Wires the parts of a session to one another and to the page. The rules are in the parts. */
export function createCore<User, Credentials>(
  settings: Settings<User, Credentials>,
  platform: Platform,
): Session<User, Credentials> {
  const ground = createGround(settings, platform, (message) => {
    if (!carrying.hear(message)) following.onMessage(message);
  });
  const { record, wire, desk, emitter, store, shown } = ground;
  const timekeeper = createTimekeeper(ground, {
    learn: () => following.learn(),
    end: (reason) => void ending.end(reason),
    lost: () => ending.leave('boot-failed', false),
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
  const returning = createReturning(ground);

  adviseToStart(ground, settings.name, platform);

  let booted: Promise<void> | null = null;
  let settled = false;
  /** Only the latest search for who is signed in may find somebody. */
  let searches = 0;
  let signIns = 0;

  const following = createFollowing(ground, timekeeper, ending, beginning, () => settled);
  const { learn } = following;

  const find = (): Promise<void> => {
    const search = ++searches;
    const run = boot(ground, timekeeper, beginning, ending, asking, () => search === searches).finally(() => {
      if (booted === run) booted = null;
      settled ||= search === searches;
      learn();
    });
    booted = run;
    return run;
  };
  const onPage = createPageDuties(ground, timekeeper, ending, beginning, asking, learn, () => void find());

  const start = createHold(() => {
    adviseAtStart(ground, settings.name, platform);
    ground.run();
    wire.open();
    const stops = [
      wire.close,
      platform.page.subscribe(onPage),
      carrying.start(),
      platform.records.subscribe((key) => {
        if (key === null || key === record.headKey) learn();
        else if (key === record.nudgeKey) timekeeper.look();
        else timekeeper.hint();
      }),
    ];
    const present = shown();
    if (present) timekeeper.begin(present.epoch, record.head()?.signedInAt ?? ground.time.now());
    if (!settled) void find();
    learn();
    timekeeper.look();
    return () => {
      searches++;
      timekeeper.stop();
      for (const stop of stops) stop();
      ground.stop();
      adviseAtStop(settings.name, platform);
    };
  });

  const when = (is: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      if (is()) return resolve();
      const stop = store.subscribe(() => {
        if (!is()) return;
        stop();
        resolve();
      });
    });
  /** Resolves when it is known who is signed in, or that it can't be known now, which takes ten seconds at most. */
  const known = async (): Promise<void> => {
    if (booted) await when(() => !ground.unknown());
  };

  const shownEpoch = (): string | null => shown()?.epoch ?? null;

  const authorizedFetch = createAuthorizedFetch(platform.network, ground.connection, {
    epoch() {
      learn();
      return ground.epoch();
    },
    shown: shownEpoch,
    agrees: (epoch) => (record.living()?.epoch ?? null) === epoch,
    signal: ground.signal,
    verify: asking.verify,
    returning: returning.wait,
    stepUp: ({ scope, acrValues, maxAge }, url) => emitter.emit('step-up-required', { url, scope, acrValues, maxAge }),
    end: (epoch, reason) => ground.epoch() === epoch && void ending.end(reason),
    now: ground.time.now,
  });

  const fetch: Session<User>['fetch'] = async (input, init) => {
    // While it is being found out who is signed in, nobody is yet.
    if (!shown()) await known();
    const before = shownEpoch();
    try {
      learn();
      // Somebody else may be about to be shown.
      await beginning.arrived();
      if (before !== null && shownEpoch() !== before) throw sessionChanged(notSent);
      return await authorizedFetch(input, init);
    } catch (error) {
      // Whoever asks again at once is to ask in the present session.
      if (error instanceof HoldfastError) await beginning.arrived();
      throw error;
    }
  };
  const carrying = createCarrier(ground, fetch, asking.verify);

  return {
    name: settings.name,
    ...store,
    start,
    async ready() {
      await when(() => store.getState().status !== 'loading');
      // It is never entered again.
      return store.getState() as Exclude<SessionState<User>, Loading>;
    },
    signIn(credentials) {
      signIns++;
      return beginning.signIn(credentials);
    },
    async signOut(options) {
      const before = signIns;
      // At once where somebody is shown, so that nothing is shown or sent for the person after the call.
      if (!shown()) await known();
      const epoch = shownEpoch();
      if (before === signIns) {
        const result = await ending.end('signed-out', options?.scope);
        // Also of the provider that signed the person in, which would do so again without asking.
        const url = epoch && ground.connection.endSessionUrl?.(epoch);
        if (url && !shown()) platform.page.navigate(url);
        return result;
      }
      // It was meant for whoever was there before.
      return { local: 'done', remote: await ending.settle() };
    },
    extend: asking.extend,
    async verify() {
      if (shown()) await asking.verify();
      else await within(platform.clock, patience, booted ?? find(), null);
      return store.getState();
    },
    fetch,
    keepRequests: returning.keep,
    reportActivity: () => void timekeeper.input(),
    addActivitySource: timekeeper.listenTo,
    hold: timekeeper.hold,
    configure: timekeeper.configure,
    on: emitter.on,
    join: ground.participants.join,
    timer: timekeeper.timer,
    sync: { ...carrying.store, retry: carrying.retry },
    [documentHost]: desk.host,
  };
}
