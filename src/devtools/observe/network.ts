import type { Network } from '../../platform/network.ts';
import type { FaultStore } from './faults.ts';
import type { Observation, Seen } from './observation.ts';

type Tell = (seen: Seen) => (later: Partial<Observation>) => void;

/** Makes an answer that no server gave. */
export type MakeAnswer = (status: number, headers: Readonly<Record<string, string>>, body: string) => Response;

/** As servers of cookies and of tokens say it (RFC 6749, 6750). */
const refusal = {
  headers: { 'content-type': 'application/json', 'www-authenticate': 'Bearer error="invalid_token"' },
  body: '{"error":"invalid_grant"}',
} as const;

/** As a browser says it. */
const unreachable = (): TypeError => new TypeError('Failed to fetch');

/**
 * Tells of every request: where to and what came of it, never what it carries. Offline, none gets through, and those under way break
 * off. A token that is to be refused is known by being the first that is seen; one that came after it is let through.
 */
export function observeNetwork(
  network: Network,
  faults: FaultStore,
  tell: Tell,
  now: () => number,
  makeAnswer: MakeAnswer,
): Network {
  /** What was in the header of the request that was refused. It is compared and never shown. */
  let refused: string | null = null;
  /** Whether requests carry tokens here. Then whoever asks for new ones without one is told so in OAuth's words. */
  let tokens = false;

  const isRefused = (request: Request): boolean => {
    const { refusing } = faults.getState();
    if (refusing === null) {
      refused = null;
      return false;
    }
    if (refusing === 'session') return true;
    const carried = request.headers.get('authorization');
    if (carried === null) {
      // A refresh asks without one, and is to work.
      if (tokens) return false;
      // Without a token in sight, one refusal is what an expired one would have caused.
      if (refused === null) faults.setState({ refusing: null });
      return refused === null;
    }
    refused ??= carried;
    if (carried === refused) return true;
    faults.setState({ refusing: null });
    return false;
  };
  /** `work`, until the network goes. */
  const whileOnline = <T>(work: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const stop = faults.subscribe(({ offline }) => {
        if (offline) reject(unreachable());
      });
      work.then(resolve, reject).finally(stop);
    });

  return {
    ...network,
    async fetch(request) {
      const began = now();
      const { pathname: path } = network.resolve(request.url);
      const bears = request.headers.has('authorization');
      tokens ||= bears;
      const feigned = faults.getState().offline || isRefused(request);
      const say = tell({ kind: 'request', method: request.method, path, status: null, feigned });
      try {
        if (faults.getState().offline) throw unreachable();
        const response = feigned
          ? makeAnswer(tokens && !bears ? 400 : 401, refusal.headers, refusal.body)
          : await whileOnline(network.fetch(request));
        say({ status: response.status, took: now() - began });
        return response;
      } catch (error) {
        say({ status: null, took: now() - began });
        throw error;
      }
    },
    read: (response, receive, signal) => whileOnline(network.read(response, receive, signal)),
  };
}
