/** One stream of server-sent events. */
export interface EventStream {
  readonly body: ReadableStream<Uint8Array>;
  send(event: string, data?: object): void;
  /** Says that it is there, which keeps proxies from thinking that nobody is, and how long to wait, in ms, where that has changed. */
  beat(retry: number): void;
  /** Ends it from here. What was sent still arrives. */
  close(): void;
}

/** So many bytes may wait for a listener who doesn't read. */
const patience = 64 * 1024;

/**
 * @param retry how long a listener is to wait before it comes back, in ms
 * @param closed called once, whichever side ended it
 */
export function createEventStream(retry: number, closed: () => void): EventStream {
  const utf8 = new TextEncoder();
  let said = retry;
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;

  function end(): ReadableStreamDefaultController<Uint8Array> | undefined {
    const ending = controller;
    controller = undefined;
    if (ending) closed();
    return ending;
  }
  function write(text: string): void {
    controller?.enqueue(utf8.encode(text));
    // Nothing is lost with it: who comes back asks for everything.
    if (controller && (controller.desiredSize ?? 0) <= 0) end()?.close();
  }

  const body = new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given;
      },
      cancel: () => void end(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: patience }),
  );
  write(`retry: ${retry}\n\n`);

  return {
    body,
    send: (event, data = {}) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    beat(next) {
      write(next === said ? ':\n\n' : `retry: ${next}\n\n`);
      said = next;
    },
    close: () => end()?.close(),
  };
}
