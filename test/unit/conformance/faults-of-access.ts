import type { Fault } from './faults.ts';
import { base, right } from './hand-server.ts';

const isLive = ({ url }: Request): boolean => url === base;
const refusal = (status: number, text = ''): Response => new Response(text, { status });

const signedIn = 'who is not signed in gets 401, whether or not there is such a document';
const invisible = 'another person’s document looks as if it were not there';

const people: readonly Fault[] = [
  [
    'says 403 to who is not signed in',
    signedIn,
    {
      async wrap(request, next) {
        const answer = await next(request);
        return answer.status === 401 ? refusal(403) : answer;
      },
    },
  ],
  [
    'sends who is not signed in to a page',
    signedIn,
    {
      async wrap(request, next) {
        const answer = await next(request);
        return answer.status === 401 ? new Response(null, { status: 302, headers: { location: '/sign-in' } }) : answer;
      },
    },
  ],
  [
    'takes any cookie for a session',
    'a credential that nobody has handed out gets 401, too',
    { user: (request) => right.user(request) ?? (request.headers.has('cookie') ? 'ada' : undefined) },
  ],
  [
    'says that a document is another person’s',
    invisible,
    {
      wrap: (request, next) => {
        const seen = used.has(request.url) && request.headers.get('cookie') !== 'session=ada';
        if (request.method === 'PUT') used.add(request.url);
        return seen ? refusal(403) : next(request);
      },
    },
  ],
  [
    'tells names apart in the words of its 404',
    invisible,
    {
      async wrap(request, next) {
        const answer = await next(request);
        if (request.method === 'PUT') used.add(request.url);
        return answer.status === 404 ? refusal(404, used.has(request.url) ? 'not yours' : 'not found') : answer;
      },
    },
  ],
  ['keeps one set of documents for all', 'a name is each person’s own', { key: (_, name) => name }],
  ['asks for a revision and not whose it is', 'another person’s revision opens nothing', { key: (_, name) => name }],
];
const used = new Set<string>();

const foreignPages: readonly Fault[] = [
  [
    'lets every origin read',
    'a page of an unknown origin may not read with the user’s cookies',
    {
      async wrap(request, next) {
        const answer = await next(request);
        const origin = request.headers.get('origin');
        if (!origin) return answer;
        const shared = { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' };
        return new Response(answer.body, {
          status: answer.status,
          headers: { ...Object.fromEntries(answer.headers), ...shared },
        });
      },
    },
  ],
  [
    'looks at the cookie only',
    'a page of an unknown origin may not write with the user’s cookies',
    {
      wrap(request, next) {
        const headers = new Headers(request.headers);
        headers.delete('origin');
        return next(new Request(request, { headers }));
      },
    },
  ],
];

const live: readonly Fault[] = [
  ['tells nothing', 'tells each write, by id and revision', { poke: () => '' }],
  [
    'tells no revision',
    'tells each write, by id and revision',
    { poke: (id) => `event: poke\ndata: ${JSON.stringify({ id })}\n\n` },
  ],
  [
    'tells the revision without its quotes',
    'tells each write, by id and revision',
    { poke: (id, { tag }) => `event: poke\ndata: ${JSON.stringify({ id, rev: tag.slice(1, -1) })}\n\n` },
  ],
  [
    'sends its stream as a text',
    'tells each write, by id and revision',
    { wrap: (request, next) => (isLive(request) ? new Response('event: poke\n\n') : next(request)) },
  ],
  [
    'has one stream for each person',
    'tells it wherever the person listens',
    {
      wrap(request, next) {
        if (!isLive(request)) return next(request);
        if (used.has('stream'))
          return new Response(new ReadableStream(), { headers: { 'content-type': 'text/event-stream' } });
        used.add('stream');
        return next(request);
      },
    },
  ],
  [
    'sends what was written along',
    'tells nothing of what is in a document',
    { poke: (id, { tag, text }) => `event: poke\ndata: ${JSON.stringify({ id, rev: tag, state: text })}\n\n` },
  ],
  [
    'lets everybody listen',
    'is not for who is not signed in',
    { user: (request) => right.user(request) ?? (isLive(request) ? 'guest' : undefined) },
  ],
  ['tells everybody', 'tells nothing to another person', { hears: () => true }],
  ['is silent while nothing happens', 'is never silent for more than 25 seconds', { heartbeat: '' }],
];

export const faultsOfAccess: readonly Fault[] = [...people, ...foreignPages, ...live];
