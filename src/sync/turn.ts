import type { Platform } from '../platform/platform.ts';

/**
 * Something that one tab of a browser does, for as long as it is there: whoever comes first. It is handed on when that tab closes,
 * crashes, freezes, or goes into bfcache. Answers how to let go.
 *
 * Where there are no Web Locks, every tab does it (`alone`) or none: what is done about a document is right however many do it, and
 * only takes more requests.
 */
export function takeTurn(
  { locks, network, page }: Pick<Platform, 'locks' | 'network' | 'page'>,
  name: string,
  begin: () => () => void,
  alone: boolean,
): () => void {
  let waiting: AbortController | null = null;
  let letGo: (() => void) | null = null;

  const queue = (): void => {
    if (waiting || letGo) return;
    if (!locks) {
      if (alone) letGo = begin();
      return;
    }
    const mine = network.abort();
    waiting = mine;
    locks
      .run(name, { signal: mine.signal }, async () => {
        if (mine.signal.aborted) return;
        waiting = null;
        const end = begin();
        await new Promise<void>((resolve) => {
          letGo = () => {
            end();
            resolve();
          };
        });
      })
      // It was called off while it waited.
      .catch(() => {});
  };
  const leave = (): void => {
    waiting?.abort();
    waiting = null;
    letGo?.();
    letGo = null;
  };

  const stop = page.subscribe((event) => {
    if (event === 'leave') leave();
    if (event === 'wake') queue();
  });
  queue();
  return () => {
    stop();
    leave();
  };
}
