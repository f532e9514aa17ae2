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

export function createListening({ activity, report }: Platform, onInput: () => InputVerdict): Listening {
  const sources = new Set<{ readonly listen: () => () => void; stop?: (() => void) | undefined }>();
  let running = false;

  const add = (listen: () => () => void): (() => void) => {
    const source: { listen: () => () => void; stop?: (() => void) | undefined } = { listen };
    sources.add(source);
    if (running) source.stop = listen();
    return () => {
      sources.delete(source);
      source.stop?.();
      source.stop = undefined;
    };
  };
  add(() => activity.listen(onInput));

  return {
    start() {
      running = true;
      for (const source of sources) source.stop ??= source.listen();
    },
    stop() {
      running = false;
      for (const source of sources) {
        source.stop?.();
        source.stop = undefined;
      }
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
