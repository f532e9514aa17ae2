import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { required } from '../../support/browsers.ts';

/** A Django of our own on the loopback. Its users are ada and grace, and their password is `correct`. */
export interface Django {
  /** Its address, without a slash at the end. */
  readonly origin: string;
  /** What an administrator does, see `control` in app.py. */
  control(what: 'forget-sessions' | 'activate' | 'pass', given?: object): Promise<void>;
  close(): Promise<void>;
}

/** Django, if it is there. */
export interface DjangoProgram {
  /** Why it can't be used here. */
  readonly missing?: string;
  open(): Promise<Django>;
}

const app = fileURLToPath(new URL('app.py', import.meta.url));
const needed = 'import django, rest_framework, rest_framework_simplejwt.token_blacklist';

/** Django with REST framework and simplejwt, for Debian's Python or the one on PATH. `HOLDFAST_REQUIRE=django` makes its absence a failure. */
export async function readDjango(): Promise<DjangoProgram> {
  for (const python of ['/usr/bin/python3', 'python3']) {
    try {
      await promisify(execFile)(python, ['-c', needed]);
      return { open: () => openDjango(python) };
    } catch {
      // The next one may have it.
    }
  }
  const missing = 'no Python with Django, REST framework and simplejwt';
  if (required.includes('django')) throw new Error(`HOLDFAST_REQUIRE asks for django, but there is ${missing}.`);
  return { missing, open: () => Promise.reject(new Error(missing)) };
}

async function openDjango(python: string): Promise<Django> {
  const directory = mkdtempSync(join(tmpdir(), 'holdfast-django-'));
  const child = spawn(python, ['-B', app, directory], { stdio: ['pipe', 'pipe', 'inherit'] });
  // A run that fails must leave neither a server nor its folder behind.
  const clean = (): void => {
    child.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  };
  process.once('exit', clean);
  const origin = await readAddress(child);
  return {
    origin,
    async control(what, given = {}) {
      const { ok } = await fetch(`${origin}/control/${what}`, { method: 'POST', body: JSON.stringify(given) });
      if (!ok) throw new Error(`Django did not ${what}`);
    },
    async close() {
      const ended = once(child, 'exit');
      clean();
      process.off('exit', clean);
      await ended;
    },
  };
}

async function readAddress({ stdout }: ChildProcess): Promise<string> {
  if (stdout)
    for await (const line of createInterface({ input: stdout })) {
      if (line.startsWith('http://')) return line;
    }
  throw new Error('Django did not start');
}
