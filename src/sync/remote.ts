import type { Platform } from '../platform/platform.ts';
import { isState, type PullAnswer, type PushAnswer, readPush, type Trouble, troubleOf } from './answers.ts';
import { readBody } from './body.ts';

/** Sends a request for whoever is signed in. */
export type Send = (request: Request) => Promise<Response>;

/** The documents of an account at a server that compares and sets. */
export interface Remote {
  pull(name: string, revision: string | null, send: Send, signal: AbortSignal): Promise<PullAnswer>;
  push(name: string, revision: string | null, text: string, send: Send, signal: AbortSignal): Promise<PushAnswer>;
}

/** A document may be large and a line slow. */
const budget = 30_000;

/** Proxies that compress make a tag weak, and a weak one matches nothing. */
const strong = (revision: string): string => revision.replace(/^W\//, '');

/** Nobody did anything: a server that counts how long somebody was idle does not begin anew. */
export const background = { 'x-holdfast': 'background' };

const plain = /^[A-Za-z0-9._~-]$/;
/** One segment of a path. */
export const segmentOf = (name: string): string =>
  [...name].map((sign) => (plain.test(sign) ? sign : encodeURIComponent(sign).replace(/[!'()*]/g, hex))).join('');
const hex = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;

/** Names that can't be one lead elsewhere. */
export const isAddress = (name: string): boolean =>
  !['.', '..'].includes(name) && name.length > 0 && [...name].length <= 128;

export function createRemote(
  { clock, network, crypto }: Pick<Platform, 'clock' | 'network' | 'crypto'>,
  url: string,
  headers: Readonly<Record<string, string>>,
): Remote {
  /** Sends within the budget, and answers what `read` makes of it. */
  const ask = async <Answer>(
    name: string,
    init: { readonly method: string; readonly headers: Record<string, string>; readonly body?: string },
    send: Send,
    signal: AbortSignal,
    read: (response: Response) => Promise<Answer | Trouble>,
  ): Promise<Answer | Trouble> => {
    const abort = network.abort();
    const forward = (): void => abort.abort(signal.reason);
    signal.addEventListener('abort', forward, { once: true });
    if (signal.aborted) forward();
    const cancel = clock.after(budget, () => abort.abort());
    try {
      const request = network.request(`${url}/${segmentOf(name)}`, {
        ...init,
        headers: { accept: 'application/json', ...headers, ...init.headers },
        credentials: 'same-origin',
        cache: 'no-store',
        signal: abort.signal,
      });
      return await read(await send(request));
    } catch (error) {
      // A request of a session that is over was not sent, or its answer is nobody's.
      const { code } = (error ?? {}) as { readonly code?: unknown };
      return { got: code === 'HOLDFAST_SESSION_CHANGED' ? 'unauthenticated' : 'offline' };
    } finally {
      cancel();
      signal.removeEventListener('abort', forward);
    }
  };

  return {
    pull: (name, revision, send, signal) =>
      ask<PullAnswer>(
        name,
        { method: 'GET', headers: { ...background, ...(revision !== null && { 'if-none-match': revision }) } },
        send,
        signal,
        async (response) => {
          if (response.status === 304) return { got: 'same' };
          // Browsers write each 404 into their consoles, so a server may say it quietly to who has never had a revision.
          if (response.status === 404 || (response.status === 204 && revision === null)) return { got: 'missing' };
          if (!isState(response)) return troubleOf(response, clock.wall());
          const tag = response.headers.get('etag');
          const body = await readBody(await response.text(), crypto);
          if (body === 'newer') return { got: 'newer' };
          // Without a tag nothing can be written safely.
          return tag && body ? { got: 'state', revision: tag, body } : { got: 'busy', retryAfter: 0 };
        },
      ),
    push: (name, revision, text, send, signal) =>
      ask<PushAnswer>(
        name,
        {
          method: 'PUT',
          headers: {
            'content-type': 'application/json',
            ...(revision === null ? { 'if-none-match': '*' } : { 'if-match': strong(revision) }),
          },
          body: text,
        },
        send,
        signal,
        (response) => readPush(response, clock.wall()),
      ),
  };
}
