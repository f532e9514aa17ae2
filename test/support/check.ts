import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatSizes, measureSizes, overBudget } from '../bench/sizes.ts';
import { checkReference } from './api.ts';

// `npm run check`: all that can be said of the package without running it. Every step runs, so that one look shows everything.

const root = fileURLToPath(new URL('../../', import.meta.url));
const packed = join(root, 'node_modules/.cache/packed');

const plain = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };

/** Runs a program to its end; what it says is shown only if it fails. */
function run(program: string, ...args: readonly string[]): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: plain });
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
    });
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    child.on('error', fail);
    child.on('close', (code) => (code === 0 ? done() : fail(new Error(said))));
  });
}

async function buildLibrary(): Promise<void> {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  await run('npm', 'run', 'build:library');
}

function needLibrary(): void {
  if (!existsSync(join(root, 'dist/index.d.ts'))) throw new Error('there is no library to look at');
}

async function pack(): Promise<void> {
  needLibrary();
  rmSync(packed, { recursive: true, force: true });
  mkdirSync(packed, { recursive: true });
  await run('npm', 'pack', '--ignore-scripts', '--pack-destination', packed);
}

async function checkSizes(): Promise<void> {
  const rows = await measureSizes();
  process.stdout.write(`${formatSizes(rows)}\n`);
  const over = overBudget(rows);
  if (over.length > 0) throw new Error(`over budget: ${over.map(({ what }) => what).join(', ')}`);
}

const steps: Readonly<Record<string, () => Promise<void>>> = {
  'format and lint (biome)': () => run('biome', 'ci', '--colors=off', '--error-on-warnings'),
  'nothing unused (knip)': () => run('knip'),
  'the library builds': buildLibrary,
  'the API reference says what the doc comments say': async () => {
    needLibrary();
    checkReference();
  },
  'the package is well made (publint)': async () => {
    needLibrary();
    await run('publint', '--strict');
  },
  'the types are right (attw)': async () => {
    await pack();
    await run(
      'attw',
      ...readdirSync(packed).map((name) => join(packed, name)),
      '--profile',
      'esm-only',
      '--no-emoji',
      '--no-color',
    );
  },
  'sizes within budget': checkSizes,
};

const count = { passed: 0, failed: 0 };
for (const [name, step] of Object.entries(steps)) {
  try {
    await step();
    count.passed++;
    process.stdout.write(`ok: ${name}\n`);
  } catch (error) {
    count.failed++;
    process.stdout.write(`FAILED: ${name}\n${error instanceof Error ? error.message : String(error)}\n`);
  }
}

const line = `${count.passed} passed, ${count.failed} failed, 0 skipped\n`;
process.stdout.write(line);
const tally = process.env['HOLDFAST_TALLY'];
if (tally) appendFileSync(tally, line);
process.exitCode = count.failed === 0 ? 0 : 1;
