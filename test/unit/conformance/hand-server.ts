/** What a server keeps of one document. */
export interface Kept {
  readonly text: string;
  readonly tag: string;
}

type Answering = (request: Request) => Response | Promise<Response>;

/** The places at which a server may be built wrongly. */
export interface Parts {
  /** Who sends a request, by its credentials. */
  user(request: Request): string | undefined;
  /** Under what a document is kept. */
  key(user: string, name: string): string;
  /** The revision of the nth write to the server. */
  tag(n: number, text: string): string;
  /** Why a write is refused, as a status. */
  refuse(headers: Headers, current: Kept | undefined): number | undefined;
  /** What is kept of what was sent. */
  keep(text: string, before: Kept | undefined): string;
  /** Comes between looking at a document and writing it, as a database in another place does. */
  readonly between: (() => Promise<void>) | undefined;
  /** How many signs a state may have. */
  readonly limit: number;
  /** How a write is told, and to whom. */
  poke(name: string, kept: Kept): string;
  hears(listener: string, writer: string): boolean;
  /** What a stream says when nothing happens, again and again. */
  readonly heartbeat: string;
  /** Between the server and the world. */
  wrap(request: Request, next: Answering): Response | Promise<Response>;
}

export const base = 'https://shop.test/api/documents';
export const ada = { cookie: 'session=ada' };
export const grace = { cookie: 'session=grace' };

/** How long a stream is silent, in ms, and how long the rules let it be: this one is in a hurry. */
export const beat = 20;

const sessions = ['session=ada', 'session=grace'];

export const right: Parts = {
  user: ({ headers }) => sessions.find((session) => session === headers.get('cookie')),
  key: (user, name) => `${user}/${name}`,
  tag: (n) => `"r${n}"`,
  refuse(headers, current) {
    const [match, none] = [headers.get('if-match'), headers.get('if-none-match')];
    if ((match === null) === (none === null)) return 428;
    return match === (current?.tag ?? null) ? undefined : 412;
  },
  keep: (text) => text,
  between: undefined,
  limit: 100_000,
  poke: (name, { tag }) => `event: poke\ndata: ${JSON.stringify({ id: name, rev: tag })}\n\n`,
  hears: (listener, writer) => listener === writer,
  heartbeat: ':\n\n',
  wrap: (request, next) => next(request),
};

/** A server of the protocol in a variable, right but for the parts that are given. */
export function createHandServer(given: Partial<Parts> = {}): Answering {
  const parts: Parts = { ...right, ...given };
  const documents = new Map<string, Kept>();
  const listeners = new Set<(writer: string, line: string) => void>();
  let writes = 0;

  const answer = (status: number, body: string | ReadableStream | null = null, more: object = {}): Response =>
    new Response(body, {
      status,
      headers: { 'cache-control': 'no-store', date: 'Tue, 01 Jan 2030 00:00:00 GMT', ...more },
    });

  function listen(listener: string): Response {
    let close = (): void => {};
    const body = new ReadableStream({
      start(controller) {
        const say = (text: string): void => controller.enqueue(new TextEncoder().encode(text));
        const hear = (writer: string, line: string): void => {
          if (parts.hears(listener, writer)) say(line);
        };
        listeners.add(hear);
        const beating = setInterval(() => say(parts.heartbeat), beat);
        close = () => {
          clearInterval(beating);
          listeners.delete(hear);
        };
      },
      cancel: () => close(),
    });
    return answer(200, body, { 'content-type': 'text/event-stream' });
  }

  async function write(request: Request, user: string, name: string): Promise<Response> {
    const key = parts.key(user, name);
    const text = await request.text();
    if (text.length > parts.limit) return answer(413);
    const current = documents.get(key);
    const refused = parts.refuse(request.headers, current);
    if (refused !== undefined) return answer(refused);
    if (parts.between) await parts.between();
    const kept = { text: parts.keep(text, current), tag: parts.tag(++writes, text) };
    documents.set(key, kept);
    for (const tell of listeners) tell(user, parts.poke(name, kept));
    return answer(current ? 200 : 201, null, { etag: kept.tag });
  }

  return (outer) =>
    parts.wrap(outer, async (request) => {
      const user = parts.user(request);
      if (user === undefined) return answer(401);
      if (request.method !== 'GET' && request.headers.has('origin')) return answer(403);
      const name = decodeURIComponent(request.url.slice(base.length + 1));
      if (name === '' && request.method === 'GET') return listen(user);
      if (request.method === 'PUT') return write(request, user, name);
      const kept = documents.get(parts.key(user, name));
      if (!kept) return answer(404);
      if (request.headers.get('if-none-match') === kept.tag) return answer(304, null, { etag: kept.tag });
      return answer(200, kept.text, { etag: kept.tag, 'content-type': 'application/json' });
    });
}
