import type { Network } from '../platform/network.ts';
import { makeAbort, makeRequest, makeUrl } from './host.ts';
import type { Life } from './life.ts';
import { readAsItComes } from './streams.ts';
import type { Turns } from './turns.ts';

/** Answers a request. `tab` is the name of the tab that sent it. Throw or reject for a network error; never settle to hang. */
export type RequestHandler = (request: Request, tab: string) => Response | Promise<Response>;

/** A request as it went out. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly path: string;
  /** Name of the tab. */
  readonly tab: string;
  /** Moment on {@link TestClock.elapsed}. */
  readonly at: number;
  readonly request: Request;
}

/** The network of a {@link TestBrowser}, as a test sees it. */
export interface TestNetwork {
  /** Answers every request. Until it is set, each is a network error. */
  handler: RequestHandler | null;
  /** Cuts or restores the connection of all tabs. When it returns, pages hear `online` and `wake`. */
  setOffline(offline: boolean): void;
  /** Every request that left a tab, also one that met no server. */
  readonly requests: readonly SentRequest[];
  /** How many went to `path` (or in all). */
  count(path?: string): number;
}

export interface NetworkHub {
  readonly test: TestNetwork;
  forTab(life: Life, tab: string): Network;
}

export function createNetworkHub(turns: Turns, now: () => number, base: string, onOnline: () => void): NetworkHub {
  const requests: SentRequest[] = [];
  const keptAlive = new WeakSet<Request>();
  const inFlight = new Set<(error: unknown) => void>();
  /** Answers that are still being read. */
  const reading = new Set<(error: unknown) => void>();
  let offline = false;
  const unreachable = (): TypeError => new TypeError('Failed to fetch');
  /** A browser reads a body on another thread, and takes its time: nothing is settled before. */
  const announced = <Sent extends Request | Response>(sent: Sent): Sent => {
    for (const name of ['text', 'json'] as const) {
      const read = sent[name].bind(sent) as () => Promise<unknown>;
      Object.defineProperty(sent, name, { value: () => turns.track(read()), configurable: true });
    }
    const clone = sent.clone.bind(sent) as () => Sent;
    Object.defineProperty(sent, 'clone', { value: () => announced(clone()), configurable: true });
    return sent;
  };

  const test: TestNetwork = {
    handler: null,
    setOffline(next) {
      if (offline === next) return;
      offline = next;
      if (!offline) return onOnline();
      for (const fail of [...inFlight, ...reading]) fail(unreachable());
    },
    requests,
    count: (path) => requests.filter((sent) => path === undefined || sent.path === path).length,
  };

  const answer = async (request: Request, tab: string): Promise<Response> => {
    const { pathname } = makeUrl(request.url);
    requests.push({
      method: request.method,
      url: request.url,
      path: pathname,
      tab,
      at: now(),
      request: request.clone(),
    });
    if (offline || !test.handler) throw unreachable();
    const response = announced(await test.handler(announced(request), tab));
    if (response.url === '') Object.defineProperty(response, 'url', { value: request.url });
    return response;
  };

  return {
    test,
    forTab(life, tab) {
      const fetch = (request: Request): Promise<Response> =>
        new Promise((resolve, reject) => {
          const { signal } = request;
          if (signal?.aborted) return reject(signal.reason);
          // As with a real fetch, the request is used up; a used one is refused with a TypeError.
          if (request.bodyUsed) return reject(new TypeError('The body of this request was used already.'));
          const outgoing = request.clone();
          if (request.body) void request.text();
          const fail = (error: unknown): void => {
            end();
            reject(error);
          };
          const onAbort = (): void => fail(signal?.reason);
          const end = (): void => {
            inFlight.delete(fail);
            signal?.removeEventListener('abort', onAbort);
          };
          inFlight.add(fail);
          signal?.addEventListener('abort', onAbort, { once: true });
          turns.run(() => {
            const lives = !life.gone() || request.keepalive || keptAlive.has(request);
            if (!inFlight.has(fail) || !lives) return;
            const answered = answer(outgoing, tab);
            turns.allow(answered);
            answered
              .finally(end)
              .then(resolve, (error: unknown) => reject(error instanceof TypeError ? error : unreachable()));
          });
        });
      return {
        fetch: (request) => life.pass(fetch(request)),
        request(input, init) {
          const request = makeRequest(
            typeof input === 'object' && 'clone' in input ? input : makeUrl(String(input), base).href,
            init,
          );
          if (init?.keepalive || keptAlive.has(input as Request)) keptAlive.add(request);
          return request;
        },
        read: (response, receive, signal) => readAsItComes(response, receive, signal, life, reading),
        abort: makeAbort,
        resolve: (url) => makeUrl(url, base),
      };
    },
  };
}
