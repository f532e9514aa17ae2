/** One event of a stream. */
export interface StreamEvent {
  /** `message` where the stream doesn't say. */
  readonly type: string;
  readonly data: string;
}

/** Reads server-sent events, however their text is cut into pieces. */
export interface EventReader {
  /** Answers the events that this piece completes. */
  read(text: string): readonly StreamEvent[];
  /** How long to wait before a new connection, in milliseconds, where the server said it. */
  retry(): number | null;
}

/** A line that never ends would fill the memory. No event of ours is a hundredth as long. */
const longest = 65_536;

/** As https://html.spec.whatwg.org/multipage/server-sent-events.html has it: lines end with CR, LF or both, and a colon begins a comment. */
export function createEventReader(): EventReader {
  let rest = '';
  let first = true;
  /** The last piece ended with CR: an LF at the beginning of the next one belongs to it. */
  let afterReturn = false;
  let type = '';
  let data: string[] = [];
  let retry: number | null = null;

  const take = (line: string, done: StreamEvent[]): void => {
    if (line === '') {
      if (data.length) done.push({ type: type || 'message', data: data.join('\n') });
      type = '';
      data = [];
      return;
    }
    const [, field = '', value = ''] = /^([^:]*)(?::[ ]?(.*))?$/s.exec(line) ?? [];
    if (field === 'event') type = value;
    if (field === 'data') data.push(value);
    if (field === 'retry' && /^\d+$/.test(value)) retry = Number(value);
  };

  return {
    read(text) {
      const done: StreamEvent[] = [];
      let piece = text;
      if (!piece) return done;
      if (first) piece = piece.replace(/^\uFEFF/, '');
      if (afterReturn && piece.startsWith('\n')) piece = piece.slice(1);
      first = false;
      afterReturn = text.endsWith('\r');
      const lines = (rest + piece).split(/\r\n|\r|\n/);
      rest = lines.pop() ?? '';
      for (const line of lines) take(line, done);
      if (rest.length > longest) rest = '';
      return done;
    },
    retry: () => retry,
  };
}
