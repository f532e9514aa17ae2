import type { Platform } from '../platform/platform.ts';
import type { Failure, FailureKind } from './failure.ts';
import type { Answer } from './transport.ts';

/** An answer as JSON, or why there is none. A 200 proves nothing, and HTML proves nothing. */
export type Exchange =
  | { readonly outcome: 'json'; readonly response: Response; readonly body: unknown }
  | { readonly outcome: 'failed'; readonly failure: Failure };

export const failed = (kind: FailureKind, more?: Omit<Failure, 'kind'>): { outcome: 'failed'; failure: Failure } => ({
  outcome: 'failed',
  failure: { kind, ...more },
});

/** Longer than any healthy server takes, shorter than the patience of whoever waits. */
export const requestBudget = 10_000;

/** Sends, within a budget, and reads JSON. Never throws. */
export async function exchange(platform: Platform, request: Request, signal: AbortSignal): Promise<Exchange> {
  const { clock, network } = platform;
  const abort = network.abort();
  let timedOut = false;
  const forward = (): void => abort.abort(signal.reason);
  if (signal.aborted) return failed('aborted');
  signal.addEventListener('abort', forward);
  const cancel = clock.after(requestBudget, () => {
    timedOut = true;
    abort.abort();
  });
  try {
    const response = await network.fetch(network.request(request, { signal: abort.signal }));
    const { status } = response;
    if (status === 429) return failed('throttled', { status, ...readRetryAfter(response, clock.wall()) });
    if (status === 408 || status >= 500) return failed('server', { status, ...readRetryAfter(response, clock.wall()) });
    const text = await response.text();
    try {
      return { outcome: 'json', response, body: text ? JSON.parse(text) : null };
    } catch (cause) {
      // A login page, a captive portal, the fallback of a single-page app: all of them have been 200.
      return failed('protocol', { status, cause });
    }
  } catch (cause) {
    if (signal.aborted) return failed('aborted', { cause });
    return failed(timedOut ? 'timeout' : 'network', { cause });
  } finally {
    cancel();
    signal.removeEventListener('abort', forward);
  }
}

/** `Retry-After`, in seconds or as a date, as milliseconds. */
function readRetryAfter(response: Response, wall: number): { retryAfter?: number } {
  const text = response.headers.get('retry-after');
  if (!text) return {};
  const ms = Number.isNaN(Number(text)) ? Date.parse(text) - wall : Number(text) * 1000;
  return ms >= 0 ? { retryAfter: ms } : {};
}

/** Runs a mapping function of the application on what a server sent; what it throws is a broken promise of the server's, not an exception. */
export function mapped<Value>(
  exchanged: Exchange,
  map: (body: unknown, response: Response) => Answer<Value>,
): Answer<Value> {
  if (exchanged.outcome === 'failed') return exchanged;
  try {
    return map(exchanged.body, exchanged.response);
  } catch (cause) {
    return failed('protocol', { status: exchanged.response.status, cause });
  }
}
