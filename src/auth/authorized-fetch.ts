import { HoldfastError } from '../foundation/errors.ts';
import type { Network } from '../platform/network.ts';
import { isUnsafe } from './csrf.ts';
import type { Connection } from './transport.ts';

/** What a request must know of the session it belongs to. */
export interface Guard {
  /** The epoch this tab acts under, or null. */
  epoch(): string | null;
  /** The epoch that the page shows, which is behind while another tab's sign-in is being adopted. */
  shown(): string | null;
  /** Whether the record that all tabs share still names that epoch: another tab may have switched users a moment ago. */
  agrees(epoch: string | null): boolean;
  /** Aborts when the present epoch ends. */
  signal(): AbortSignal;
  /** The server refused the newest credential. */
  onDead(epoch: string): void;
  /** Ends the session of a server that accepts a refresh and then refuses what it gave. */
  onLoop(epoch: string): void;
  now(): number;
}

export const sessionChanged = (what: string): HoldfastError =>
  new HoldfastError(
    'HOLDFAST_SESSION_CHANGED',
    `${what}, since it belongs to an earlier session. Ask again in the present one.`,
  );

type Fetch = (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;

/** Refreshed, sent again, and refused all the same: this often within this time is no accident. */
const loopCount = 3;
const loopTime = 30_000;

export function createAuthorizedFetch(network: Network, connection: Connection<unknown, never>, guard: Guard): Fetch {
  let refusals: number[] = [];

  return async (input, init) => {
    const epoch = guard.shown();
    const request = createRequest(network, input, init);
    if (!connection.allows(network.resolve(request.url).origin)) return network.fetch(request);
    // A guest's answers are anybody's; a person's belong to one epoch.
    const isLate = (): boolean => epoch !== null && guard.epoch() !== epoch;
    if (isLate() || (isUnsafe(request.method) && !guard.agrees(epoch)))
      throw sessionChanged('This request was not sent');

    const ended = guard.signal();
    const spare = request.clone();
    const send = async (copy: Request): Promise<{ sent: Request; response: Response }> => {
      const sent = await unlessAborted(connection.authorize(copy, ended), request.signal);
      if (isLate()) throw sessionChanged('This request was not sent');
      const response = await network.fetch(sent);
      if (isLate()) throw sessionChanged('The answer to this request is withheld');
      return { sent, response };
    };

    const first = await send(request);
    if (first.response.status !== 401 || epoch === null) return first.response;
    const verdict = await unlessAborted(connection.recover(first.sent, first.response, ended), request.signal);
    if (isLate()) throw sessionChanged('The answer to this request is withheld');
    if (verdict === 'dead') guard.onDead(epoch);
    if (verdict !== 'again') return first.response;

    const { response } = await send(spare);
    if (response.status === 401) {
      const now = guard.now();
      refusals = [...refusals.filter((at) => now - at < loopTime), now];
      if (refusals.length >= loopCount) guard.onLoop(epoch);
    }
    return response;
  };
}

function createRequest(network: Network, input: RequestInfo | URL, init?: RequestInit): Request {
  try {
    return network.request(input, init);
  } catch (cause) {
    if ((input as Request).bodyUsed)
      throw new HoldfastError(
        'HOLDFAST_BODY_CONSUMED',
        'The body of this Request was read already. Pass `request.clone()`, or the body anew.',
        {
          cause,
        },
      );
    throw cause;
  }
}

/** The caller's patience ends its waiting, while the refresh that others wait for goes on. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
