import type { SizeRow } from './sizes.ts';

/** A size that a page tells: `| cart on top | 23.55 kB |` in a table whose second column is headed `gzip`. */
interface Told {
  readonly page: string;
  readonly what: string;
  /** Bytes. */
  readonly size: number;
}

/** Pages may round, and a line more in the library needs no new table. */
const leeway = 0.01;

/** What the tables of a page say. */
function readTold(page: string, markdown: string): readonly Told[] {
  const told: Told[] = [];
  let inside = false;
  for (const line of markdown.split('\n')) {
    const [, what = '', given = ''] = line.split('|').map((cell) => cell.trim());
    if (!line.startsWith('|')) inside = false;
    else if (what === 'what' && given.startsWith('gzip')) inside = true;
    else if (inside && !/^-+:?$/.test(given)) told.push({ page, what, size: Number.parseFloat(given) * 1000 });
  }
  return told;
}

/** What the pages tell that isn't so, in words; also if none tells anything. */
export function findUntrue(pages: Readonly<Record<string, string>>, rows: readonly SizeRow[]): readonly string[] {
  const told = Object.entries(pages).flatMap(([page, markdown]) => readTold(page, markdown));
  if (told.length === 0) return ['no page has a table of sizes'];
  return told.flatMap(({ page, what, size }) => {
    const row = rows.find((it) => it.what === what);
    if (!row) return [`${page} tells of "${what}", which nobody measures`];
    // A cell without a number is none, and so not near.
    if (Math.abs(size - row.size) <= row.size * leeway) return [];
    return [`${page} tells ${(size / 1000).toFixed(2)} kB for "${what}"; it is ${(row.size / 1000).toFixed(2)} kB`];
  });
}
