import type { Cpu, Rig } from './rig.ts';

/** What came of a stretch of load. */
export interface Driven {
  readonly count: number;
  readonly seconds: number;
  /** How long each took, in milliseconds, shortest first. */
  readonly took: readonly number[];
  /** CPU seconds that went into all of it. */
  readonly cpu: Cpu;
}

/** The value below which `part` of all are: nearest rank. */
export const percentile = (sorted: readonly number[], part: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;

const less = (after: Cpu, before: Cpu): Cpu => ({
  backends: after.backends - before.backends,
  redis: after.redis - before.redis,
  load: after.load - before.load,
});

async function measured(rig: Rig, work: (took: number[]) => Promise<void>): Promise<Driven> {
  const took: number[] = [];
  const [before, began] = [rig.cpu(), performance.now()];
  await work(took);
  const seconds = (performance.now() - began) / 1000;
  return { count: took.length, seconds, took: took.toSorted((a, b) => a - b), cpu: less(rig.cpu(), before) };
}

/** How often a stretch is tried. What others do on the machine only adds to it, so the one that took the least CPU tells the most. */
const stretches = 4;

/** As fast as it goes: so many at a time, each the next one as soon as it has its answer. `run` answers how long it took. */
export async function saturate(
  rig: Rig,
  seconds: number,
  atOnce: number,
  run: (nth: number) => Promise<number>,
): Promise<Driven> {
  let nth = 0;
  const all: Driven[] = [];
  while (all.length < stretches)
    all.push(
      await measured(rig, async (took) => {
        const until = performance.now() + (seconds * 1000) / stretches;
        const work = async (): Promise<void> => {
          while (performance.now() < until) took.push(await run(nth++));
        };
        await Promise.all(Array.from({ length: atOnce }, work));
      }),
    );
  const costOf = ({ cpu, count }: Driven): number => cpu.backends / count;
  return all.reduce((best, each) => (costOf(each) < costOf(best) ? each : best));
}

/**
 * So many a second, whether or not the ones before are answered, as people ask: how long each took counts from when it was due, so
 * that a hold-up is seen in all that wait for it.
 */
export const pace = (
  rig: Rig,
  seconds: number,
  perSecond: number,
  run: (nth: number) => Promise<unknown>,
): Promise<Driven> =>
  measured(rig, async (took) => {
    const began = performance.now();
    const dueAt = (nth: number): number => began + (nth * 1000) / perSecond;
    const all: Promise<void>[] = [];
    while (all.length < seconds * perSecond) {
      while (all.length < seconds * perSecond && dueAt(all.length) <= performance.now()) {
        const nth = all.length;
        all.push(run(nth).then(() => void took.push(performance.now() - dueAt(nth))));
      }
      await new Promise((done) => setTimeout(done, 1));
    }
    await Promise.all(all);
  });

/** Nothing is asked: what the processes do by themselves. */
export const rest = (rig: Rig, seconds: number): Promise<Driven> =>
  measured(rig, () => new Promise((done) => void setTimeout(done, seconds * 1000)));
