import { readEngines } from '../support/browsers.ts';
import type { Bench, Input } from './activity-page.tsx';
import { servePage } from './page.ts';

/** How often A B B A is measured, and how many events are in each block. */
const rounds = 15;
const events = 4000;

/** Middle, and the quarters around it, of many ratios. */
interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** One candidate's cost, as a ratio to no listener at all in the same run. */
export interface ActivityRow {
  readonly candidate: string;
  readonly ratios: Readonly<Record<Input, Spread>>;
}

/** What was measured, and the floor it stands on. */
export interface ActivityResult {
  readonly rows: readonly ActivityRow[];
  /** CPU time of one input that nobody listens to, in microseconds. */
  readonly floor: Readonly<Record<Input, number>>;
}

declare global {
  interface Window {
    bench: Bench;
  }
}

function spread(ratios: readonly number[]): Spread {
  const sorted = ratios.toSorted((a, b) => a - b);
  const at = (part: number): number => sorted[Math.round((sorted.length - 1) * part)] ?? Number.NaN;
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

/**
 * Main-thread CPU time of handling input, by Chromium's own count for the thread: it doesn't grow when other programs are busy.
 * Blocks are A B B A, so that a drift of the machine meets both sides alike.
 */
export async function measureActivity(): Promise<ActivityResult> {
  const [engine] = await readEngines();
  if (!engine || engine.missing) throw new Error(engine?.missing ?? 'no engine');
  const [page, browser] = await Promise.all([servePage(), engine.open()]);
  try {
    const tab = await browser.newTab(page.url);
    if (!tab.page) throw new Error('CPU time is read by the DevTools protocol, which this engine has not.');
    const session = await tab.page.context().newCDPSession(tab.page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });

    const cpu = async (): Promise<number> => {
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN;
    };
    const cost = async (candidate: string, input: Input): Promise<number> => {
      await tab.run((name) => window.bench.use(name), candidate);
      const before = await cpu();
      await tab.run(([kind, count]) => window.bench.dispatch(kind, count), [input, events] as const);
      return (await cpu()) - before;
    };
    const floors: Record<Input, number[]> = { move: [], key: [] };
    const compare = async (candidate: string, input: Input): Promise<Spread> => {
      const ratios: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const before = await cost('no listener', input);
        const own = (await cost(candidate, input)) + (await cost(candidate, input));
        const floor = before + (await cost('no listener', input));
        floors[input].push((floor / 2 / events) * 1e6);
        ratios.push(own / floor);
      }
      return spread(ratios);
    };

    await tab.page.waitForFunction(() => 'bench' in window);
    const candidates = await tab.run(() => window.bench.candidates);
    const rows: ActivityRow[] = [];
    for (const candidate of candidates) {
      const ratios = {
        move: await compare(candidate, 'move'),
        key: await compare(candidate, 'key'),
      };
      rows.push({ candidate, ratios });
    }
    return { rows, floor: { move: spread(floors.move).median, key: spread(floors.key).median } };
  } finally {
    await browser.close();
    page.close();
  }
}

const show = ({ median, low, high }: Spread): string => `${median.toFixed(2)}× (${low.toFixed(2)}–${high.toFixed(2)})`;

/** The result as a Markdown table. */
export function formatActivity({ rows, floor }: ActivityResult): string {
  const lines = rows.map(({ candidate, ratios }) => {
    const name = candidate === 'no listener' ? 'no listener, against itself: the noise' : candidate;
    return `| ${name} | ${show(ratios.move)} | ${show(ratios.key)} |`;
  });
  return [
    '| listening to input | a pointer moving, 120/s | keys, 10/s |',
    '| --- | ---: | ---: |',
    `| no listener, of itself | ${floor.move.toFixed(1)} µs | ${floor.key.toFixed(1)} µs |`,
    ...lines,
  ].join('\n');
}
