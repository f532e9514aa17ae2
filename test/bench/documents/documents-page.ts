// Comes before all else, since libraries keep what they find.

import { candidates } from './candidates/all.ts';
import type { Opened } from './candidates/candidate.ts';
import type { CandidateName } from './candidates/names.ts';
import { contentsAfter, demandContents, fillContents, type Kind, nextChange, type Value } from './contents.ts';
import { writes } from './first.ts';
import { createHearing, type Hearing, type Moment } from './hearing.ts';
import { readAll } from './read-all.ts';
import { createTyping, type Typing } from './typing.ts';
import type { Written } from './writes.ts';

// The page of the benchmarks of documents: it opens one candidate, and is asked what to do with it.

interface Place {
  readonly who: string;
  readonly kind: Kind;
  readonly count: number;
  readonly document: Opened;
  /** What it holds, kept apart from it. */
  contents: Record<string, Value>;
  changes: number;
}
let place: Place | undefined;
let typing: Typing | undefined;
let hearing: Hearing | undefined;

function demandPlace(): Place {
  if (!place) throw new Error('Nothing is open.');
  return place;
}

function changeNext(): void {
  const { kind, count, contents, changes, document } = demandPlace();
  const [key, value] = nextChange(kind, count, changes, contents);
  contents[key] = value;
  document.change(key, value);
  demandPlace().changes++;
}

const bench = {
  /** Opens what is stored. Answers how long that took, in ms, from an open database to all of it in memory: the same for everybody. */
  async open(who: CandidateName, kind: Kind, count: number): Promise<number> {
    const candidate = candidates[who];
    await candidate.prepare?.(kind);
    const start = performance.now();
    const document = await candidate.open(kind);
    const took = performance.now() - start;
    place = { who, kind, count, document, contents: {}, changes: 0 };
    return took;
  },
  async fill(): Promise<void> {
    const { kind, count, document } = demandPlace();
    // Some take a field at a time.
    const settled = writes.settled(120_000);
    document.fill(fillContents(kind, count));
    await settled;
    await document.saved?.();
    await writes.quiet(50);
  },
  /** Throws unless exactly that is in memory which so many changes leave. */
  check(changes: number): void {
    const opened = demandPlace();
    const wanted = contentsAfter(opened.kind, opened.count, changes);
    demandContents(opened.who, opened.document.read(), wanted);
    Object.assign(opened, { contents: { ...wanted }, changes });
  },
  /**
   * Makes changes, each when the one before is durable: as somebody does who types slower than storage writes. Answers how long
   * each took to become durable, in ms.
   */
  async change(count: number): Promise<readonly number[]> {
    const took: number[] = [];
    for (let left = count; left > 0; left--) {
      const settled = writes.settled();
      const start = performance.now();
      changeNext();
      await settled;
      took.push(writes.lastAt() - start);
    }
    return took;
  },
  /** Makes changes in one go, without waiting. Answers when the last of them was durable. */
  async burst(count: number): Promise<number> {
    const settled = writes.settled();
    const start = performance.now();
    for (let left = count; left > 0; left--) changeNext();
    await settled;
    // Who gathers changes has perhaps only begun.
    await demandPlace().document.saved?.();
    return writes.lastAt() - start;
  },
  /** Makes a change in each turn of the page, without waiting for storage. */
  async fast(count: number): Promise<void> {
    const settled = writes.settled();
    for (let left = count; left > 0; left--) {
      changeNext();
      await new Promise((done) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = done;
        port2.postMessage(null);
      });
    }
    await settled;
    await demandPlace().document.saved?.();
    await writes.quiet(50);
  },
  /** Types on, beginning with that edit. */
  type(first: number): void {
    typing = createTyping(demandPlace().document, first);
    typing.start();
  },
  /** Types once more and leaves in the same turn. */
  leave(way: 'close' | 'navigation'): void {
    typing?.type();
    if (way === 'close') window.close();
    else location.assign('/elsewhere');
  },
  /** Listens to what other tabs write. */
  hear(): void {
    hearing = createHearing(demandPlace().document);
  },
  /** Writes now and then. Answers when each edit was stored. */
  async say(count: number): Promise<readonly Moment[]> {
    const said: Moment[] = [];
    for (let left = count; left > 0; left--) {
      await new Promise((done) => setTimeout(done, 50));
      if (hearing) said.push(await hearing.say(`said ${left}`));
    }
    await new Promise((done) => setTimeout(done, 500));
    return said;
  },
  heard: () => ({ shown: hearing?.shown ?? [], told: hearing?.told ?? [] }),
  read: () => demandPlace().document.read(),
  readAll,
  take: (): Written => writes.take(),
  quiet: (): Promise<void> => writes.quiet(50),
};
Object.assign(window, { bench });
export type Bench = typeof bench;
