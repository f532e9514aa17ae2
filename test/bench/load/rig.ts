import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createClient } from 'redis';
import { startBackend } from '../../servers/backend-process.ts';
import { readRedis } from '../../support/redis.ts';

/** CPU time of a process with all its threads, in seconds, as the kernel counts it: others that are busy don't add to it. */
export function cpuOf(pid: number): number {
  const threads = `/proc/${pid}/task`;
  const all = readdirSync(threads).map((thread) => {
    try {
      return Number(readFileSync(`${threads}/${thread}/schedstat`, 'utf8').split(' ')[0]);
    } catch {
      // It has ended meanwhile.
      return 0;
    }
  });
  return all.reduce((sum, each) => sum + each, 0) / 1e9;
}

/** Memory of a process that is really there, in bytes. */
export const memoryOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;

/** CPU time in seconds: of both backends together, of their Redis, and of what makes the load, which is this process. */
export interface Cpu {
  readonly backends: number;
  readonly redis: number;
  readonly load: number;
}

/** Two backends on one Redis, for so many people. */
export interface Rig {
  readonly address: string;
  /** Where the two are. */
  readonly urls: readonly [string, string];
  cpu(): Cpu;
  /** Memory of both backends together, in bytes. */
  memory(): number;
  /** What Redis says of itself, by name. */
  info(section: string): Promise<ReadonlyMap<string, string>>;
  /** Bytes that Redis keeps something in. */
  redisMemory(): Promise<number>;
  /** Begins to count commands anew. */
  resetCommands(): Promise<void>;
  close(): Promise<void>;
}

const entry = fileURLToPath(new URL('backend.ts', import.meta.url));

export async function openRig(people: number): Promise<Rig> {
  const program = await readRedis();
  if (program.missing) throw new Error(`The load can't be measured: there is ${program.missing}.`);
  const redis = await program.open();
  const address = `unix://${redis.socket}`;
  process.env['PEOPLE'] = String(people);
  const [one, two] = await Promise.all([startBackend(address, 0, entry), startBackend(address, 0, entry)]);
  const asking = await createClient({ url: address }).connect();
  const info = async (section: string): Promise<ReadonlyMap<string, string>> => {
    const lines = (await asking.info(section)).split('\r\n').filter((line) => line.includes(':'));
    return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
  };
  const redisPid = Number((await info('server')).get('process_id'));
  return {
    address,
    urls: [one.url, two.url],
    cpu: () => ({ backends: cpuOf(one.pid) + cpuOf(two.pid), redis: cpuOf(redisPid), load: cpuOf(process.pid) }),
    memory: () => memoryOf(one.pid) + memoryOf(two.pid),
    info,
    redisMemory: async () => Number((await info('memory')).get('used_memory')),
    resetCommands: async () => void (await asking.sendCommand(['CONFIG', 'RESETSTAT'])),
    async close() {
      asking.destroy();
      await Promise.all([one.kill(), two.kill()]);
      await redis.close();
    },
  };
}
