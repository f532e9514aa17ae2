import { type Spread, table } from '../spread.ts';
import { candidateNames, isLibrary } from './candidates/names.ts';
import { type Changes, measureChanges, type Repeats } from './changes.ts';
import type { Kind } from './contents.ts';
import { withBrowser } from './in-page.ts';
import { formatLive, type Live, measureLive } from './live.ts';
import { formatLosses, measureLosses } from './losses.ts';
import type { Written } from './writes.ts';

const often: Repeats = { counted: 500, blocks: 8, perBlock: 25, reloads: 5 };
const seldom: Repeats = { counted: 20, blocks: 4, perBlock: 10, reloads: 3 };
/** Of those that keep a whole document as one value, one is enough to see how that grows. */
const grows = /^raw|^holdfast$|^zustand.*localStorage|^Dexie|Y\.Map$/;

const show = ({ median, low, high }: Spread, digits: number): string =>
  `${median.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`;

const gathered = ({ bytes, transactions }: Written): string => `${(bytes / 1000).toFixed(1)} kB in ${transactions}`;

/** What 500 changes of a form or a cart cost, and how it is restored, as a Markdown table. */
export async function tableOfChanges(kind: Kind, count: number): Promise<string> {
  const measured = await withBrowser(async (browser, placeOf) => {
    const all: Changes[] = [];
    for (const name of candidateNames(kind)) all.push(await measureChanges(browser, placeOf, name, kind, count, often));
    return all;
  });
  // What one `getAll` of the same data takes where it stands as it is, a record for each field or line.
  const floor = measured.find(({ candidate }) => candidate.startsWith('raw'))?.getAll.median ?? Number.NaN;
  const ours = measured.find(({ candidate }) => candidate === 'holdfast');
  const rows = measured.map(
    ({ candidate, bytes, transactions, cpu, durable, burst, first, restore, getAll, ...written }) => [
      candidate,
      `${(bytes / 1000).toFixed(1)} kB`,
      `${(bytes / (ours?.bytes ?? 0)).toFixed(2)}×`,
      `${transactions}`,
      gathered(written.fastWritten),
      gathered(written.burstWritten),
      show(cpu, 0),
      show(durable, 2),
      burst.toFixed(0),
      first.toFixed(1),
      show(restore, 1),
      show(getAll, 1),
      candidate.includes('localStorage') ? '' : `${(restore.median / getAll.median).toFixed(1)}×`,
      `${(restore.median / floor).toFixed(1)}×`,
    ],
  );
  return table(
    [
      kind === 'form' ? `500 letters in a form of ${count} fields` : `500 quantities in a cart of ${count} lines`,
      ...[
        'written',
        'of holdfast’s',
        'transactions',
        'one each turn: written in transactions',
        'all in one turn',
        'main thread, µs',
        'durable after, ms',
        '500 in one turn: durable after, ms',
      ],
      ...[
        'first restore, ms',
        'restore, ms',
        'one getAll of its own, ms',
        'restore of that',
        'restore of the raw getAll',
      ],
    ],
    rows,
  );
}

/** Whether a change costs more where there is more, and how restoring grows, as a Markdown table. */
export async function tableOfGrowth(kind: Kind, counts: readonly number[]): Promise<string> {
  const rows = await withBrowser(async (browser, placeOf) => {
    const all: string[][] = [];
    for (const name of candidateNames(kind).filter((each) => grows.test(each))) {
      const measured: Changes[] = [];
      for (const count of counts)
        measured.push(
          await measureChanges(browser, (who, path) => placeOf(`${count} ${who}`, path), name, kind, count, seldom),
        );
      const restores = measured.map(({ restore }) => restore.median.toFixed(1));
      const firsts = measured.map(({ first }) => first.toFixed(1));
      all.push([name, ...measured.map(({ cpu }) => cpu.median.toFixed(0)), ...firsts, ...restores]);
    }
    return all;
  });
  const of = (what: string): readonly string[] =>
    counts.map((count, at) => (at === 0 ? `${what}: ${count} ${kind === 'form' ? 'fields' : 'lines'}` : `${count}`));
  return table(['cost of a change', ...of('main thread, µs'), ...of('first restore, ms'), ...of('restore, ms')], rows);
}

/** What is lost when a page ends in the middle of typing, as a Markdown table. */
export async function tableOfLosses(tries: number): Promise<string> {
  return formatLosses(
    await withBrowser((browser, placeOf, reborn) =>
      measureLosses(browser, placeOf, reborn, candidateNames('form').filter(isLibrary), tries),
    ),
  );
}

/** How soon other tabs show what one of them stored, as a Markdown table. */
export async function tableOfLive(): Promise<string> {
  return formatLive(
    await withBrowser(async (browser, placeOf) => {
      const all: Live[] = [];
      for (const name of ['holdfast', 'holdfast, not sealed'] as const)
        all.push(await measureLive(browser, placeOf, name));
      return all;
    }),
  );
}
