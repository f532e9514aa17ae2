import { type Driven, pace, saturate } from './drive.ts';
import type { Rig } from './rig.ts';
import { seedSessions } from './seed.ts';
import { signIns } from './sign-ins.ts';
import { createVisitors, type Visitor } from './visitor.ts';

/** One kind of request under load. */
export interface RequestRow {
  readonly what: string;
  /** As fast as it goes, and at a pace that leaves the machine idle for the most part. */
  readonly full: Driven;
  readonly calm: Driven | null;
  /** What Redis did for one of them, by command. */
  readonly commands: ReadonlyMap<string, number>;
}

/** Sizes of documents in bytes: a cart, a form, and what grows. */
const sizes = { cart: 2000, form: 8000, large: 64_000 } as const;

const seconds = 2.4;
const calmSeconds = 2.5;
const atOnce = 32;
/** For a moment each. */
const perSecond = 150;
const counted = 100;

/** Everything that Redis was asked since it was told to count anew, for each of so many requests. */
async function commandsOf(rig: Rig, requests: number): Promise<ReadonlyMap<string, number>> {
  const counts = [...(await rig.info('commandstats'))].map(
    ([name, stats]) => [name.replace('cmdstat_', ''), Number(/calls=(\d+)/.exec(stats)?.[1]) / requests] as const,
  );
  return new Map(counts.filter(([name]) => !/^(?:info|config|ping|client|hello)/.test(name)));
}

export async function measureRequests(
  rig: Rig,
  people: readonly number[],
  more: readonly number[],
): Promise<readonly RequestRow[]> {
  const rows: RequestRow[] = [];
  const ids = await seedSessions(rig.address, people);
  const visitors = await createVisitors(rig.urls, ids);
  const visitor = (nth: number): Visitor => visitors[nth % visitors.length] as Visitor;

  const measure = async (
    what: string,
    run: (nth: number) => Promise<{ readonly took: number }>,
    calmly = true,
  ): Promise<void> => {
    // The first of all are for the compiler.
    for (let nth = 0; nth < visitors.length; nth += 16)
      await Promise.all(visitors.slice(nth, nth + 16).map((_, at) => run(nth + at)));
    await rig.resetCommands();
    for (let nth = 0; nth < counted; nth++) await run(nth);
    const commands = await commandsOf(rig, counted);
    const full = await saturate(rig, seconds, atOnce, async (nth) => (await run(nth)).took);
    const calm = calmly ? await pace(rig, calmSeconds, perSecond, run) : null;
    rows.push({ what, full, calm, commands });
  };

  rows.push(await signIns(rig));
  const probe = (nth: number) => visitor(nth).probe();
  await measure(`who is signed in, of ${ids.length} sessions`, probe);
  const all = ids.length + (await seedSessions(rig.address, more)).length;
  await measure(`who is signed in, of ${all} sessions`, probe, false);
  await measure('kept alive', (nth) => visitor(nth).touch(), false);
  for (const [name, bytes] of Object.entries(sizes))
    await measure(`a document written, ${bytes / 1000} kB`, (nth) => visitor(nth).put(name, bytes), name !== 'large');
  for (const name of ['form', 'large'] as const)
    await measure(
      `asked for, nothing new (304), ${sizes[name] / 1000} kB`,
      (nth) => visitor(nth).get(name, true),
      name === 'form',
    );
  await measure(`read, ${sizes.form / 1000} kB`, (nth) => visitor(nth).get('form', false), false);
  return rows;
}
