import type { Platform } from '../platform/platform.ts';

/** Sends a request for whoever is signed in. */
export type Send = (request: Request) => Promise<Response>;

/** What is asked for may be large and a line slow. */
const budget = 30_000;

/** Why there is no answer. `changed`: a request of a session that is over was not sent, or its answer is nobody's. */
export type Lost = 'changed' | 'timeout' | 'network';

/** Sends within the budget. Answers what `read` makes of the response, or `lose` of there being none. */
export async function ask<Answer>(
  { clock, network }: Pick<Platform, 'clock' | 'network'>,
  url: string,
  init: Pick<RequestInit, 'method' | 'headers' | 'body'>,
  send: Send,
  read: (response: Response) => Promise<Answer>,
  lose: (why: Lost) => Answer,
  signal: AbortSignal | null = null,
): Promise<Answer> {
  const abort = network.abort();
  const forward = (): void => abort.abort(signal?.reason);
  signal?.addEventListener('abort', forward, { once: true });
  if (signal?.aborted) forward();
  const cancel = clock.after(budget, () => abort.abort());
  try {
    const request = network.request(url, {
      ...init,
      headers: { accept: 'application/json', ...init.headers },
      credentials: 'same-origin',
      cache: 'no-store',
      signal: abort.signal,
    });
    return await read(await send(request));
  } catch (error) {
    const { code } = (error ?? {}) as { readonly code?: unknown };
    return lose(code === 'HOLDFAST_SESSION_CHANGED' ? 'changed' : abort.signal.aborted ? 'timeout' : 'network');
  } finally {
    cancel();
    signal?.removeEventListener('abort', forward);
  }
}
