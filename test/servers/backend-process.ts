import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A backend in a process of its own, as it runs anywhere. */
export interface BackendProcess {
  readonly url: string;
  readonly pid: number;
  /** Whether it still runs. */
  alive(): boolean;
  /** Ends it at once, in the middle of whatever it does. */
  kill(): Promise<void>;
  /** Asks it to end, as a deployment does. @returns its exit code */
  stop(): Promise<number | null>;
}

const main = fileURLToPath(new URL('../../demo/backend/main.ts', import.meta.url));

/**
 * @param port a free one, unless one is named, as for a process that begins anew at its address
 * @param entry what runs, @default the backend as it is deployed
 */
export async function startBackend(redis: string, port = 0, entry = main): Promise<BackendProcess> {
  const child = spawn(process.execPath, [entry], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, REDIS_URL: redis, PORT: String(port) },
  });
  const clean = (): void => void child.kill('SIGKILL');
  process.once('exit', clean);
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
    process.off('exit', clean);
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    }
    return child.exitCode;
  };
  const url = await readUrl(child);
  const backend: BackendProcess = {
    url,
    pid: child.pid ?? 0,
    alive: () => child.exitCode === null && child.signalCode === null,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  };
  await untilAnswering(url);
  return backend;
}

async function readUrl({ stdout }: ChildProcess): Promise<string> {
  if (stdout)
    for await (const line of createInterface({ input: stdout })) {
      const [url] = /http:\S+/.exec(line) ?? [];
      if (url) {
        stdout.resume();
        return url;
      }
    }
  throw new Error('The backend did not start.');
}

/** It listens before it has reached its Redis, and says 503 until then. */
async function untilAnswering(url: string): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if ((await fetch(`${url}/api/products`)).ok) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('The backend does not reach its Redis.');
}
