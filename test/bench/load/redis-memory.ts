import type { Rig } from './rig.ts';
import { seedSessions } from './seed.ts';
import { createVisitors } from './visitor.ts';

/** What Redis keeps something in, of so many things: in bytes, for each. */
export interface MemoryRow {
  readonly what: string;
  readonly count: number;
  readonly each: number;
}

/** By how much the memory of Redis grows, its own tables included. */
async function grown(rig: Rig, what: string, count: number, fill: () => Promise<unknown>): Promise<MemoryRow> {
  const before = await rig.redisMemory();
  await fill();
  return { what, count, each: ((await rig.redisMemory()) - before) / count };
}

const documents = [500, 2000] as const;
const atOnce = 16;

/** On a Redis that holds nothing yet. Each count is one more than there was: both sizes of growth are from nothing. */
export async function measureRedisMemory(
  rig: Rig,
  people: (from: number, count: number) => readonly number[],
): Promise<readonly MemoryRow[]> {
  const rows: MemoryRow[] = [];
  let from = 0;
  for (const count of [2000, 20_000])
    rows.push(
      await grown(rig, 'a session', count, () => {
        from += count;
        return seedSessions(rig.address, people(from - count, count));
      }),
    );
  const ids = await seedSessions(rig.address, people(from, documents[1]));
  const visitors = await createVisitors(rig.urls, ids);
  const write = async (name: string, bytes: number, count: number): Promise<void> => {
    for (let at = 0; at < count; at += atOnce)
      await Promise.all(visitors.slice(at, Math.min(count, at + atOnce)).map((each) => each.put(name, bytes)));
  };
  // The first document of each brings the list of their documents, and a count of writes that is gone after a minute.
  rows.push(
    await grown(rig, 'the first document of a person, 2 kB', documents[1], () => write('cart', 2000, documents[1])),
  );
  for (const count of documents)
    rows.push(await grown(rig, 'one more, 2 kB', count, () => write(`more-${count}`, 2000, count)));
  rows.push(await grown(rig, 'one more, 8 kB', documents[0], () => write('form', 8000, documents[0])));
  rows.push(await grown(rig, 'one more, 64 kB', documents[0], () => write('large', 64_000, documents[0])));
  return rows;
}
