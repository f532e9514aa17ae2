import type { Clock } from '../clock.ts';
import { Refusal } from '../http/refusal.ts';
import { noSession, type Presence } from '../identity/callers.ts';
import type { Limits } from '../limits.ts';
import type { News, NewsDesk } from '../news.ts';
import type { Documents } from './documents.ts';
import { createEventStream } from './event-stream.ts';
import { tagOf } from './revisions.ts';

/** Streams that tell a person's devices when to ask. They say `poke` and `session`, and nothing of what is in a document. */
export interface Live {
  /** Resolves when nothing that is written from now on will be missed. The stream ends with the caller's session. */
  open(caller: Presence): Promise<ReadableStream<Uint8Array>>;
}

export interface LiveParts {
  readonly clock: Clock;
  readonly limits: Limits;
  readonly documents: Documents;
  readonly news: NewsDesk;
}

/** In ms: how long to wait where the store can't be asked whether a session goes on. */
const again = 2000;

export function createLive({ clock, limits, documents, news }: LiveParts): Live {
  const counts = new Map<string, number>();
  let held = 0;
  /** All who listen here come back at once when this process ends: how long that takes, in ms, at a pace that others can bear. */
  const returning = (): number => Math.ceil(held / limits.returns) * 1000;
  const retry = (): number => Math.max(limits.retry, returning());

  /** A stream costs memory for hours, so one account may not have any number of them. */
  function take(userId: string): () => void {
    const count = counts.get(userId) ?? 0;
    if (count >= limits.streams)
      throw new Refusal(429, 'too_many_streams', 'This account listens often enough here.', { 'retry-after': '60' });
    counts.set(userId, count + 1);
    held++;
    return () => {
      held--;
      const left = (counts.get(userId) ?? 0) - 1;
      if (left > 0) counts.set(userId, left);
      else counts.delete(userId);
    };
  }

  async function open({ userId, look }: Presence): Promise<ReadableStream<Uint8Array>> {
    const undo: (() => void)[] = [take(userId)];
    const timers = new Map<'beat' | 'end' | 'doubt', () => void>();
    const release = (): void => {
      for (const cancel of timers.values()) cancel();
      for (const one of undo.splice(0)) one();
    };
    const stream = createEventStream(retry(), release);
    const wake = (what: 'beat' | 'end' | 'doubt', ms: number, run: () => void): void => {
      timers.get(what)?.();
      // A stream that is over starts nothing any more.
      if (undo.length > 0) timers.set(what, clock.after(Math.max(0, ms), run));
    };

    function beat(): void {
      stream.beat(retry());
      wake('beat', limits.heartbeat, beat);
    }
    async function lookAgain(): Promise<void> {
      try {
        const endsAt = await look();
        if (endsAt !== undefined) return wake('end', endsAt - clock.now(), () => void lookAgain());
        stream.send('session');
        stream.close();
      } catch {
        wake('end', again, () => void lookAgain());
      }
    }
    /** Everything that could have been missed. Not at once: every stream of every process is in doubt in the same moment. */
    async function tellAll(): Promise<void> {
      try {
        await lookAgain();
        for (const { id, rev } of await documents.list(userId)) stream.send('poke', { id, rev: tagOf(rev) });
      } catch {
        wake('doubt', again, () => void tellAll());
      }
    }
    function hear(heard: News | undefined): void {
      if (heard === undefined)
        wake('doubt', Math.random() * Math.max(limits.spread, returning()), () => void tellAll());
      else if (heard.about === 'end') void lookAgain();
      else stream.send('poke', { id: heard.id, rev: heard.rev });
    }

    try {
      undo.push(await news.listen(userId, hear));
      // Asked after listening began: an end in between would be heard by nobody.
      const endsAt = await look();
      if (endsAt === undefined) throw noSession();
      wake('end', endsAt - clock.now(), () => void lookAgain());
      wake('beat', limits.heartbeat, beat);
      return stream.body;
    } catch (failure) {
      stream.close();
      throw failure;
    }
  }

  return { open };
}
