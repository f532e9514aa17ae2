import { HoldfastError } from '../foundation/errors.ts';
import type { Network } from '../platform/network.ts';
import { type Challenge, isStepUp, readChallenge } from './challenge.ts';
import { isUnsafe } from './cookie/csrf.ts';
import type { Connection } from './transport.ts';
import { unlessAborted } from './unless-aborted.ts';

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
  /** Asks the session endpoint, once for all tabs, and believes what it says. */
  verify(): Promise<void>;
  /** Where requests are kept for it: whether the person who left comes back. `null` where they aren't, or nobody left. */
  returning(): Promise<boolean> | null;
  stepUp(challenge: Challenge, url: string): void;
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

  /** The person who left, back again; nobody else's session gets what was asked for here. */
  const comeBack = async (request: Request): Promise<boolean> => {
    const back = guard.returning();
    if (!back) return false;
    if (!(await unlessAborted(back, request.signal))) throw sessionChanged(notSent);
    return true;
  };

  /** Sends under `epoch` alone. Resolves to null when the session was refused, and the request with it. */
  const attempt = async (epoch: string | null, request: Request, spare: Request | null): Promise<Response | null> => {
    // A guest's answers are anybody's; a person's belong to one epoch.
    const refuseLate = (what: string): void => {
      if (epoch !== null && guard.epoch() !== epoch) throw sessionChanged(what);
    };
    const refuseUnsent = (): void => {
      refuseLate(notSent);
      if (isUnsafe(request.method) && !guard.agrees(epoch)) throw sessionChanged(notSent);
    };
    refuseUnsent();
    const ended = guard.signal();
    /** Whoever asked learns at once that no answer will come. */
    const unlessLeft = <T>(work: Promise<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        const onAbort = (): void => {
          if (epoch !== null && guard.epoch() !== epoch) reject(sessionChanged(withheld));
        };
        ended.addEventListener('abort', onAbort, { once: true });
        work.then(resolve, reject).finally(() => ended.removeEventListener('abort', onAbort));
      });
    const send = async (copy: Request): Promise<{ sent: Request; response: Response }> => {
      const sent = await unlessAborted(connection.authorize(copy, ended), request.signal);
      // Authorizing took its time, and another tab may have switched users in it.
      refuseUnsent();
      const response = await unlessLeft(network.fetch(sent));
      refuseLate(withheld);
      return { sent, response };
    };

    const { sent, response } = await send(request);
    const challenge = epoch === null ? null : readChallenge(response);
    if (challenge && isStepUp(response.status, challenge)) {
      guard.stepUp(challenge, response.url);
      return response;
    }
    if (!connection.concerns(response, sent)) return response;
    const verdict = await unlessAborted(connection.recover(sent, response, ended), request.signal);
    refuseLate(withheld);
    if (verdict === 'dead' && epoch !== null) guard.end(epoch, 'revoked');
    if (verdict === 'ask') await unlessAborted(guard.verify(), request.signal);
    // The session is over, and it was this request that learnt it.
    if (guard.epoch() !== epoch) return spare && guard.returning() ? null : response;
    if (verdict !== 'again' || !spare) return response;

    const again = await send(spare);
    if (!connection.concerns(again.response, again.sent)) return again.response;
    if (again.response.status !== 401 || response.status !== 401) {
      // It wasn't the token alone, as on a server that says 419 first and 401 to the next.
      await unlessAborted(guard.verify(), request.signal);
    } else {
      const now = guard.now();
      refusals = [...refusals.filter((at) => now - at < loopTime), now];
      if (refusals.length >= loopCount && epoch !== null) guard.end(epoch, 'loop');
    }
    return again.response;
  };

  return async (input, init) => {
    const request = createRequest(network, input, init);
    if (!connection.allows(network.resolve(request.url).origin)) return network.fetch(request);
    if (guard.shown() === null) await comeBack(request);
    const spare = request.clone();
    const response = await attempt(guard.shown(), request, spare);
    if (response) return response;
    await comeBack(request);
    return (await attempt(guard.shown(), spare, null)) as Response;
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
        { cause },
      );
    throw cause;
  }
}
