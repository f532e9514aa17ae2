import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { writeFiles } from '../house/samples.ts';
import { chromiumArgs, findChromium } from '../support/chromium.ts';
import { listen, shut } from '../support/listen.ts';
import { readApp } from './app-files.ts';
import { tellStories } from './stories.ts';

// `npm run test:next`: the recipe for Next.js in Next.js itself, from the packed library, built and in development. It takes minutes and
// 400 MB, so it is not among the tests of every day.

const root = join(import.meta.dirname, '../..');
// Not below `node_modules`, where Next.js takes nothing for an application.
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'holdfast-next-'));
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' };
const say = (what: string): void => void process.stdout.write(`${what}\n`);
const run = (cwd: string, program: string, ...args: string[]): void =>
  void execFileSync(program, args, { cwd, env, stdio: ['ignore', 'ignore', 'inherit'] });

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await shut(server);
  return port;
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`Next.js ended with ${child.exitCode}.`);
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function tellOf(command: 'start' | 'dev'): Promise<void> {
  const port = String(await freePort());
  const url = `http://localhost:${port}`;
  // A group of its own: Next.js has children.
  const args = [join(folder, 'node_modules/next/dist/bin/next'), command, '-p', port];
  const child = spawn(process.execPath, args, { cwd: folder, env, detached: true, stdio: 'ignore' });
  const found = await findChromium();
  if (!found) throw new Error('There is no Chromium.');
  const browser = await chromium.launch({
    args: [...chromiumArgs],
    executablePath: found.executablePath,
    env: { ...(process.env as Record<string, string>), ...found.env },
  });
  try {
    // In development each page is built when it is first asked for.
    for (const path of ['/', '/orders', '/desk', '/api/session']) await answers(url + path, child);
    for (const path of ['/api/sign-in', '/api/sign-out'])
      await fetch(url + path, { method: 'POST', body: '{"name":"ada"}' });
    await tellStories(browser, url, (what) => say(`next ${command}: ${what}`));
  } finally {
    await browser.close();
    if (child.pid) process.kill(-child.pid);
  }
}

try {
  for (const name of ['package.json', 'tsconfig.json', 'used.ts', 'compare.ts'])
    cpSync(join(import.meta.dirname, name), join(folder, name));
  writeFiles(readApp(), folder);
  run(root, 'npm', 'run', 'build:library');
  run(root, 'npm', 'pack', '--pack-destination', folder);
  const packed = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  run(folder, 'npm', 'install', '--no-audit', '--no-fund', `./${packed}`);
  run(folder, 'node', 'node_modules/next/dist/bin/next', 'build');
  await tellOf('start');
  await tellOf('dev');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
