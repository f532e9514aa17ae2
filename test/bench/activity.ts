import { readEngines } from '../support/browsers.ts';
import type { Bench, Input } from './activity-page.tsx';
import { openBench } from './bench-tab.ts';
import { servePage } from './page.ts';
import { type Spread, spread, table } from './spread.ts';

/** How often A B B A is measured, and how many events are in each block. */
const rounds = 11;
const events = 4000;

/** One candidate's cost, as a ratio to no listener at all in the same run. */
export interface ActivityRow {
  readonly candidate: string;
  /** By input. */
  readonly ratios: readonly Spread[];
}

/** What was measured, and the floor it stands on. */
export interface ActivityResult {
  readonly rows: readonly ActivityRow[];
  readonly inputs: readonly string[];
  /** CPU time of one input that nobody listens to, in microseconds, by input. */
  readonly floors: readonly number[];
}

/**
 * Main-thread CPU time of handling input, by Chromium's own count for the thread: it doesn't grow when other programs are busy.
 * Blocks are A B B A, so that a drift of the machine meets both sides alike.
 */
export async function measureActivity(): Promise<ActivityResult> {
  const [engine] = await readEngines();
  if (!engine || engine.missing) throw new Error(engine?.missing ?? 'no engine');
  const [page, browser] = await Promise.all([servePage('activity-page.tsx'), engine.open()]);
  try {
    const tab = await openBench<Bench>(browser, page.url);
    const cost = async (candidate: string, input: Input): Promise<number> => {
      await tab.call('use', candidate);
      await tab.call('dispatch', input, 200);
      const before = await tab.cpu();
      await tab.call('dispatch', input, events);
      return (await tab.cpu()) - before;
    };
    const floors = new Map<Input, number[]>();
    const compare = async (candidate: string, input: Input): Promise<Spread> => {
      const ratios: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const before = await cost('no listener', input);
        const own = (await cost(candidate, input)) + (await cost(candidate, input));
        const floor = before + (await cost('no listener', input));
        floors.set(input, [...(floors.get(input) ?? []), (floor / 2 / events) * 1e6]);
        ratios.push(own / floor);
      }
      return spread(ratios);
    };

    const candidates = await tab.call('candidates');
    const inputs = await tab.call('inputs');
    const rows: ActivityRow[] = [];
    for (const candidate of candidates) {
      const ratios: Spread[] = [];
      for (const [input] of inputs) ratios.push(await compare(candidate, input));
      rows.push({ candidate, ratios });
    }
    return {
      rows,
      inputs: inputs.map(([input, rate]) => `${input}, ${rate}/s`),
      floors: inputs.map(([input]) => spread(floors.get(input) ?? []).median),
    };
  } finally {
    await browser.close();
    page.close();
  }
}

const show = ({ median, low, high }: Spread): string => `${median.toFixed(2)}× (${low.toFixed(2)}–${high.toFixed(2)})`;

/** The result as a Markdown table. */
export function formatActivity({ rows, inputs, floors }: ActivityResult): string {
  const lines = rows.map(({ candidate, ratios }) => {
    const name = candidate === 'no listener' ? 'no listener, against itself: the noise' : candidate;
    return [name, ...ratios.map(show)];
  });
  const floor = ['no listener, of itself', ...floors.map((each) => `${each.toFixed(1)} µs`)];
  return table(['listening to input', ...inputs], [floor, ...lines]);
}
