import { HoldfastError } from '../foundation/errors.ts';
import type { Network } from '../platform/network.ts';
import { isUnsafe } from './cookie/csrf.ts';
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
  /**
   * Ends the session that belongs to `epoch`: the server refused the newest credential (`revoked`), or accepts a refresh and
   * then refuses what it gave (`loop`).
   */
  end(epoch: string, reason: 'revoked' | 'loop'): void;
  now(): number;
}

export const notSent = 'This request was not sent';
const withheld = 'The answer to this request is withheld';

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
    const refuseLate = (what: string): void => {
      if (epoch !== null && guard.epoch() !== epoch) throw sessionChanged(what);
    };
    refuseLate(notSent);
    if (isUnsafe(request.method) && !guard.agrees(epoch)) throw sessionChanged(notSent);

    const ended = guard.signal();
    const spare = request.clone();
    const send = async (copy: Request): Promise<{ sent: Request; response: Response }> => {
      const sent = await unlessAborted(connection.authorize(copy, ended), request.signal);
      refuseLate(notSent);
      const response = await network.fetch(sent);
      refuseLate(withheld);
      return { sent, response };
    };

    const { sent, response } = await send(request);
    if (epoch === null || !connection.concerns(response, sent)) return response;
    const verdict = await unlessAborted(connection.recover(sent, response, ended), request.signal);
    refuseLate(withheld);
    if (verdict === 'dead') guard.end(epoch, 'revoked');
    if (verdict !== 'again') return response;

    const again = await send(spare);
    if (again.response.status === 401) {
      const now = guard.now();
      refusals = [...refusals.filter((at) => now - at < loopTime), now];
      if (refusals.length >= loopCount) guard.end(epoch, 'loop');
    }
    return again.response;
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
