import { chance } from '../../platform/chance.ts';
import type { Platform } from '../../platform/platform.ts';
import { createSharedRecord } from '../../tabs/record.ts';
import { observeChannel } from './channel.ts';
import { type ClockHand, createTurnedClock } from './clock.ts';
import { observeDatabase } from './database.ts';
import { observeActivity, observePage, observeRecords } from './edges.ts';
import { createFaults, type FaultStore, noFaults } from './faults.ts';
import { observeLocks } from './locks.ts';
import { type MakeAnswer, observeNetwork } from './network.ts';
import { createLog, type Log, type Observation, type Seen } from './observation.ts';

/** What the panel sees of the platform below a session, and does to it. */
export interface Observer {
  /** The platform as it is without anybody looking. */
  readonly base: Platform;
  readonly log: Log;
  readonly faults: FaultStore;
  readonly timers: ClockHand['timers'];
  /** Dates what is seen by the session's own time. */
  dateBy(now: () => number): void;
  /** Input of which `isOwn` says so at that moment is not the application's. Returns the way to take it back. */
  exclude(isOwn: () => boolean): () => void;
  skip(ms: number): Promise<void>;
  sleep(ms: number, stops: boolean): Promise<void>;
  setClock(ms: number): void;
  setOffline(offline: boolean): void;
  /** Ends the session `name` in the shared record, as another tab does. Answers whether one was there. */
  endElsewhere(name: string): boolean;
  /** Everything as the browser has it. */
  heal(): void;
}

/** Under this symbol a platform that is looked at offers its observer, also to another copy of this code. */
export const observerKey: unique symbol = Symbol.for('holdfast.observer');

/** A platform that somebody looks at. */
export interface ObservedPlatform extends Platform {
  readonly [observerKey]: Observer;
}

/** Who looks at a platform, if anybody. */
export const observerOf = (platform: Platform): Observer | null =>
  (platform as Partial<ObservedPlatform>)[observerKey] ?? null;

const most = 600;

/** `base`, with somebody looking at it. It does what `base` does until a control is used. */
export function observe(base: Platform, makeAnswer: MakeAnswer): ObservedPlatform {
  const log = createLog(most);
  const faults = createFaults();
  const { clock, hand } = createTurnedClock(base.clock);
  const exclusions = new Set<() => boolean>();
  let now = clock.wall;

  /** Requests and writes that nobody has heard the end of. */
  let underWay = 0;
  const begin = (seen: Seen): ((later: Partial<Observation>) => void) => {
    const say = log.add({ ...seen, at: now(), took: null });
    if (seen.kind === 'lock') return say;
    underWay++;
    return (later) => {
      if (later.took !== undefined) underWay--;
      say(later);
    };
  };
  const tell = (seen: Seen): void => void log.add({ ...seen, at: now(), took: 0 });
  const elapsed = base.clock.monotonic;
  const followClock = (): void => faults.setState({ ahead: hand.ahead(), asleep: hand.asleep() });

  const { page, emit } = observePage(base.page, tell);
  const { records, changed } = observeRecords(base.records);
  const observer: Observer = {
    base,
    log,
    faults,
    timers: hand.timers,
    dateBy(by) {
      now = by;
    },
    exclude(isOwn) {
      exclusions.add(isOwn);
      return () => void exclusions.delete(isOwn);
    },
    async skip(ms) {
      await hand.skip(ms, () => underWay > 0);
      followClock();
      tell({ kind: 'clock', what: 'skipped', by: ms });
    },
    async sleep(ms, stops) {
      const waking = hand.sleep(ms, stops);
      followClock();
      await waking;
      tell({ kind: 'clock', what: 'slept', by: ms });
      followClock();
      if (page.visible()) emit('wake');
    },
    setClock(ms) {
      hand.set(ms);
      followClock();
      tell({ kind: 'clock', what: 'set', by: ms });
    },
    setOffline(offline) {
      if (faults.getState().offline === offline) return;
      faults.setState({ offline });
      if (offline) return;
      emit('online');
      emit('wake');
    },
    endElsewhere(name) {
      const record = createSharedRecord(base.records, name);
      const head = record.living();
      if (!head) return false;
      record.join({ ...head, ended: 'signed-out', owed: 'device' });
      changed(record.headKey);
      return true;
    },
    heal() {
      observer.setOffline(false);
      hand.reset();
      faults.setState({ ...noFaults, asleep: hand.asleep() });
    },
  };
  const isOwn = (): boolean => [...exclusions].some((excluded) => excluded());
  return {
    ...base,
    clock,
    page,
    records,
    activity: observeActivity(base.activity, faults, isOwn),
    openChannel: observeChannel(base.openChannel, faults, tell, () => chance(base.crypto)),
    locks: observeLocks(base.locks, begin, elapsed),
    openDatabase: observeDatabase(base.openDatabase, faults, begin, elapsed),
    network: observeNetwork(base.network, faults, begin, elapsed, makeAnswer),
    report(message, error) {
      tell({ kind: 'report', message });
      base.report(message, error);
    },
    [observerKey]: observer,
  };
}
