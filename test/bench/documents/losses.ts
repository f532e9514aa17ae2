import type { Tab, TestBrowser } from '../../support/tab.ts';
import { type BenchTab, benchIn } from '../bench-tab.ts';
import { table } from '../spread.ts';
import type { CandidateName } from './candidates/names.ts';
import type { Bench } from './documents-page.ts';
import type { PlaceOf } from './in-page.ts';
import { exitEdit, type Telling } from './typing.ts';

/** How a page ends in the middle of typing. */
const ways = ['close', 'navigation', 'kill'] as const;
type Way = (typeof ways)[number];

/** What became of edits. */
export interface Losses {
  readonly candidate: CandidateName;
  /** Whether the library ever says that an edit is stored. */
  says: boolean;
  typed: number;
  /** Lost although they were said to be stored, and lost before that was said. */
  readonly lost: Record<Way, { said: number; unsaid: number }>;
  /** Edits in the page's last event, and those of them that are lost. */
  readonly last: { typed: number; lost: number };
}

const fields = 200;
/** So many edits are typed, ten a second, before the end comes at any moment. */
const atLeast = 10;
const patience = 60_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Desk {
  readonly losses: Losses;
  readonly tab: Tab;
  readonly bench: BenchTab<Bench>;
  readonly typed: Map<string, string>;
  readonly said: Set<string>;
}

/**
 * Somebody types into a form of each candidate at the same time, each in a window and a process of its own, until all windows are
 * closed, go elsewhere or die with the browser. What was typed is compared with what is there afterwards.
 */
export async function measureLosses(
  browser: TestBrowser,
  placeOf: PlaceOf,
  reborn: (next: TestBrowser) => TestBrowser,
  candidates: readonly CandidateName[],
  tries: number,
): Promise<readonly Losses[]> {
  let present = browser;
  const all = candidates.map((candidate): Losses => {
    const lost = { close: { said: 0, unsaid: 0 }, navigation: { said: 0, unsaid: 0 }, kill: { said: 0, unsaid: 0 } };
    return { candidate, says: false, typed: 0, lost, last: { typed: 0, lost: 0 } };
  });
  const place = (losses: Losses): string => placeOf(`loss ${losses.candidate}`);
  const sit = async (losses: Losses): Promise<Desk> => {
    const tab = await (present.newWindow?.(place(losses)) ?? present.newTab(place(losses)));
    const bench = await benchIn<Bench>(tab);
    await bench.call('open', losses.candidate, 'form', fields);
    const desk: Desk = { losses, tab, bench, typed: new Map(), said: new Set() };
    await bench.listen('tell', (text) => {
      const [what, key, value] = JSON.parse(text) as Telling;
      if (what === 'typed') desk.typed.set(key, value);
      else desk.said.add(key);
    });
    return desk;
  };
  const end = async (desks: readonly Desk[], way: Way): Promise<void> => {
    if (way === 'kill') {
      await present.kill();
      present = reborn(await present.reopen());
      return;
    }
    // The page that would answer is going.
    for (const { bench } of desks) bench.call('leave', way).catch(() => undefined);
    await pause(300);
    await Promise.all(desks.map(({ tab }) => tab.close().catch(() => undefined)));
  };
  /** Looks what is there of the edits that were typed. */
  const compare = async (way: Way, first: number, { losses, typed, said }: Desk): Promise<Desk> => {
    const desk = await sit(losses);
    const found = await desk.bench.call('read');
    losses.typed += typed.size;
    if (said.size) losses.says = true;
    for (const [key, value] of typed) if (found[key] !== value) losses.lost[way][said.has(key) ? 'said' : 'unsaid']++;
    if (way === 'kill') return desk;
    const [key, value] = exitEdit(first);
    losses.last.typed++;
    if (found[key] !== value) losses.last.lost++;
    return desk;
  };

  let desks = await Promise.all(all.map(sit));
  await Promise.all(desks.map(({ bench }) => bench.call('fill')));
  let first = 0;
  for (const way of ways)
    for (let time = 0; time < tries; time++) {
      for (const { bench } of desks) await bench.call('type', first);
      for (let waited = 0; desks.some(({ typed }) => typed.size < atLeast); waited += 50) {
        if (waited > patience) throw new Error(`Within ${patience} ms not everybody could type ${atLeast} edits.`);
        await pause(50);
      }
      await pause(Math.random() * 100);
      await end(desks, way);
      desks = await Promise.all(desks.map((desk) => compare(way, first, desk)));
      first += 100;
    }
  await Promise.all(desks.map(({ tab }) => tab.close()));
  return all;
}

/** The losses as a Markdown table. */
export function formatLosses(all: readonly Losses[]): string {
  const rows = all.map(({ candidate, says, typed, lost, last }) => [
    candidate,
    `${typed}`,
    ...ways.map((way) => (says ? `${lost[way].said} + ${lost[way].unsaid}` : `${lost[way].unsaid}`)),
    `${last.lost} of ${last.typed}`,
  ]);
  return table(['edits lost', 'typed', 'tab closed', 'navigation', 'browser killed', 'made in `pagehide`'], rows);
}
