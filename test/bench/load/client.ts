import { Agent, type IncomingMessage, request } from 'node:http';

/** An answer, and how long it took, in milliseconds. */
export interface Answer {
  readonly status: number;
  readonly etag: string;
  readonly cookies: readonly string[];
  readonly took: number;
}

export interface Question {
  readonly method?: 'GET' | 'PUT' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What browsers send along with every request of a page, and what a proxy adds. */
const usual = {
  accept: '*/*',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'accept-language': 'en-GB,en;q=0.9',
  'sec-fetch-dest': 'empty',
  'sec-fetch-mode': 'cors',
  'sec-fetch-site': 'same-origin',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
};

export const sessionCookie = (id: string): string => `__Host-session=${id}`;

/** Connections that stay open, as a proxy in front has them. */
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, maxFreeSockets: 512 });

const send = (url: string, question: Question): Promise<IncomingMessage> =>
  new Promise((done, fail) => {
    const { method = 'GET', path, headers, body } = question;
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const sent = request(`${url}/api/${path}`, { method, agent, headers: { ...usual, ...headers, ...length } }, done);
    // A server ends connections that nobody used for a while: one of them may go in the moment in which it is taken up again.
    const isStale = (error: NodeJS.ErrnoException): boolean => sent.reusedSocket && error.code === 'ECONNRESET';
    sent.on('error', (error) => (isStale(error) ? send(url, question).then(done, fail) : fail(error))).end(body);
  });

export async function ask(url: string, question: Question): Promise<Answer> {
  const began = performance.now();
  const message = await send(url, question);
  message.resume();
  await new Promise((done, fail) => void message.on('end', done).on('error', fail));
  return {
    status: message.statusCode ?? 0,
    etag: message.headers.etag ?? '',
    cookies: message.headers['set-cookie'] ?? [],
    took: performance.now() - began,
  };
}

/** Refuses every answer that isn't the one that is measured: errors are quick. */
export function demand({ status }: Answer, wanted: number, what: string): void {
  if (status !== wanted) throw new Error(`${what} was answered ${status} instead of ${wanted}.`);
}

/** A stream that is held. */
export interface HeldStream {
  /** Hears each piece of text from now on. */
  hear: ((text: string) => void) | null;
  isOver(): boolean;
  close(): void;
}

export async function hold(url: string, id: string): Promise<HeldStream> {
  const headers = { accept: 'text/event-stream', cookie: sessionCookie(id) };
  const message = await send(url, { path: 'documents', headers });
  if (message.statusCode !== 200) throw new Error(`A stream was answered ${message.statusCode}.`);
  let over = false;
  const end = (): void => {
    over = true;
  };
  const held: HeldStream = {
    hear: null,
    isOver: () => over,
    close: () => void message.destroy(),
  };
  message
    .on('data', (piece: Buffer) => held.hear?.(piece.toString()))
    .on('close', end)
    .on('error', end);
  return held;
}
