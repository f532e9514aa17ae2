import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from './answer.ts';
import { Broken } from './rule.ts';
import { openStream, type Stream } from './stream.ts';

/** Headers that say who asks. */
export type Credentials = Readonly<Record<string, string>>;

export type Send = (request: Request) => Response | Promise<Response>;

/** How requests get to the server. */
export interface Carrier {
  readonly base: string;
  readonly live: string;
  readonly send: Send;
  readonly patience: number;
}

/** Somebody who asks the server. */
export interface Caller {
  get(name: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Writes the whole state under a condition: `{ 'If-Match': … }` or `{ 'If-None-Match': '*' }`. */
  put(name: string, condition: Readonly<Record<string, string>>, state: unknown): Promise<Answer>;
  /** What a browser asks before it lets a foreign page write. */
  preflight(name: string): Promise<Answer>;
  /** Asks for the stream, and gives it back open where the server has one. */
  listen(): Promise<{ readonly answer: Answer; readonly stream: Stream | undefined }>;
}

/** The headers that are no secret, so that they may stand in a message. */
const shown = ['if-match', 'if-none-match', 'accept-encoding', 'origin'];

/** Credentials of the same form that nobody has handed out. */
export function spoil(credentials: Credentials): Credentials {
  const made = (name: string, value: string): string => {
    if (name.toLowerCase() === 'cookie') return value.replace(/=[^;]*/g, '=made-up');
    return value.replace(/\S+$/, 'made-up');
  };
  return Object.fromEntries(Object.entries(credentials).map(([name, value]) => [name, made(name, value)]));
}

export function createCaller(carrier: Carrier, credentials: Credentials): Caller {
  const { base, live, patience } = carrier;
  const addressOf = (name: string): string => `${base}/${encodeURIComponent(name)}`;

  /** Sends, and again where the server is too busy and says for how long. */
  async function send(asked: string, make: () => Request): Promise<Response> {
    for (let tries = 1; ; tries++) {
      const request = make();
      const response = await arriving(asked, async () => carrier.send(request));
      if (![429, 503].includes(response.status) || tries === 5) return response;
      await response.body?.cancel();
      await sleep(Math.min(30, Number(response.headers.get('retry-after') ?? 1) || 0) * 1000);
    }
  }

  async function exchange(
    method: string,
    name: string,
    given: Readonly<Record<string, string>>,
    body?: string,
  ): Promise<Answer> {
    const conditions = Object.entries(given).filter(([header]) => shown.includes(header.toLowerCase()));
    const asked = [`${method} ${name.slice(0, 40)}`, ...conditions.map((pair) => `with ${pair.join(': ')}`)].join(' ');
    const headers = { accept: 'application/json', ...credentials, ...given };
    const response = await send(asked, () => {
      // A redirect is an answer too, and never the right one. One that doesn't come is none.
      const signal = AbortSignal.timeout(patience * 3);
      return new Request(addressOf(name), {
        method,
        headers,
        redirect: 'manual',
        signal,
        ...(body !== undefined && { body }),
      });
    });
    const isEndless = /^text\/event-stream/i.test(response.headers.get('content-type') ?? '');
    if (isEndless) await response.body?.cancel();
    return toAnswer(asked, response, isEndless ? '' : await arriving(asked, () => response.text()));
  }

  return {
    get: (name, headers = {}) => exchange('GET', name, headers),
    put: (name, condition, state) =>
      exchange('PUT', name, { 'content-type': 'application/json', ...condition }, JSON.stringify(state)),
    preflight: (name) =>
      exchange('OPTIONS', name, {
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'content-type,if-match',
      }),
    async listen() {
      const asked = 'GET of the stream';
      const ending = new AbortController();
      const headers = { ...credentials, accept: 'text/event-stream' };
      const response = await send(asked, () => {
        const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(patience * 12)]);
        return new Request(live, { headers, redirect: 'manual', signal });
      });
      const isStream = response.status === 200 && response.body !== null;
      const text = isStream ? '' : await arriving(asked, () => response.text());
      const stream = isStream && response.body ? openStream(response.body, () => ending.abort()) : undefined;
      return { answer: toAnswer(asked, response, text), stream };
    },
  };
}

const toAnswer = (asked: string, { status, headers }: Response, text: string): Answer => ({
  asked,
  status,
  headers,
  text,
  etag: headers.get('etag') ?? '',
});

/** What comes over the network; that it doesn't come is the server's failure. */
async function arriving<T>(asked: string, come: () => Promise<T>): Promise<T> {
  try {
    return await come();
  } catch (failure) {
    // `fetch failed` says nothing; its cause does.
    const reasons = failure instanceof Error ? [failure.message, failure.cause] : [failure];
    const why = reasons.filter(Boolean).map((reason) => (reason instanceof Error ? reason.message : String(reason)));
    throw new Broken(`${asked} was not answered: ${why.join(', ')}`);
  }
}
