import { readEngines } from '../support/browsers.ts';
import type { Bench, Input } from './activity-page.tsx';
import { type BenchTab, openBench } from './bench-tab.ts';
import type { Counts } from './counting.ts';
import { servePage } from './page.ts';

/** What a minute costs, in the tab that a person uses and in the one behind it. */
export interface CountRow {
  readonly minute: string;
  readonly candidate: string;
  readonly here: Counts;
  readonly behind: Counts;
}

const minutesOf: readonly (readonly [name: string, input: Input | null])[] = [
  ['moves, 120/s', 'move'],
  ['turns of a wheel, 60/s', 'wheel'],
  ['keys, 10/s', 'keys'],
  ['rest', null],
];

/** Minutes of input and of rest in one tab, with a second tab of the same candidate behind it, and everything counted. */
export async function countActivity(): Promise<readonly CountRow[]> {
  const [engine] = await readEngines();
  if (!engine || engine.missing) throw new Error(engine?.missing ?? 'no engine');
  const [page, browser] = await Promise.all([servePage('activity-page.tsx'), engine.open()]);
  try {
    const here = await openBench<Bench>(browser, `${page.url}?count`);
    const behind = await openBench<Bench>(browser, `${page.url}?count`);
    await here.front();
    const taken = async (tab: BenchTab<Bench>): Promise<Counts> => {
      const counts = await tab.call('counts');
      if (!counts) throw new Error('Nothing was counted.');
      return counts;
    };
    const rows: CountRow[] = [];
    for (const candidate of (await here.call('candidates')).slice(2)) {
      for (const tab of [here, behind]) await tab.call('use', candidate, candidate.replaceAll(/\W+/g, '-'));
      const pass = async (input: Input | null, seconds: number): Promise<void> => {
        for (let second = 0; second < seconds; second++) {
          await here.call('second', input);
          await behind.call('second', null);
        }
      };
      for (const [minute, input] of minutesOf) {
        // Beginnings and ends are no part of a minute.
        await pass(input, 3);
        await Promise.all([taken(here), taken(behind)]);
        await pass(input, 60);
        rows.push({ minute, candidate, here: await taken(here), behind: await taken(behind) });
      }
    }
    return rows;
  } finally {
    await browser.close();
    page.close();
  }
}

/** The rows as a Markdown table. */
export function formatCounts(rows: readonly CountRow[]): string {
  const lines = minutesOf.flatMap(([name]) =>
    rows
      .filter(({ minute }) => minute === name)
      .map(({ minute, candidate, here, behind }) => {
        const own = [here.called, here.armed, here.rung, here.written, here.read, here.parsed, here.posted];
        const hidden = [behind.woken, behind.armed, behind.rung, behind.read, behind.parsed];
        return `| ${[minute, candidate, ...own, ...hidden].join(' | ')} |`;
      }),
  );
  return [
    '| a minute of | listening | calls | timers set | rung | records written | read | parsed | messages | tab behind: woken | timers set | rung | records read | parsed |',
    `| --- | --- |${' ---: |'.repeat(12)}`,
    ...lines,
  ].join('\n');
}
