import { expect, vi } from 'vitest';
import type { Tab, TestBrowser } from '../../support/tab.ts';
import type { Host } from './host.ts';
import type { Witness } from './page.tsx';

/** What stories about real time share. They wait side by side, each at a host and in a window of its own. */
export interface Stage {
  readonly host: Host;
  readonly browser: TestBrowser;
}

/** Long enough for a hidden page, in which timers run once a second. */
export const soon = 1500;
/** More than a busy machine makes of it, and far less than the minute that a throttled chain of timers takes. */
export const latest = 10_000;
/** How long a warning is open. */
export const warning = 20_000;

/** What is true of a page: who it shows, when its session ends, and what was seen in it. */
export interface Look extends Omit<Witness, 'session'> {
  /** `ada`, `nobody: idle` or the like, or `loading`. */
  readonly who: string;
  readonly phase: 'off' | 'active' | 'warning';
  readonly remaining: number;
  readonly deadline: number;
  readonly heldBy: readonly string[];
  readonly visible: boolean;
}

export const look = (tab: Tab): Promise<Look> =>
  tab.run(() => {
    // A page that is being loaded has no session yet.
    const nothing = { session: null, seen: [], handled: [], ticks: [], drawnAt: 0, rendered: false };
    const { session, ...witness } = window.witness ?? nothing;
    const state = session?.getState() ?? { status: 'loading' };
    const { phase, deadline, remaining, heldBy } = session?.timer.getState() ?? {
      ...{ phase: 'off', deadline: 0, remaining: 0, heldBy: [] },
    };
    let who = 'loading';
    if (state.status === 'authenticated') who = state.user.id;
    if (state.status === 'unauthenticated') who = `nobody: ${state.reason}`;
    return { ...witness, who, phase, deadline, remaining, heldBy, visible: !document.hidden };
  });

/** How long after a moment something was seen for the last time; `NaN` for never. */
export const lateness = ({ seen }: Look, what: string, moment: number): number =>
  (seen.findLast(([name]) => name === what)?.[1] ?? Number.NaN) - moment;

/** Waits for a condition that pages reach by themselves. `expect.poll` can't tell apart stories that are told at once. */
export const eventually = (check: () => Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 40_000, interval: 50 });

/** Waits until a page shows somebody, or nobody for a reason. */
export const until = (tab: Tab, who: string): Promise<void> =>
  eventually(async () => expect((await look(tab)).who).toBe(who));

/** A page in a window of its own, with somebody signed in. */
export async function openSignedIn({ host, browser }: Stage, name: string, query = ''): Promise<Tab> {
  if (!browser.newWindow) throw new Error(`${browser.name} opens no windows.`);
  const tab = await browser.newWindow(host.at(name, query));
  await until(tab, 'nobody: null');
  await tab.run(async () => void (await window.witness.session.signIn({})));
  await until(tab, 'ada');
  return tab;
}

/** Puts another tab of the same window before this one. */
export async function cover(tab: Tab, url: string): Promise<Tab> {
  const other = await tab.beside?.(url);
  if (!other) throw new Error('This engine opens no tab beside another one.');
  await eventually(async () => expect((await look(tab)).visible).toBe(false));
  return other;
}

export const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Waits for a moment of the wall clock. */
export const waitUntil = (moment: number): Promise<void> => wait(moment - Date.now());
