import { formatActivity, measureActivity } from './activity.ts';
import { countActivity, formatCounts } from './counts.ts';
import { formatSizes, measureSizes } from './sizes.ts';

// `npm run bench`: everything is measured beside a floor and a peer in the same run, and printed as Markdown.

const say = (text: string): void => void process.stdout.write(`${text}\n`);

say(
  '## Size\n\nWhat an application downloads: bundled, minified, gzip -9; zustand and idb-keyval inside, react outside.\n',
);
say(formatSizes(await measureSizes()));
say(
  '\n## Input\n\nMain-thread CPU time per event, as a ratio to no listener: median (quartiles) of A B B A blocks in Chromium.\n',
);
say(formatActivity(await measureActivity()));
say('\n## What input sets going\n\nExact counts, in a tab that is used and in one of the same site behind it.\n');
say(formatCounts(await countActivity()));
