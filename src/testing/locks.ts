import type { Locks } from '../platform/locks.ts';
import { browserError } from './host.ts';
import type { Life } from './life.ts';
import type { Turns } from './turns.ts';

export interface LocksHub {
  /** Names of locks that are held, by any tab. */
  held(): string[];
  forTab(life: Life): { readonly locks: Locks; count(): number };
}

interface Ask {
  readonly name: string;
  readonly grant: () => void;
  /** Another one took it away. */
  readonly lose: () => void;
}

/** Web Locks: first come, first served; a closed or crashed tab lets go, a frozen one keeps. */
export function createLocksHub(turns: Turns): LocksHub {
  const holders = new Map<string, Ask>();
  let queue: Ask[] = [];

  const pump = (): void => {
    for (const ask of [...queue]) {
      if (holders.has(ask.name)) continue;
      queue = queue.filter((other) => other !== ask);
      holders.set(ask.name, ask);
      ask.grant();
    }
  };
  const giveUp = (ask: Ask): void => {
    queue = queue.filter((other) => other !== ask);
    if (holders.get(ask.name) !== ask) return;
    holders.delete(ask.name);
    turns.run(pump);
  };

  return {
    held: () => [...holders.keys()],
    forTab(life) {
      const asks = new Set<Ask>();
      life.onEnd(() => {
        for (const ask of asks) giveUp(ask);
        asks.clear();
      });
      const locks: Locks = {
        run: <T>(
          name: string,
          { signal, ifAvailable = false, steal = false }: Parameters<Locks['run']>[1],
          work: (held: boolean) => Promise<T>,
        ) =>
          new Promise<T>((resolve, reject) => {
            if (life.gone()) return;
            if (signal?.aborted) return reject(signal.reason);
            const end = (): void => {
              asks.delete(ask);
              giveUp(ask);
            };
            const start = async (held: boolean): Promise<T> => work(held);
            const onAbort = (): void => {
              if (holders.get(name) === ask) return;
              end();
              reject(signal?.reason);
            };
            const ask: Ask = {
              name,
              lose() {
                asks.delete(ask);
                life.deliver(() =>
                  reject(browserError('AbortError', 'Lock broken by another request with the "steal" option.')),
                );
              },
              grant() {
                signal?.removeEventListener('abort', onAbort);
                life.deliver(() => void start(true).finally(end).then(resolve, reject));
              },
            };
            asks.add(ask);
            signal?.addEventListener('abort', onAbort, { once: true });
            turns.run(() => {
              if (!asks.has(ask)) return;
              if (ifAvailable && (holders.has(name) || queue.some((other) => other.name === name))) {
                asks.delete(ask);
                signal?.removeEventListener('abort', onAbort);
                life.deliver(() => void start(false).then(resolve, reject));
                return;
              }
              if (steal) {
                holders.get(name)?.lose();
                holders.delete(name);
                queue.unshift(ask);
              } else queue.push(ask);
              pump();
            });
          }),
      };
      return { locks, count: () => asks.size };
    },
  };
}
