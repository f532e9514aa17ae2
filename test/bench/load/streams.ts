import { type HeldStream, hold } from './client.ts';
import { rest } from './drive.ts';
import type { Rig } from './rig.ts';
import { seedSessions } from './seed.ts';
import { createVisitor, type Visitor } from './visitor.ts';

/** What so many streams cost that are held at the same time. */
export interface StreamRow {
  readonly held: number;
  /** Of those that were opened last: how long it took them all, and CPU. */
  readonly opened: {
    readonly count: number;
    readonly seconds: number;
    readonly cpu: number;
    readonly redisCpu: number;
  } | null;
  /** Bytes more than without any, of both backends and of Redis. */
  readonly memory: number;
  readonly redisMemory: number;
  /** CPU seconds of both backends, and of Redis, in one second in which nobody writes: heartbeats. Null where it was not measured. */
  readonly idle: { readonly backends: number; readonly redis: number } | null;
  /** From a write on one process to the poke on the other, in milliseconds, shortest first. */
  readonly pokes: readonly number[];
  /** How many were lost by then. */
  readonly lost: number;
}

/** A little longer than a heartbeat, so that each stream has one in it. */
const resting = 20.5;
const pokes = 200;
const perSecond = 60;
const atOnce = 32;

/** A write on the first process, and when the stream on the second one tells of it. */
async function poke(visitor: Visitor, stream: HeldStream): Promise<number> {
  const began = performance.now();
  const told = new Promise<number>((done, fail) => {
    const timer = setTimeout(() => fail(new Error('No poke came.')), 10_000);
    let heard = '';
    stream.hear = (text) => {
      heard += text;
      if (!heard.includes('event: poke')) return;
      clearTimeout(timer);
      stream.hear = null;
      done(performance.now() - began);
    };
  });
  await visitor.put('cart', 2000);
  return told;
}

/** CPU seconds in each second. */
async function idleness(rig: Rig, seconds: number): Promise<{ readonly backends: number; readonly redis: number }> {
  const { cpu, seconds: took } = await rest(rig, seconds);
  return { backends: cpu.backends / took, redis: cpu.redis / took };
}

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Holds more and more streams, each of another person, in equal parts on both processes. */
export async function measureStreams(
  rig: Rig,
  people: (from: number, count: number) => readonly number[],
  sizes: readonly number[],
): Promise<readonly StreamRow[]> {
  const held: HeldStream[] = [];
  const rows: StreamRow[] = [];
  const most = Math.max(...sizes);
  const ids = await seedSessions(rig.address, people(0, most));
  // They listen on the second process, and write on the first one.
  const writers: Visitor[] = [];
  for (const [at, id] of ids.slice(0, Math.min(...sizes)).entries())
    if (at % 2) writers.push(await createVisitor(rig.urls[0], id));
  for (const writer of writers) await writer.put('cart', 2000);
  await sleep(1000);
  const none = await idleness(rig, 3);
  rows.push({ held: 0, opened: null, memory: 0, redisMemory: 0, idle: none, pokes: [], lost: 0 });
  const [memory, redisMemory] = [rig.memory(), await rig.redisMemory()];

  for (const size of sizes) {
    const [before, began] = [rig.cpu(), performance.now()];
    const count = size - held.length;
    while (held.length < size) {
      const from = held.length;
      const batch = ids.slice(from, Math.min(size, from + atOnce));
      held.push(...(await Promise.all(batch.map((id, at) => hold(rig.urls[(from + at) % 2] ?? '', id)))));
    }
    const after = rig.cpu();
    const opened = {
      count,
      seconds: (performance.now() - began) / 1000,
      cpu: after.backends - before.backends,
      redisCpu: after.redis - before.redis,
    };
    await sleep(1000);
    const idle = size >= 1000 ? await idleness(rig, resting) : null;
    const took: number[] = [];
    for (let nth = 0; nth < pokes; nth++) {
      const due = performance.now() + 1000 / perSecond;
      const at = nth % writers.length;
      took.push(await poke(writers[at] as Visitor, held[at * 2 + 1] as HeldStream));
      await sleep(Math.max(0, due - performance.now()));
    }
    rows.push({
      held: size,
      opened,
      memory: rig.memory() - memory,
      redisMemory: (await rig.redisMemory()) - redisMemory,
      idle,
      pokes: took.toSorted((a, b) => a - b),
      lost: held.filter((stream) => stream.isOver()).length,
    });
  }
  for (const stream of held) stream.close();
  return rows;
}
