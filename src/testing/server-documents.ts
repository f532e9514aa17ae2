import type { TestBrowser } from './browser.ts';
import { makeDate, makeResponse, makeStream } from './host.ts';

/** The documents of everybody's accounts at a {@link TestServer}, under `/api/documents`, as a test sees them. */
export interface TestDocuments {
  /** What is stored of `login`'s document, and its revision; undefined where nothing is. */
  read(login: string, name: string): { readonly revision: string; readonly body: unknown } | undefined;
  /** Puts something else there, as a faulty or newer client would. Nobody is told. */
  put(login: string, name: string, body: unknown): void;
  /** Loses it. */
  remove(login: string, name: string): void;
  /** Hands it over: from here on every PUT of what isn't as new is answered `409 closed`. `null` opens it again. */
  close(login: string, name: string, receipt: unknown): void;
  /** How many streams are open, of all browsers. */
  readonly streams: number;
  /** Breaks the connection of every stream, as a server that is started again. */
  dropStreams(): void;
  /** Sends this to every stream as it is. */
  say(text: string): void;
  /** `false`: there are no streams here (404). `silent`: they open, and nothing is ever heard. */
  live: boolean | 'silent';
}

interface Stored {
  revision: string;
  text: string;
}

interface Line {
  readonly login: string;
  readonly send: (text: string) => void;
  readonly cut: () => void;
}

export interface ServerDocuments {
  readonly test: TestDocuments;
  /** Answers a request for a document of `login`, or, where `path` is empty, for the stream. */
  answer(request: Request, path: string, login: string, browser: TestBrowser): Promise<Response>;
  /** Asks everybody who is signed in as `login` to look who is. */
  tellSession(login: string): void;
}

/** So often a stream says that it is there. */
const heartbeat = 25_000;

export function createServerDocuments(now: () => number): ServerDocuments {
  const stored = new Map<string, Stored>();
  const closed = new Map<string, unknown>();
  const lines = new Set<Line>();
  let revisions = 0;
  const keyOf = (login: string, name: string): string => `${login}/${name}`;

  const answerWith = (status: number, body: string | null, tag?: string): Response =>
    makeResponse(body, {
      status,
      headers: {
        'cache-control': 'no-store',
        date: makeDate(now()).toUTCString(),
        ...(body !== null && { 'content-type': 'application/json' }),
        ...(tag && { etag: tag }),
      },
    });
  const write = (key: string, text: string): Stored => {
    const next = { revision: `"${++revisions}"`, text };
    stored.set(key, next);
    return next;
  };
  const say = (login: string, text: string): void => {
    for (const line of lines) if (line.login === login && test.live === true) line.send(text);
  };
  const listen = (login: string, browser: TestBrowser): Response => {
    if (!test.live) return answerWith(404, null);
    let cancel = (): void => {};
    const leave = (): void => {
      cancel();
      lines.delete(line);
    };
    const { response, send, cut } = makeStream(200, { 'content-type': 'text/event-stream' }, leave);
    const line: Line = {
      login,
      send,
      cut() {
        leave();
        cut();
      },
    };
    lines.add(line);
    const beat = (): void => {
      if (test.live === true) send(': here\n\n');
      cancel = browser.after(heartbeat, beat);
    };
    beat();
    return response;
  };

  const test: TestDocuments = {
    live: true,
    read(login, name) {
      const found = stored.get(keyOf(login, name));
      return found && { revision: found.revision, body: JSON.parse(found.text) as unknown };
    },
    put: (login, name, body) => void write(keyOf(login, name), JSON.stringify(body)),
    remove: (login, name) => void stored.delete(keyOf(login, name)),
    close(login, name, receipt) {
      if (receipt === null) closed.delete(keyOf(login, name));
      else closed.set(keyOf(login, name), receipt);
    },
    get streams() {
      return lines.size;
    },
    dropStreams() {
      for (const line of [...lines]) line.cut();
    },
    say(text) {
      for (const line of lines) line.send(text);
    },
  };

  return {
    test,
    tellSession: (login) => say(login, 'event: session\ndata: {}\n\n'),
    async answer(request, path, login, browser) {
      const name = decodeURIComponent(path);
      if (path === '') return listen(login, browser);
      // Before anything is looked at: between looking and writing nobody may come in.
      const text = request.method === 'GET' ? '' : await request.text();
      const key = keyOf(login, name);
      const found = stored.get(key);
      const { headers } = request;
      if (request.method === 'GET') {
        if (!found) return answerWith(404, null);
        const isSame = headers.get('if-none-match') === found.revision;
        return answerWith(isSame ? 304 : 200, isSame ? null : found.text, found.revision);
      }
      const [match, none] = [headers.get('if-match'), headers.get('if-none-match')];
      if ((match === null) === (none === null)) return answerWith(428, null);
      if (none === null ? match !== found?.revision : found) return answerWith(412, null);
      const receipt = closed.get(key);
      const isAfter = receipt && text.includes(JSON.stringify((receipt as { key?: unknown }).key));
      if (receipt && !isAfter) return answerWith(409, JSON.stringify({ error: 'closed', receipt }));
      const next = write(key, text);
      say(login, `event: poke\ndata: ${JSON.stringify({ id: name, rev: next.revision })}\n\n`);
      return answerWith(found ? 200 : 201, null, next.revision);
    },
  };
}
