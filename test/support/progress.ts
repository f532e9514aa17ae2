/** Where progress is shown: a terminal that somebody looks at. */
interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface Progress {
  /** Shows that this is under way, and for how long, until what it returns is called. */
  begin(what: string): () => void;
  /** Takes the line away, so that something else can be written; within a second it is back. */
  clear(): void;
}

/**
 * One line on a terminal about what takes long: `… load (42 s)`. It goes away by itself, and where nobody looks, as in the log of a
 * build, nothing is written.
 */
export function createProgress(terminal: Terminal = process.stderr, now: () => number = Date.now): Progress {
  const underway = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  const clear = (): void => void (terminal.isTTY && terminal.write('\r\x1b[K'));
  const draw = (): void => {
    const parts = [...underway].map(([what, since]) => `${what} (${Math.round((now() - since) / 1000)} s)`);
    clear();
    terminal.write(`… ${parts.join(', ')}`);
  };
  return {
    clear,
    begin(what) {
      if (!terminal.isTTY) return () => {};
      underway.set(what, now());
      timer ??= setInterval(draw, 1000).unref();
      draw();
      return () => {
        underway.delete(what);
        clear();
        if (underway.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}
