import type { Platform } from '../platform/platform.ts';
import type { Failure, FailureKind } from './failure.ts';
import type { Answer } from './transport.ts';

export const ok = <Value>(value: Value): { outcome: 'ok'; value: Value } => ({ outcome: 'ok', value });

export const failed = (kind: FailureKind, more?: Omit<Failure, 'kind'>): { outcome: 'failed'; failure: Failure } => ({
  outcome: 'failed',
  failure: { kind, ...more },
});

/** Longer than any healthy server takes, shorter than the patience of whoever waits. */
export const requestBudget = 10_000;

/**
 * Sends, within a budget, reads JSON and lets `map` say what it means. Never throws: a 200 proves nothing, HTML proves nothing, and
 * what `map` throws on (it may be the application's) is a broken promise of the server's.
 */
export async function exchange<Value>(
  { clock, network }: Platform,
  request: Request,
  signal: AbortSignal,
  map: (body: unknown, response: Response) => Answer<Value>,
): Promise<Answer<Value>> {
  const abort = network.abort();
  const forward = (): void => abort.abort(signal.reason);
  if (signal.aborted) return failed('aborted');
  signal.addEventListener('abort', forward);
  const cancel = clock.after(requestBudget, () => abort.abort());
  try {
    const response = await network.fetch(network.request(request, { signal: abort.signal }));
    const { status } = response;
    const kind = status === 429 ? 'throttled' : status === 408 || status >= 500 ? 'server' : null;
    if (kind) return failed(kind, { status, ...readRetryAfter(response, clock.wall()) });
    const text = await response.text();
    try {
      return map(text ? JSON.parse(text) : null, response);
    } catch (cause) {
      // A login page, a captive portal, the fallback of a single-page app: all of them have been 200.
      return failed('protocol', { status, cause });
    }
  } catch (cause) {
    return failed(signal.aborted ? 'aborted' : abort.signal.aborted ? 'timeout' : 'network', { cause });
  } finally {
    cancel();
    signal.removeEventListener('abort', forward);
  }
}

/** `Retry-After`, in seconds or as a date, as milliseconds. */
function readRetryAfter({ headers }: Response, wall: number): { retryAfter?: number } {
  const text = headers.get('retry-after');
  const ms = !text ? Number.NaN : Number.isNaN(Number(text)) ? Date.parse(text) - wall : Number(text) * 1000;
  return ms >= 0 ? { retryAfter: ms } : {};
}
