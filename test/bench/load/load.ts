import { cpus, loadavg } from 'node:os';
import { table } from '../spread.ts';
import { percentile } from './drive.ts';
import { type Cost, type Costs, type Crowd, formatCrowd } from './million.ts';
import { type MemoryRow, measureRedisMemory } from './redis-memory.ts';
import { measureRequests, type RequestRow } from './requests.ts';
import { openRig, type Rig } from './rig.ts';
import { measureStreams, type StreamRow } from './streams.ts';

/** So many people from that one on, by number. */
const people = (from: number, count: number): readonly number[] => Array.from({ length: count }, (_, at) => from + at);
const everybody = 30_000;

async function within<Result>(work: (rig: Rig) => Promise<Result>): Promise<Result> {
  const rig = await openRig(everybody);
  try {
    return await work(rig);
  } finally {
    await rig.close();
  }
}

const count = (value: number): string => Math.round(value).toLocaleString('en');
const micro = (seconds: number): string => `${count(seconds * 1e6)} µs`;
const ms = (value: number): string => value.toFixed(1);
const about = (value: number): string => String(Math.round(value * 10) / 10);

function requestCells({ what, full, calm, commands }: RequestRow): readonly string[] {
  const { cpu } = full;
  const asked = [...commands].filter(([, each]) => each >= 0.5).map(([name, each]) => `${about(each)} ${name}`);
  return [
    what,
    count(full.count / cpu.backends),
    micro(cpu.backends / full.count),
    micro(cpu.redis / full.count),
    calm ? `${ms(percentile(calm.took, 0.5))} / ${ms(percentile(calm.took, 0.99))}` : '',
    asked.join(', '),
  ];
}

const formatRequests = (rows: readonly RequestRow[]): string =>
  table(
    [
      'request',
      'a second and core of the backend',
      'CPU of the backend',
      'of Redis',
      'p50 / p99, ms',
      'commands of Redis',
    ],
    rows.map(requestCells),
  );

function streamCells(
  { held, opened, memory, redisMemory, idle, pokes, lost }: StreamRow,
  none: StreamRow['idle'],
): readonly string[] {
  const each = (cpu: number): string => (held ? micro((cpu * 60) / held) : '');
  return [
    count(held),
    opened ? micro(opened.cpu / opened.count) : '',
    opened ? micro(opened.redisCpu / opened.count) : '',
    held ? `${count(memory / held / 1000)} kB` : '',
    held ? `${count(redisMemory / held)} B` : '',
    idle ? `${about(idle.backends * 100)} %` : '',
    idle && none ? each(idle.backends - none.backends) : '',
    pokes.length ? `${ms(percentile(pokes, 0.5))} / ${ms(percentile(pokes, 0.99))}` : '',
    held ? count(lost) : '',
  ];
}

const formatStreams = (rows: readonly StreamRow[]): string =>
  table(
    [
      'streams held',
      'opening one, CPU of the backend',
      'of Redis',
      'memory of the backend, each',
      'of Redis, each',
      'CPU while nobody writes, of a core',
      'a minute of each',
      'write to poke on the other process, p50 / p99, ms',
      'lost',
    ],
    rows.map((row) => streamCells(row, rows[0]?.idle ?? null)),
  );

const formatMemory = (rows: readonly MemoryRow[]): string =>
  table(
    ['Redis keeps', 'of so many', 'bytes each'],
    rows.map(({ what, count: many, each }) => [what, count(many), count(each)]),
  );

/** What one more stream costs, from the last two sizes that were held for long: what all of them share falls away. */
function slopeOf(rows: readonly StreamRow[]): Cost & { readonly text: string } {
  const [small, large] = rows.filter(({ held, idle }) => held > 0 && idle).slice(-2);
  if (!small?.idle || !large?.idle) throw new Error('Two sizes of streams must be held for long.');
  const more = large.held - small.held;
  const memory = (large.memory - small.memory) / more / 1000;
  const backend = (large.idle.backends - small.idle.backends) / more;
  const redis = (large.idle.redis - small.idle.redis) / more;
  const text = `From ${count(small.held)} to ${count(large.held)} streams, one more took ${count(memory)} kB and ${micro(backend * 60)} a minute.`;
  return { backend, redis: Math.max(0, redis), text };
}

function costsOf(requests: readonly RequestRow[], streams: readonly StreamRow[]): Costs {
  const of = (beginning: string): Cost => {
    const found = requests.findLast(({ what }) => what.startsWith(beginning));
    if (!found) throw new Error(`"${beginning}" was not measured.`);
    const { cpu, count: times } = found.full;
    return { backend: cpu.backends / times, redis: cpu.redis / times };
  };
  const opened = streams.at(-1)?.opened;
  if (!opened) throw new Error('No streams were opened.');
  return {
    probe: of('who is signed in'),
    touch: of('kept alive'),
    write: of('a document written, 8 kB'),
    same: of('asked for, nothing new (304), 8 kB'),
    signIn: of('sign-in'),
    opening: { backend: opened.cpu / opened.count, redis: opened.redisCpu / opened.count },
    holding: slopeOf(streams),
  };
}

/** A million who are signed in: 200,000 look at the page, and 50,000 work in it. */
const crowd: Crowd = { browsers: 1_000_000, looking: 200_000, working: 50_000, documents: 2, tabs: 3 };

const machine = (redis: string): string =>
  `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}) for both backends, Redis ${redis} and the load together; Node ${process.versions.node}`;
const busy = (): string => loadavg().map((each) => each.toFixed(1))[0] ?? '';

/** Two processes of the backend on one Redis under the load of many clients, as Markdown tables. `most`: how many streams to hold. */
export async function tablesOfLoad(most: number): Promise<string> {
  const before = busy();
  const began = performance.now();
  const { memory, version } = await within(async (rig) => ({
    memory: await measureRedisMemory(rig, people),
    version: (await rig.info('server')).get('redis_version') ?? '',
  }));
  const requests = await within((rig) => measureRequests(rig, people(0, 1000), people(1000, 19_000)));
  const streams = await within((rig) => measureStreams(rig, people, [100, 1000, most]));
  const share = requests.reduce((sum, { full }) => sum + full.cpu.load / full.count, 0) / requests.length;
  return [
    formatRequests(requests),
    formatStreams(streams),
    slopeOf(streams).text,
    formatMemory(memory),
    formatCrowd(crowd, costsOf(requests, streams)),
    `${machine(version)}. The load took ${micro(share)} of CPU for a request itself. Load average before: ${before}, after: ${busy()}. ` +
      `${count((performance.now() - began) / 1000)} s.`,
  ].join('\n\n');
}
