import { HoldfastError } from '../foundation/errors.ts';
import type { ChannelHub } from './channel.ts';
import type { Timeline } from './clock.ts';
import { createTestCrypto } from './crypto.ts';
import type { DatabaseHub } from './database.ts';
import { createLife, type Life } from './life.ts';
import type { LocksHub } from './locks.ts';
import type { NetworkHub } from './network.ts';
import { createPageDouble } from './page.ts';
import type { RecordsHub } from './records.ts';
import type { TestTab } from './tab.ts';
import type { TabRecordsHub } from './tab-records.ts';
import type { Turns } from './turns.ts';

/** What all tabs of one browser share. */
export interface TabHome {
  readonly turns: Turns;
  readonly timeline: Timeline;
  readonly records: RecordsHub;
  readonly tabRecords: TabRecordsHub;
  readonly channels: ChannelHub;
  readonly locks: LocksHub;
  readonly databases: DatabaseHub;
  readonly network: NetworkHub;
  readonly cookies: ReadonlyMap<string, string>;
  readonly meta: ReadonlyMap<string, string>;
  /** Address that tabs are opened at. */
  readonly base: string;
  readonly withChannels: boolean;
  readonly withLocks: boolean;
}

export interface OpenedTab {
  readonly tab: TestTab;
  readonly life: Life;
}

/** `from` names the tab that it is a copy or a later life of. */
export function openTestTab(home: TabHome, name: string, from: string | null): OpenedTab {
  const life = createLife(home.turns);
  let suspended = false;
  let shownAgain = false;
  let seen = 0;
  const reports: { message: string; error?: unknown }[] = [];

  const time = home.timeline.forTab(life, () => suspended);
  const records = home.records.forTab(life);
  const channels = home.channels.forTab(life, name, home.withChannels);
  const locks = home.locks.forTab(life);
  const databases = home.databases.forTab(life);
  const doc = createPageDouble(life, home.cookies, home.meta, home.base);

  const must = (stage: 'running' | 'stopped', verb: string): void => {
    const is = life.stage();
    if ((is === 'running') === (stage === 'running') && is !== 'gone') return;
    throw new HoldfastError('HOLDFAST_USAGE', `${name} can't ${verb}: it is ${is}.`);
  };
  const hide = (): void => {
    if (!doc.page.visible()) return;
    doc.setVisible(false);
    doc.emit('hidden');
  };
  const stop = (stage: 'frozen' | 'cached', verb: string): void => {
    must('running', verb);
    shownAgain = doc.page.visible();
    hide();
    doc.emit('leave');
    life.pause(stage);
  };
  const goOn = (verb: string): void => {
    must('stopped', verb);
    doc.setVisible(shownAgain);
    life.resume();
    doc.emit('wake');
  };

  const tab: TestTab = {
    name,
    platform: {
      clock: time.clock,
      activity: doc.activity,
      page: doc.page,
      openChannel: channels.openChannel,
      locks: home.withLocks ? locks.locks : null,
      records: records.records,
      tabRecords: home.tabRecords.forTab(life, name, from),
      openDatabase: databases.openDatabase,
      crypto: createTestCrypto(life, home.turns),
      network: home.network.forTab(life, name),
      report: (message, error) => void reports.push(error === undefined ? { message } : { message, error }),
    },
    input(frame) {
      must('running', 'be touched');
      const verdict = doc.input(frame);
      if (verdict === 'pass') seen++;
      return verdict;
    },
    get seen() {
      return seen;
    },
    hide() {
      must('running', 'be hidden');
      hide();
    },
    show() {
      must('running', 'be shown');
      doc.setVisible(true);
      doc.emit('wake');
    },
    focus() {
      must('running', 'be focused');
      doc.emit('wake');
    },
    suspendTimers(next = true) {
      suspended = next;
    },
    freeze: ({ messages = 'wait' } = {}) => stop(messages === 'wait' ? 'frozen' : 'cached', 'freeze'),
    hang() {
      must('running', 'hang');
      shownAgain = doc.page.visible();
      life.pause('frozen');
    },
    thaw: () => goOn('thaw'),
    leave: () => stop('cached', 'leave'),
    comeBack: () => goOn('come back'),
    crash: () => life.end('crashed'),
    close() {
      if (life.stage() === 'running') {
        hide();
        doc.emit('leave');
      }
      life.end('closed');
    },
    get curtain() {
      return doc.curtain();
    },
    reports,
    navigations: doc.navigations,
    held: () => ({
      listeners: doc.listeners() + records.listeners(),
      timers: time.timers(),
      channels: channels.channels(),
      locks: locks.count(),
      databases: databases.open(),
    }),
    emit: doc.emit,
  };
  return { tab, life };
}
