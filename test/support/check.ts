import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatSizes, measureSizes, overBudget } from '../bench/sizes.ts';
import { findUntrue } from '../bench/told-sizes.ts';
import { checkReference } from './api.ts';
import { buildLibrary, packLibrary, run } from './pack.ts';
import { createProgress } from './progress.ts';

// `npm run check`: all that can be said of the package without telling its stories, and what it is once it is packed. Every step runs, so
// that one look shows everything, in two lanes side by side.

const root = fileURLToPath(new URL('../../', import.meta.url));
const packed = join(root, 'node_modules/.cache/packed');
let archive: string | undefined;

function needLibrary(): void {
  if (!existsSync(join(root, 'dist/index.d.ts'))) throw new Error('there is no library to look at');
}

async function buildAndPack(): Promise<void> {
  await buildLibrary();
  rmSync(packed, { recursive: true, force: true });
  archive = await packLibrary(packed);
}

function needArchive(): string {
  if (!archive) throw new Error('there is nothing packed to look at');
  return archive;
}

/** Pages on which a table of sizes may stand. */
function readPages(): Readonly<Record<string, string>> {
  const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.md'),
  );
  const pages = ['README.md', ...docs.map((name) => join('docs', name))];
  return Object.fromEntries(pages.map((page) => [page, readFileSync(join(root, page), 'utf8')]));
}

async function checkSizes(): Promise<string> {
  const rows = await measureSizes();
  const faults = [...overBudget(rows).map(({ what }) => `over budget: ${what}`), ...findUntrue(readPages(), rows)];
  if (faults.length > 0) throw new Error(`${formatSizes(rows)}\n${faults.join('\n')}`);
  return `${formatSizes(rows)}\n`;
}

type Steps = Readonly<Record<string, () => Promise<unknown>>>;

const ofPackage: Steps = {
  'the library builds': buildAndPack,
  'the API reference says what the doc comments say': async () => {
    needLibrary();
    checkReference();
  },
  'the package is well made (publint)': () => {
    needLibrary();
    return run('publint', ['--strict']);
  },
  'the types are right (attw)': () => run('attw', [needArchive(), '--profile', 'esm-only', '--no-emoji', '--no-color']),
  'the package does what it promises': () =>
    run('vitest', ['run', '--project', 'package'], root, { HOLDFAST_PACKED: needArchive() }),
};
const ofSources: Steps = {
  'format and lint (biome)': () => run('biome', ['ci', '--colors=off', '--error-on-warnings']),
  'nothing unused (knip)': () => run('knip', []),
  'sizes within budget, and as the pages tell them': checkSizes,
};

const progress = createProgress();
const count = { passed: 0, failed: 0 };
async function walk(steps: Steps): Promise<void> {
  for (const [name, step] of Object.entries(steps)) {
    const end = progress.begin(name);
    try {
      const said = await step();
      end();
      count.passed++;
      process.stdout.write(`ok: ${name}\n${step === checkSizes ? said : ''}`);
    } catch (error) {
      end();
      count.failed++;
      process.stdout.write(`FAILED: ${name}\n${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
}
await Promise.all([walk(ofPackage), walk(ofSources)]);

const line = `${count.passed} passed, ${count.failed} failed, 0 skipped\n`;
process.stdout.write(line);
const tally = process.env['HOLDFAST_TALLY'];
if (tally) appendFileSync(tally, line);
process.exitCode = count.failed === 0 ? 0 : 1;
