import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { required } from '../support/browsers.ts';
import { listen, shut } from '../support/listen.ts';
import { makeWorkFolder } from '../support/work-folder.ts';

const page = readFileSync(fileURLToPath(new URL('../../docs/protocol.md', import.meta.url)), 'utf8');

/** The server that docs/protocol.md shows, as it stands there. */
export const example: string = /^```python\n([\s\S]*?)^```/m.exec(page)?.[1] ?? '';

/** Who is signed in there. */
export const ada = 'Authorization: Bearer ada-s-token';
export const grace = 'Authorization: Bearer grace-s-token';

/** Python's standard library, if it is there. */
export interface Python {
  /** Why it can't be used here. */
  readonly missing?: string;
  /** Runs a server's text, and answers the address of its documents. */
  serve(text: string): Promise<{ readonly base: string; close(): Promise<void> }>;
}

/** Debian's Python or the one on PATH. Where Django is required, Python is, too. */
export async function readPython(): Promise<Python> {
  for (const python of ['/usr/bin/python3', 'python3']) {
    try {
      await promisify(execFile)(python, ['-c', 'import sqlite3; assert sqlite3.sqlite_version_info >= (3, 24)']);
      return { serve: (text) => serve(python, text) };
    } catch {
      // The next one may do.
    }
  }
  const missing = 'no Python with SQLite';
  if (required.includes('django')) throw new Error(`HOLDFAST_REQUIRE asks for django, but there is ${missing}.`);
  return { missing, serve: () => Promise.reject(new Error(missing)) };
}

async function serve(python: string, text: string): ReturnType<Python['serve']> {
  const folder = makeWorkFolder('protocol-example');
  writeFileSync(join(folder.path, 'documents.py'), text);
  const base = `http://127.0.0.1:${await findPort()}/api/documents`;
  const child = spawn(python, ['-B', 'documents.py', new URL(base).port], { cwd: folder.path, stdio: 'ignore' });
  // A run that fails must leave neither a server nor its folder behind.
  const clean = (): void => {
    child.kill('SIGKILL');
    folder.remove();
  };
  process.once('exit', clean);
  await answers(child, base);
  return {
    base,
    async close() {
      process.off('exit', clean);
      const ended = once(child, 'exit');
      clean();
      await ended;
    },
  };
}

async function findPort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await shut(server);
  return port;
}

/** The example says nothing when it is ready, so it is asked until it answers. */
async function answers(child: ChildProcess, base: string): Promise<void> {
  while (child.exitCode === null) {
    const answer = await fetch(base).catch(() => null);
    if (answer) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('the example did not start');
}
