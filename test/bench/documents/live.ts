import type { TestBrowser } from '../../support/tab.ts';
import { type BenchTab, benchIn } from '../bench-tab.ts';
import { spread, table } from '../spread.ts';
import type { CandidateName } from './candidates/names.ts';
import type { Bench } from './documents-page.ts';
import type { Moment } from './hearing.ts';
import type { PlaceOf } from './in-page.ts';

/** How long after `saved` an edit is shown in other tabs, in ms, and how long a bare message takes. */
export interface Live {
  readonly candidate: CandidateName;
  readonly shown: readonly number[];
  readonly told: readonly number[];
}

const tabs = 5;
const fields = 200;
const edits = 40;

/** One tab writes, now and then; four others show it. Throws where one of them misses an edit. */
export async function measureLive(browser: TestBrowser, placeOf: PlaceOf, candidate: CandidateName): Promise<Live> {
  const open = async (): Promise<BenchTab<Bench>> => {
    const bench = await benchIn<Bench>(await browser.newTab(placeOf(`live ${candidate}`)));
    await bench.call('open', candidate, 'form', fields);
    return bench;
  };
  const writer = await open();
  await writer.call('fill');
  const others: BenchTab<Bench>[] = [];
  for (let other = 1; other < tabs; other++) others.push(await open());
  await Promise.all([writer, ...others].map((tab) => tab.call('hear')));
  // A tab behind others has its timers a second apart.
  await writer.front();
  const said = await writer.call('say', edits);
  const live: { shown: number[]; told: number[] } = { shown: [], told: [] };
  const after = (moments: readonly Moment[], [value, at]: Moment): number => {
    const found = moments.find(([each]) => each === value);
    if (!found) throw new Error(`Another tab never showed ${value} of ${candidate}.`);
    return found[1] - at;
  };
  for (const other of others) {
    const { shown, told } = await other.call('heard');
    live.shown.push(...said.map((moment) => after(shown, moment)));
    live.told.push(...said.map((moment) => after(told, moment)));
  }
  return { candidate, ...live };
}

/** As a Markdown table. */
export function formatLive(all: readonly Live[]): string {
  const row = (what: string, values: readonly number[]): string[] => {
    const { median, low, high } = spread(values);
    return [what, `${median.toFixed(1)} (${low.toFixed(1)}–${high.toFixed(1)})`, Math.max(...values).toFixed(1)];
  };
  const rows = all.map(({ candidate, shown }) => row(candidate, shown));
  return table(
    [`an edit in one of ${tabs} tabs, shown in the others`, 'after `saved`, ms', 'the last of all'],
    [...rows, row('a bare message of a BroadcastChannel', all[0]?.told ?? [])],
  );
}
