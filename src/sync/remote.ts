import type { Platform } from '../platform/platform.ts';
import { isState, type PullAnswer, type PushAnswer, readPush, type Trouble, troubleOf } from './answers.ts';
import { ask, type Send } from './asking.ts';
import { readBody } from './body.ts';

export type { Send };

/** The documents of an account at a server that compares and sets. */
export interface Remote {
  pull(name: string, revision: string | null, send: Send, signal: AbortSignal): Promise<PullAnswer>;
  push(name: string, revision: string | null, text: string, send: Send, signal: AbortSignal): Promise<PushAnswer>;
}

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
  const askFor = <Answer>(
    name: string,
    init: Pick<RequestInit, 'method' | 'headers' | 'body'>,
    send: Send,
    signal: AbortSignal,
    read: (response: Response) => Promise<Answer | Trouble>,
  ): Promise<Answer | Trouble> =>
    ask<Answer | Trouble>(
      { clock, network },
      `${url}/${segmentOf(name)}`,
      { ...init, headers: { ...headers, ...init.headers } },
      send,
      read,
      (why) => ({ got: why === 'changed' ? 'unauthenticated' : 'offline' }),
      signal,
    );

  return {
    pull: (name, revision, send, signal) =>
      askFor<PullAnswer>(
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
      askFor<PushAnswer>(
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
