import type { TestBrowser } from '../../support/tab.ts';
import { benchIn } from '../bench-tab.ts';
import { type Spread, spread } from '../spread.ts';
import type { CandidateName } from './candidates/names.ts';
import type { Kind } from './contents.ts';
import type { Bench } from './documents-page.ts';
import type { PlaceOf } from './in-page.ts';
import type { Written } from './writes.ts';

/** How often each thing is timed. */
export interface Repeats {
  readonly counted: number;
  /** CPU time is read from outside, so it is of blocks of changes. */
  readonly blocks: number;
  readonly perBlock: number;
  readonly reloads: number;
}

/** What one candidate does to keep a document. */
export interface Changes {
  readonly candidate: CandidateName;
  readonly bytes: number;
  readonly transactions: number;
  /** CPU time of the main thread for one change, in µs. */
  readonly cpu: Spread;
  /** From a change to the end of its transaction, in ms. */
  readonly durable: Spread;
  /** From 500 changes in one turn to the end of the last transaction, in ms, and what they write. */
  readonly burst: number;
  readonly burstWritten: Written;
  /** The same of changes that come one in each turn of the page, as fast as it can: gathered where storage is slower than that. */
  readonly fastWritten: Written;
  /** The first restore, of all that the stay has left which filled the document, in ms. */
  readonly first: number;
  /** Those after it, each of a stay that changed a little, in ms. */
  readonly restore: Spread;
  /** One bare `getAll` of the same records, over a connection that is open already, in ms. About 0 where there is no database. */
  readonly getAll: Spread;
}

/** Fills, changes, reloads and checks what comes back, which throws where a change is missing. */
export async function measureChanges(
  browser: TestBrowser,
  placeOf: PlaceOf,
  candidate: CandidateName,
  kind: Kind,
  count: number,
  { counted, blocks, perBlock, reloads }: Repeats,
): Promise<Changes> {
  const tab = await browser.newTab(placeOf(candidate, '?weigh'));
  const bench = await benchIn<Bench>(tab);
  await bench.call('open', candidate, kind, count);
  await bench.call('fill');
  await bench.call('check', 0);
  await bench.call('take');
  await bench.call('change', counted);
  const { bytes, transactions } = await bench.call('take');
  await bench.call('fast', counted);
  const fastWritten = await bench.call('take');
  await bench.call('burst', counted);
  const burstWritten = await bench.call('take');
  let changes = 3 * counted;

  /** Nothing is weighed from here on. */
  const reload = async (): Promise<number> => {
    await tab.goto(placeOf(candidate));
    const took = await bench.call('open', candidate, kind, count);
    await bench.call('check', changes);
    await bench.call('quiet');
    return took;
  };
  const first = await reload();
  const [cpu, durable]: [number[], number[]] = [[], []];
  for (let block = 0; block <= blocks; block++) {
    const before = await bench.cpu();
    const took = await bench.call('change', perBlock);
    changes += perBlock;
    // The first is for the compiler.
    if (block === 0) continue;
    cpu.push((((await bench.cpu()) - before) / perBlock) * 1e6);
    durable.push(...took);
  }
  const [restores, reads]: [number[], number[]] = [[], []];
  for (let time = 0; time < reloads; time++) {
    restores.push(await reload());
    reads.push(await bench.call('readAll'));
    await bench.call('change', perBlock);
    changes += perBlock;
  }
  const burst = await bench.call('burst', counted);
  changes += counted;
  await reload();
  await tab.close();
  return {
    candidate,
    bytes,
    transactions,
    cpu: spread(cpu),
    durable: spread(durable),
    burst,
    burstWritten,
    fastWritten,
    first,
    restore: spread(restores),
    getAll: spread(reads),
  };
}
