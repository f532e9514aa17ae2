import { checkLength } from '../foundation/options.ts';

const changes = ['play', 'playing', 'pause', 'ended', 'emptied'] as const;

/** A `<video>` or `<audio>` element. */
export interface PlayingMedia {
  readonly paused: boolean;
  readonly ended: boolean;
  addEventListener(type: (typeof changes)[number], listener: () => void): void;
  removeEventListener(type: (typeof changes)[number], listener: () => void): void;
}

/**
 * Holds the idle clock (`session.hold('media')`) while `media` plays, each time it is started `max` milliseconds at most. Somebody who
 * watches touches nothing. Returns the way to stop.
 *
 * @throws HOLDFAST_CONFIG for a length that makes no sense
 * @example const stop = holdWhilePlaying(session, video, { max: hours(2) });
 */
export function holdWhilePlaying(
  session: { hold(name: string, options: { readonly max: number }): () => void },
  media: PlayingMedia,
  options: { readonly max: number },
): () => void {
  checkLength('holdWhilePlaying.max', options?.max);
  let release: (() => void) | null = null;
  const look = (): void => {
    if (!media.paused && !media.ended) release ??= session.hold('media', options);
    else letGo();
  };
  const letGo = (): void => {
    release?.();
    release = null;
  };
  for (const type of changes) media.addEventListener(type, look);
  look();
  return () => {
    for (const type of changes) media.removeEventListener(type, look);
    letGo();
  };
}
