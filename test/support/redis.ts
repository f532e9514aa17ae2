import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { createClient } from 'redis';
import { required } from './browsers.ts';

const program = 'redis-server';

/** A Redis of our own, which nobody else can reach. */
export interface Redis {
  /** Path of its socket. */
  readonly socket: string;
  /** Ends it at once; what it held is gone, unless it `keeps`. */
  stop(): Promise<void>;
  /** Lets it hang: connections stay, nothing is answered until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** Throws away what it keeps on disk, while it is stopped. */
  forget(): void;
  /** How long each key still lives, in ms; -1 is for ever. */
  lifetimes(): Promise<Record<string, number>>;
  /** Begins anew at the same socket. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Redis, if it is there. */
export interface RedisProgram {
  /** Why it can't be used here. */
  readonly missing?: string;
  /** @param options.keeps whether it keeps on disk what it has acknowledged, so that it is there after a restart */
  open(options?: { readonly keeps?: boolean }): Promise<Redis>;
}

/** From PATH. `HOLDFAST_REQUIRE=redis` makes its absence a failure. */
export async function readRedis(): Promise<RedisProgram> {
  try {
    await promisify(execFile)(program, ['--version']);
    return { open: openRedis };
  } catch {
    const missing = `no ${program} on PATH`;
    if (required.includes('redis')) throw new Error(`HOLDFAST_REQUIRE asks for redis, but there is ${missing}.`);
    return { missing, open: () => Promise.reject(new Error(missing)) };
  }
}

async function run(directory: string, socket: string, keeps: boolean): Promise<ChildProcess> {
  // No port: nothing but this run can find it.
  const where = ['--port', '0', '--unixsocket', socket, '--dir', directory];
  const how = ['--save', '', '--appendonly', keeps ? 'yes' : 'no', '--appendfsync', 'always'];
  const child = spawn(program, [...where, ...how], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (/ready to accept connections/i.test(line)) {
      child.stdout.resume();
      return child;
    }
  }
  throw new Error(`${program} did not start:\n${said.join('\n')}`);
}

async function openRedis({ keeps = false } = {}): Promise<Redis> {
  const directory = mkdtempSync(join(tmpdir(), 'holdfast-redis-'));
  const socket = join(directory, 'redis.sock');
  let child: ChildProcess | null = null;
  // A run that fails must leave neither a server nor its folder behind.
  const clean = (): void => {
    child?.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  };
  process.once('exit', clean);
  const stop = async (): Promise<void> => {
    const ending = child;
    child = null;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = once(ending, 'exit');
    ending.kill('SIGKILL');
    await ended;
  };
  const start = async (): Promise<void> => {
    child = await run(directory, socket, keeps);
  };
  await start();
  return {
    socket,
    stop,
    start,
    forget: () => rmSync(join(directory, 'appendonlydir'), { recursive: true, force: true }),
    async lifetimes() {
      const client = await createClient({ url: `unix://${socket}` }).connect();
      const keys = await client.keys('*');
      const lifetimes = await Promise.all(keys.map(async (key) => [key, await client.pTTL(key)] as const));
      client.destroy();
      return Object.fromEntries(lifetimes);
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    close: async () => {
      await stop();
      process.off('exit', clean);
      clean();
    },
  };
}
