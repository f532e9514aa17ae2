import { AuthorizationResponseError, isDPoPNonceError, ResponseBodyError } from 'oauth4webapi';
import { exchange, failed, ok } from '../exchange.ts';
import type { Answer, TransportContext } from '../transport.ts';

/** What `oauth4webapi` calls instead of `fetch`. */
export type SendOnce = (
  url: string,
  init: { readonly method: string; readonly headers: Record<string, string>; readonly body?: unknown },
) => Promise<Response>;

/**
 * Lets `work` do its one request within the budget of {@link exchange}, and makes an answer of whatever comes of it. What is thrown
 * keeps its message only: the errors of `oauth4webapi` carry the response, with the tokens in it.
 */
export type Ask = <Value>(
  signal: AbortSignal,
  work: (send: SendOnce) => Promise<Value>,
  options?: { readonly keepalive?: boolean },
) => Promise<Answer<Value>>;

/** `onServerTime` hears how far the server's clock is ahead, in milliseconds, before its answer is judged. */
export function createAsk({ platform, onSkew }: TransportContext, onServerTime: (skew: number) => void): Ask {
  const { clock, network } = platform;
  return async <Value>(
    signal: AbortSignal,
    work: (send: SendOnce) => Promise<Value>,
    { keepalive = false }: { readonly keepalive?: boolean } = {},
  ): Promise<Answer<Value>> => {
    let failure: Answer<never> | null = null;

    const send: SendOnce = async (url, { method, headers, body }) => {
      let kept: Response | null = null;
      const keeping = {
        ...network,
        async fetch(request: Request): Promise<Response> {
          const response = await network.fetch(request);
          kept = response.clone();
          return response;
        },
      };
      const request = network.request(url, {
        method,
        headers,
        body: body ? String(body) : null,
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
        keepalive,
      });
      const answer = await exchange(
        { platform: { ...platform, network: keeping }, onSkew },
        request,
        signal,
        (_body, _response, serverNow) => ok(serverNow),
      );
      if (answer.outcome === 'ok' && kept) {
        onServerTime(answer.value - clock.wall());
        return kept;
      }
      if (answer.outcome === 'failed') failure = answer;
      throw new Error('no answer');
    };

    try {
      // A server that wants its nonce in the proof has done nothing yet.
      return ok(await work(send).catch((cause) => (isDPoPNonceError(cause) ? work(send) : Promise.reject(cause))));
    } catch (cause) {
      return failure ?? judge(cause);
    }
  };
}

function judge(cause: unknown): Answer<never> {
  if (cause instanceof ResponseBodyError || cause instanceof AuthorizationResponseError) {
    const { error, error_description } = cause;
    const status = cause instanceof ResponseBodyError ? cause.status : 0;
    return { outcome: 'rejected', status, body: { error, ...(error_description && { error_description }) } };
  }
  const { message, code } = cause as { message?: unknown; code?: unknown };
  return failed('protocol', { cause: new Error([code, message].filter(Boolean).join(': ')) });
}
