import { seconds } from 'holdfast';
import { nothingHeld } from 'holdfast/testing';
import { createShop } from '../../support/world/shop.ts';
import { type Book, createBook } from './model-book.ts';
import { checkTab } from './model-checks.ts';
import { command } from './model-commands.ts';
import { idleLeft } from './model-oracle.ts';
import type { Happening, World } from './model-steps.ts';
import { isPunctual, type ModelTab, openModelTab } from './model-tab.ts';

/** What the parts of the model share. */
export interface Stage {
  readonly world: World;
  readonly book: Book;
  readonly now: () => number;
  /** Whether session time is wall time. */
  clockWasSet: boolean;
  touchFails: number;
  fault(text: string): void;
}

/** A touched or woken page has looked. */
const awake = (one: ModelTab): void => void Object.assign(one, { due: false, behind: false, looked: true });

/** Lives through `steps` and answers what was wrong, in words. `[]` is how it should be. */
export async function live(world: World, steps: readonly Happening[]): Promise<readonly string[]> {
  const faults: string[] = [];
  const { browser, server } = createShop({ ...(!world.channels && { messages: false }) });
  const { clock } = browser;
  const now = clock.elapsed;
  const book = createBook(now, world);
  const fault = (text: string): void => void faults.push(`${now() / 1000}: ${text}`);
  const stage: Stage = { world, book, now, clockWasSet: false, touchFails: 0, fault };
  let tabs: ModelTab[] = [];
  const everyTab: ModelTab[] = [];

  server.interrupt = ({ url }) => {
    const { pathname } = new URL(url);
    if (pathname === '/touch' && stage.touchFails > 0) {
      stage.touchFails--;
      return new Response(null, { status: 503 });
    }
    if (pathname === '/sign-out') told();
    return undefined;
  };
  const told = (): void => {
    const life = book.newest();
    if (!life) {
      fault('the server was told that nothing is over');
      return;
    }
    if (++life.told > 1) fault(`the server was told ${life.told} times that ${life.epoch} is over`);
    if (!life.over && book.read(life).over === 'no') fault(`the server was told too early that ${life.epoch} is over`);
    life.over = true;
  };
  const open = (): void => {
    book.opened();
    const one = openModelTab(browser, world, book, fault);
    tabs.push(one);
    everyTab.push(one);
  };
  /** Whoever holds is there, or isn't. */
  const attend = (asleep = false): void => {
    for (const one of everyTab) {
      const there = asleep || one.stage !== 'running' ? 'no' : isPunctual(one) ? 'yes' : 'maybe';
      for (const { epoch, hold } of one.holds) {
        const life = book.lives.get(epoch);
        if (life) book.attend(life, hold, there, one.was !== there);
      }
      one.was = there;
    }
  };
  const stop = (one: ModelTab, next: 'stopped' | 'gone'): void => {
    one.stage = next;
    tabs = tabs.filter(({ stage: is }) => is !== 'gone');
  };
  const goOn = (one: ModelTab): void => {
    one.tab.thaw();
    one.stage = 'running';
    awake(one);
  };
  /** How far the boundary is that comes next. */
  const until = (boundary: 'warning' | 'end', by: number): number => {
    const life = book.newest();
    if (!life || life.over) return 0;
    const lifeLeft = Math.min(...life.limits.map(({ lifetime }) => life.bornAt + lifetime - now()));
    const warning = boundary === 'warning' ? Math.min(...life.limits.map((set) => set.warning)) : 0;
    return Math.max(0, Math.min(idleLeft(life, now()), lifeLeft) - warning + seconds(by));
  };
  const turn = async (ms: number): Promise<void> => {
    const late = tabs.filter(({ due, busy }) => due && !busy);
    for (const one of late) one.due = false;
    // Whoever looked before them has not seen what they do.
    if (late.length > 0) for (const one of tabs) one.looked = false;
    attend();
    await clock.advance(ms);
  };
  const sleep = async (ms: number, first: 'page' | 'timers' | 'input'): Promise<void> => {
    attend(true);
    const { monotonic } = world;
    await clock.sleep(ms, { monotonic, first });
    for (const one of tabs) {
      if (one.stage !== 'running') continue;
      one.behind ||= monotonic === 'stops';
      one.due ||= first === 'input';
      if (first === 'page' && one.visible) awake(one);
    }
    // One after the other.
    for (const one of tabs) one.looked = false;
  };

  const inTab = (what: Happening & { readonly tab: number }): void => {
    const one = tabs[what.tab % tabs.length];
    if (what.does === 'open') {
      if (tabs.length < 4) open();
    } else if (!one) return;
    else if (what.does === 'close' || what.does === 'crash') {
      one.tab[what.does]();
      stop(one, 'gone');
    } else if (what.does === 'go on') {
      if (one.stage === 'stopped') goOn(one);
    } else if (one.stage !== 'running') return;
    else if (what.does === 'freeze' || what.does === 'freeze deaf' || what.does === 'leave') {
      if (what.does === 'leave') one.tab.leave();
      else one.tab.freeze({ messages: what.does === 'freeze' ? 'wait' : 'lost' });
      stop(one, 'stopped');
    } else if (what.does === 'busy' || what.does === 'at leisure') {
      one.due ||= one.busy;
      one.busy = what.does === 'busy';
      one.tab.suspendTimers(one.busy);
    } else if (what.does === 'hide' || what.does === 'show' || what.does === 'focus') {
      if (what.does !== 'focus') one.visible = what.does === 'show';
      one.tab[what.does]();
      if (what.does !== 'hide') awake(one);
    } else {
      const before = one.session.timer.getState();
      command(stage, one, what);
      // An input within a second of the last one is only a number.
      if (one.session.timer.getState() !== before) awake(one);
    }
  };
  const perform = async (what: Happening): Promise<void> => {
    for (const one of tabs) one.looked = false;
    if ('tab' in what) inTab(what);
    else if (what.does === 'turn') await turn(seconds(what.by));
    else if (what.does === 'turn to') await turn(until(what.boundary, what.by));
    else if (what.does === 'sleep') await sleep(seconds(what.by), what.first);
    else if (what.does === 'sleep to') await sleep(until(what.boundary, what.by), what.first);
    else if (what.does === 'set wall') {
      clock.setWall(seconds(what.by));
      stage.clockWasSet = true;
      book.setWall(seconds(what.by));
    } else if (what.does === 'messages') browser.messages.setFaults(what.faults);
    else if (what.does === 'touch fails') stage.touchFails = what.times;
    else {
      browser.reopen({ loseRecords: seconds(what.lose) });
      for (const one of tabs) stop(one, 'gone');
      if (what.lose > 0) book.lost(seconds(what.lose));
      open();
    }
    // What is to be drawn first, is; but whoever wakes to an input has had no time for anything else.
    if ('first' in what && what.first === 'input') await clock.settle();
    else await turn(1);
  };
  const check = (): void => {
    for (const one of tabs) if (one.stage === 'running') checkTab(stage, one);
  };

  open();
  await clock.settle();
  void tabs[0]?.session.signIn({ name: 'ada' });
  await clock.settle();
  for (const what of steps) {
    attend();
    await perform(what);
    attend();
    check();
    if (faults.length > 0) return faults;
  }

  // Everybody is awake, does what was due, looks, and goes.
  if (tabs.length === 0) open();
  for (const one of tabs) {
    if (one.stage === 'stopped') goOn(one);
    one.tab.suspendTimers(false);
    one.busy = false;
  }
  await turn(10);
  for (const one of tabs) {
    one.tab.show();
    one.visible = true;
    awake(one);
  }
  await turn(10);
  check();
  for (const life of book.lives.values())
    if (life.over && !life.replaced && life.told === 0) fault(`the server was never told that ${life.epoch} is over`);
  for (const one of tabs) one.release();
  await clock.advance(seconds(15));
  for (const { tab } of tabs) {
    const held = JSON.stringify(tab.held());
    if (held !== JSON.stringify(nothingHeld)) fault(`${tab.name} released holds ${held}`);
  }
  for (const { tab } of everyTab)
    for (const { message, error } of tab.reports) fault(`${tab.name} reported: ${message} ${error}`);
  for (const { message } of browser.messages.sent)
    for (const field of Object.keys(message as object))
      if (!['holdfast', 'from', 'type', 'epoch', 'document'].includes(field)) fault(`a message carries ${field}`);
  return faults;
}
