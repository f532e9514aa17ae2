import { createProgress } from '../support/progress.ts';
import { formatActivity, measureActivity } from './activity.ts';
import { countActivity, formatCounts } from './counts.ts';
import { tableOfChanges, tableOfGrowth, tableOfLive, tableOfLosses } from './documents/measure.ts';
import { tablesOfFiles, tablesOfFootprint } from './footprint.ts';
import { tablesOfLoad } from './load/load.ts';
import { tableOfRequests } from './requests/requests.ts';
import { tableOfRestart } from './restart/restart.ts';
import { formatSizes, measureSizes } from './sizes.ts';

// `npm run bench`: everything is measured beside a floor and a peer in the same run, and printed as Markdown.
// `npm run bench -- documents losses`: only these parts. `--tries=20`: how often a page ends in the middle of typing, each way.
// `--files`: `footprint` file by file. `--streams=18000`: how many of them `load` holds at last; both ends of each are open files (`ulimit -n`).

const progress = createProgress();
const say = (text: string): void => {
  progress.clear();
  process.stdout.write(`${text}\n\n`);
};
const asked = process.argv.slice(2);
const option = (name: string, usual: number): number =>
  Number(asked.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? usual);
const tries = option('tries', 2);

const parts: Readonly<Record<string, () => Promise<void>>> = {
  async sizes() {
    say('## Size');
    say('What an application downloads: bundled, minified, gzip -9; zustand and idb-keyval inside, react outside.');
    say(formatSizes(await measureSizes()));
  },
  async footprint() {
    say('## Footprint');
    say(await tablesOfFootprint());
    if (asked.includes('--files')) say(await tablesOfFiles());
  },
  async input() {
    say('## Input');
    say('Main-thread CPU time per event, as a ratio to no listener: median (quartiles) of A B B A blocks in Chromium.');
    say(formatActivity(await measureActivity()));
  },
  async counts() {
    say('## What input sets going');
    say('Exact counts, in a tab that is used and in one of the same site behind it.');
    say(formatCounts(await countActivity()));
  },
  async documents() {
    say('## Documents');
    say(
      'Written: bytes as structured cloning or localStorage keeps them, keys included. Main thread: CPU time of a change. Durable: the ' +
        'transaction’s `complete` (for localStorage the end of `setItem`, which is not on disk yet). Median (quartiles) in Chromium.',
    );
    say(await tableOfChanges('form', 200));
    say(await tableOfChanges('cart', 1000));
  },
  async growth() {
    say('## Growth');
    say(await tableOfGrowth('form', [50, 500, 5000]));
    say(await tableOfGrowth('cart', [100, 1000, 10_000]));
  },
  async live() {
    say('## Live');
    say(await tableOfLive());
  },
  async losses() {
    say('## Losses');
    say(
      'Edits at 10 a second until the page ends. Lost: those that the library said were stored + those that it had not yet said; one ' +
        'number where it never says anything.',
    );
    say(await tableOfLosses(tries));
  },
  async requests() {
    say('## Requests');
    say(
      'What one signed-in browser asks for, counted with the clock turned by hand, beside clients in which each tab asks by itself.',
    );
    say(await tableOfRequests());
  },
  async restart() {
    say('## Restart');
    say(
      'A server that loses all its streams at once, simulated with the delays that the library draws. Draws `docs/restart.svg`.',
    );
    say(tableOfRestart(1_000_000));
  },
  async load() {
    say('## Load');
    say(
      'Two processes of the demo’s backend on one Redis. CPU as the kernel counts it for each process, the least of four stretches; ' +
        'how long requests take at 150 a second, from when each was due. Sessions are begun by the backend’s own code, without ' +
        'passwords; sign-ins are measured by themselves.',
    );
    say(await tablesOfLoad(option('streams', 5000)));
  },
};

const names = asked.filter((word) => !word.startsWith('--'));
const unknown = names.filter((name) => !parts[name]);
if (unknown.length) throw new Error(`No part ${unknown.join()}; there are ${Object.keys(parts).join()}.`);
for (const [name, measure] of Object.entries(parts)) {
  if (names.length && !names.includes(name)) continue;
  const end = progress.begin(name);
  await measure();
  end();
}
