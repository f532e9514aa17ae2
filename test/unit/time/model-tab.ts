import { cookie, createSession, type Session, seconds } from 'holdfast';
import type { TestBrowser, TestTab } from 'holdfast/testing';
import type { Person } from '../../support/world/shop.ts';
import type { Book, Life, There } from './model-book.ts';
import { idleLeft, limits, type ModelHold } from './model-oracle.ts';
import { longestTimeout, type World } from './model-steps.ts';

/** One tab of the model, its session, and what was seen of it. */
export interface ModelTab {
  readonly tab: TestTab;
  readonly session: Session<Person, { name: string }>;
  readonly release: () => void;
  stage: 'running' | 'stopped' | 'gone';
  visible: boolean;
  /** No timer runs. */
  busy: boolean;
  /** Its timers run with the next turn of the clock. */
  due: boolean;
  /** Its timers hang on a clock that stood in sleep, and it hasn't looked since. */
  behind: boolean;
  /** By how much the clock had been set back in an epoch before this tab knew it. */
  readonly missed: Map<string, number>;
  /** In this happening. */
  looked: boolean;
  /** When the person last asked for more time. */
  askedAt: number;
  readonly holds: { readonly epoch: string; readonly hold: ModelHold; readonly release: () => void }[];
  was: There;
  /** Writes to the shared time, and when an input last caused one. */
  writes: number;
  wroteAt: number;
}

export const shown = ({ session }: ModelTab): { epoch: string; warning: unknown } | null => {
  const state = session.getState();
  return state.status === 'authenticated' ? state : null;
};

/** Whether everything about time has to be right here. */
export const isPunctual = ({ stage, busy, due, behind }: ModelTab): boolean =>
  stage === 'running' && !busy && !due && !behind;

export function openModelTab(browser: TestBrowser, world: World, book: Book, fault: (text: string) => void): ModelTab {
  const tab = browser.openTab();
  const { records } = tab.platform;
  const write: typeof records.write = (key, value) => {
    if (key.includes(':time:')) one.writes++;
    return records.write(key, value);
  };
  const { timeout, warning, lifetime } = limits;
  const session = createSession<Person, { name: string }>({
    name: 'shop',
    transport: cookie({ session: '/session', signIn: '/sign-in', signOut: '/sign-out', touch: '/touch' }),
    idle: {
      timeout,
      warning,
      answer: world.answer,
      ...(world.verify && {
        verify: () => {
          const life = book.newest();
          if (life) life.episode++;
          return life ? idleLeft(life, browser.clock.elapsed()) : 0;
        },
      }),
    },
    lifetime,
    maxStale: seconds(1e6),
    platform: { ...tab.platform, records: { ...records, write } },
  });
  const one: ModelTab = {
    tab,
    session,
    release: () => release(),
    stage: 'running',
    visible: true,
    busy: false,
    due: false,
    behind: false,
    missed: new Map(),
    looked: false,
    askedAt: 0,
    holds: [],
    was: 'yes',
    writes: 0,
    wroteAt: Number.NEGATIVE_INFINITY,
  };
  const { name } = tab;
  const ends = new Set<string>();
  let warned = '';
  const live = (): Life | undefined => book.lives.get(shown(one)?.epoch ?? '');
  session.on('signed-in', ({ epoch }) => {
    const life = book.began(epoch);
    book.opened();
    one.wroteAt = Number.NEGATIVE_INFINITY;
    one.missed.set(epoch, life.back);
    if (life.over) fault(`${name} shows ${epoch}, which is over`);
  });
  session.on('extended', ({ by }) => {
    const life = live();
    if (!life || by !== 'here') return;
    if (book.read(life, one.missed.get(life.epoch)).over === 'yes')
      fault(`${name} extended ${life.epoch}, which is over`);
    book.counted(life, one.askedAt);
  });
  session.on('warning', ({ kind }) => {
    const life = live();
    const episode = `${life?.epoch} ${life?.episode}`;
    if (warned === episode) fault(`${name} warned twice of the same end (${kind})`);
    warned = episode;
  });
  session.on('ended', ({ epoch, reason }) => {
    if (ends.has(epoch)) fault(`${name} told twice that ${epoch} ended`);
    ends.add(epoch);
    const life = book.lives.get(epoch);
    if (!life) return fault(`${name} ended ${epoch}, which nobody saw`);
    if (life.over) return;
    if (reason !== 'idle' && reason !== 'absolute') return fault(`${name} ended ${epoch} (${reason})`);
    const { over, reasons, left } = book.read(life);
    if (over === 'no') fault(`${name} ended ${epoch} (${reason}) at least ${left[0] / 1000} s early`);
    else if (!reasons.includes(reason)) fault(`${name} ended ${epoch} (${reason}), which is ${reasons}`);
    life.over = true;
  });
  session.timer.subscribe(({ remaining }) => {
    if (remaining < 0 || remaining > longestTimeout) fault(`${name} has ${remaining} ms left`);
  });
  const release = session.start();
  return one;
}
