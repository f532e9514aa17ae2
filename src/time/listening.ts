import type { ActivityFrame, InputVerdict } from '../platform/activity.ts';
import type { Platform } from '../platform/platform.ts';

/**
 * Where input comes from that the page can't see by itself: a frame of the same origin (an `<iframe>` element), or a function that is
 * given the way to report input, and returns the way to stop listening.
 */
export type ActivitySource = ActivityFrame | ((report: () => void) => () => void);

/** Listens to the page and to what was added, while a session runs. */
export interface Listening {
  start(): void;
  stop(): void;
  add(source: ActivitySource): () => void;
}

interface Source {
  readonly listen: () => () => void;
  stop?: (() => void) | undefined;
}

export function createListening({ activity, report }: Platform, onInput: () => InputVerdict): Listening {
  const sources = new Set<Source>();
  let running = false;

  /** An application's source must break neither a sign-in nor an end. */
  const attempt = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      report('an activity source threw', error);
      return undefined;
    }
  };
  const begin = (source: Source): void => {
    source.stop ??= attempt(source.listen);
  };
  const end = (source: Source): void => {
    const { stop } = source;
    source.stop = undefined;
    if (stop) attempt(stop);
  };
  const add = (listen: () => () => void): (() => void) => {
    const source: Source = { listen };
    sources.add(source);
    if (running) begin(source);
    return () => {
      sources.delete(source);
      end(source);
    };
  };
  add(() => activity.listen(onInput));

  return {
    start() {
      running = true;
      for (const source of sources) begin(source);
    },
    stop() {
      running = false;
      for (const source of sources) end(source);
    },
    add: (source) =>
      add(() => {
        if (typeof source === 'function') return source(() => void onInput());
        return activity.listenIn(source, onInput, (error) =>
          report(
            'a frame of another origin can’t be listened to: let it post messages, and call reportActivity()',
            error,
          ),
        );
      }),
  };
}
