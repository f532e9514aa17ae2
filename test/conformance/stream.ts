import { setTimeout as sleep } from 'node:timers/promises';

/** One event of a stream. */
export interface StreamEvent {
  readonly type: string;
  readonly data: string;
}

/** A stream of events that is held open. */
export interface Stream {
  /** All that has come, as it came. */
  text(): string;
  /** The next event that fits, of those not looked at yet; nothing where it doesn't come in time. */
  next(fits: (event: StreamEvent) => boolean, within: number): Promise<StreamEvent | undefined>;
  /** Whether anything at all comes in this time, if only a comment. */
  stirs(within: number): Promise<boolean>;
  close(): void;
}

/** The events in a text that is not yet at its end: an event is one when its empty line has come. */
export function readEvents(text: string): readonly StreamEvent[] {
  const blocks = text.replace(/\r\n?/g, '\n').split('\n\n').slice(0, -1);
  return blocks.flatMap((block) => {
    const fields = block.split('\n').map((line) => /^([^:]*):? ?(.*)$/.exec(line) ?? []);
    const of = (name: string): string[] =>
      fields.filter(([, field]) => field === name).map(([, , value]) => value ?? '');
    const data = of('data');
    return data.length === 0 ? [] : [{ type: of('event').at(-1) ?? 'message', data: data.join('\n') }];
  });
}

export function openStream(body: ReadableStream<Uint8Array>, abort: () => void): Stream {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let taken = 0;
  let ended = false;
  let wake = Promise.withResolvers<void>();

  const stir = (): void => {
    wake.resolve();
    wake = Promise.withResolvers();
  };
  const read = async (): Promise<void> => {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      text += decoder.decode(chunk.value, { stream: true });
      stir();
    }
  };
  // However it ends, whoever waits sees that nothing more comes.
  void read()
    .catch(() => {})
    .then(() => {
      ended = true;
      stir();
    });

  /** Waits for the next piece; false when the time is over or the stream is. */
  async function more(deadline: number): Promise<boolean> {
    const before = text.length;
    for (let rest = deadline - performance.now(); rest > 0 && !ended; rest = deadline - performance.now()) {
      const waiting = new AbortController();
      await Promise.race([wake.promise, sleep(rest, undefined, { signal: waiting.signal }).catch(() => {})]);
      waiting.abort();
      if (text.length > before) return true;
    }
    return false;
  }

  return {
    text: () => text,
    async next(fits, within) {
      const deadline = performance.now() + within;
      do {
        const events = readEvents(text);
        while (taken < events.length) {
          const event = events[taken++];
          if (event && fits(event)) return event;
        }
      } while (await more(deadline));
      return undefined;
    },
    stirs: (within) => more(performance.now() + within),
    close() {
      void reader.cancel().catch(() => {});
      abort();
    },
  };
}
