import { readerOf } from './host.ts';
import type { Life } from './life.ts';

/** Reads an answer for a tab: nothing arrives while that is frozen, and the connection ends with it. */
export function readAsItComes(
  response: Response,
  receive: (text: string) => void,
  signal: AbortSignal,
  life: Life,
  /** Ways to break such connections off. */
  reading: Set<(error: unknown) => void>,
): Promise<void> {
  const reader = readerOf(response);
  return new Promise((resolve, reject) => {
    const end = (): void => {
      reading.delete(fail);
      forget();
      signal.removeEventListener('abort', onAbort);
    };
    const fail = (error: unknown): void => {
      end();
      reader?.cancel().catch(() => {});
      life.deliver(() => reject(error));
    };
    const onAbort = (): void => fail(signal.reason);
    const forget = life.onEnd(() => fail(null));
    reading.add(fail);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) return onAbort();
    const next = (): void => {
      Promise.resolve(reader?.read()).then((part) => {
        if (!reading.has(fail)) return;
        if (part && !part.done) {
          life.deliver(() => receive(part.value));
          next();
          return;
        }
        end();
        life.deliver(resolve);
      }, fail);
    };
    next();
  });
}
