import type { Failure, FailureKind } from './failure.ts';
import type { Answer, TransportContext } from './transport.ts';

export const ok = <Value>(value: Value): { outcome: 'ok'; value: Value } => ({ outcome: 'ok', value });

export const failed = (kind: FailureKind, more?: Omit<Failure, 'kind'>): { outcome: 'failed'; failure: Failure } => ({
  outcome: 'failed',
  failure: { kind, ...more },
});

/** Longer than any healthy server takes, shorter than the patience of whoever waits. */
export const requestBudget = 10_000;

/** An answer's moment by the server's own clock, in the middle of the round trip; by ours where it doesn't say. */
export type ServerNow = number;

/**
 * Sends, within a budget, reads the body and lets `map` say what it means: JSON, or the text where it isn't JSON. Never throws: a
 * 200 proves nothing, HTML proves nothing, and what `map` throws on (it may be the application's) is a broken promise of the server's.
 */
export async function exchange<Value>(
  { platform: { clock, network }, onSkew }: Pick<TransportContext, 'platform' | 'onSkew'>,
  request: Request,
  signal: AbortSignal,
  map: (body: unknown, response: Response, serverNow: ServerNow) => Answer<Value>,
): Promise<Answer<Value>> {
  const abort = network.abort();
  const forward = (): void => abort.abort(signal.reason);
  if (signal.aborted) return failed('aborted');
  signal.addEventListener('abort', forward);
  const cancel = clock.after(requestBudget, () => abort.abort());
  try {
    const sentAt = clock.wall();
    const response = await network.fetch(network.request(request, { signal: abort.signal }));
    const here = (sentAt + clock.wall()) / 2;
    const said = readDate(response);
    const serverNow = said ?? here;
    if (said !== null) onSkew(said - here);
    const { status } = response;
    const kind = status === 429 ? 'throttled' : status === 408 || status === 425 || status >= 500 ? 'server' : null;
    if (kind) return failed(kind, { status, ...readRetryAfter(response, clock.wall()) });
    const text = await response.text();
    try {
      return map(readBody(text), response, serverNow);
    } catch (cause) {
      return failed('protocol', { status, cause });
    }
  } catch (cause) {
    return failed(signal.aborted ? 'aborted' : abort.signal.aborted ? 'timeout' : 'network', { cause });
  } finally {
    cancel();
    signal.removeEventListener('abort', forward);
  }
}

function readBody(text: string): unknown {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return text;
  }
}

/** The `Date` header tells whole seconds: in the middle of one, on average. */
function readDate({ headers }: Response): number | null {
  const at = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(at) ? null : at + 500;
}

/** `Retry-After`, in seconds or as a date, as milliseconds. */
function readRetryAfter({ headers }: Response, wall: number): { retryAfter?: number } {
  const text = headers.get('retry-after');
  const ms = !text ? Number.NaN : Number.isNaN(Number(text)) ? Date.parse(text) - wall : Number(text) * 1000;
  return ms >= 0 ? { retryAfter: ms } : {};
}
