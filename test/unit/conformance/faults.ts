import { setTimeout as sleep } from 'node:timers/promises';
import { base, type Parts, right } from './hand-server.ts';

/** A way to build a server wrongly, and the rule that notices. */
export type Fault = readonly [fault: string, rule: string, parts: Partial<Parts>];

/** The answer with other headers, or another status. */
const changed = (answer: Response, headers: Readonly<Record<string, string>>, status = answer.status): Response =>
  new Response(answer.body, { status, headers: { ...Object.fromEntries(answer.headers), ...headers } });

const without = (given: Headers, name: string): Headers => {
  const headers = new Headers(given);
  headers.delete(name);
  return headers;
};

const isRead = ({ method, url }: Request): boolean => method === 'GET' && url !== base;

const elementsOf = (text = '{}'): object => (JSON.parse(text) as { elements?: object }).elements ?? {};

const reading: readonly Fault[] = [
  [
    'gives an empty state for what is not there',
    'what nobody has stored is 404, whatever revision is asked for; without one, or 204',
    {
      async wrap(request, next) {
        const answer = await next(request);
        return answer.status === 404 ? new Response('{}') : answer;
      },
    },
  ],
  [
    'says 304 for what is not there',
    'what nobody has stored is 404, whatever revision is asked for; without one, or 204',
    {
      wrap: (request, next) =>
        isRead(request) && request.headers.has('if-none-match') ? new Response(null, { status: 304 }) : next(request),
    },
  ],
  [
    'sends its start page for everything',
    'what is stored comes with 200, as application/json, with its ETag',
    { wrap: async (request, next) => changed(await next(request), { 'content-type': 'text/html' }) },
  ],
  [
    'tells no revision when it is read',
    'what is stored comes with 200, as application/json, with its ETag',
    {
      wrap: async (request, next) => (isRead(request) ? changed(await next(request), { etag: '' }) : next(request)),
    },
  ],
  [
    'always sends everything',
    'a revision that still stands is 304 and has no body',
    {
      wrap: (request, next) =>
        next(isRead(request) ? new Request(request, { headers: without(request.headers, 'if-none-match') }) : request),
    },
  ],
  [
    'takes any revision for the one that stands',
    'a revision that stands no longer brings the state that does',
    {
      async wrap(request, next) {
        const answer = await next(request);
        const asked = isRead(request) && request.headers.has('if-none-match') && answer.status === 200;
        return asked ? new Response(null, { status: 304 }) : answer;
      },
    },
  ],
];

const writing: readonly Fault[] = [
  [
    'creates nothing by itself',
    'If-None-Match: * creates what is not there',
    { refuse: (headers, current) => (current ? right.refuse(headers, current) : 412) },
  ],
  [
    'creates over what is there',
    'If-None-Match: * is 412 where something is stored, and changes nothing',
    {
      refuse: (headers, current) => (headers.has('if-none-match') ? undefined : right.refuse(headers, current)),
    },
  ],
  [
    'merges',
    'If-Match replaces the revision that stands, whole',
    {
      keep: (text, before) =>
        JSON.stringify({ ...JSON.parse(text), elements: { ...elementsOf(before?.text), ...elementsOf(text) } }),
    },
  ],
  [
    'lets the last writer win',
    'If-Match is 412 for a revision that stands no longer, and changes nothing',
    { refuse: (headers, current) => (headers.has('if-match') ? undefined : right.refuse(headers, current)) },
  ],
  [
    'replaces what is not there',
    'If-Match creates nothing',
    { refuse: (headers, current) => (current ? right.refuse(headers, current) : undefined) },
  ],
  [
    'writes without a condition',
    'a write without a condition is 428, and changes nothing',
    {
      refuse: (headers, current) => [undefined, 412].find((status) => status === right.refuse(headers, current)),
    },
  ],
  [
    'looks at If-Match only',
    'a write with both conditions is refused, and changes nothing',
    {
      refuse: (headers, current) =>
        right.refuse(headers.has('if-match') ? without(headers, 'if-none-match') : headers, current),
    },
  ],
  [
    'takes a repetition for a new write',
    'a write that is sent again, since its answer was lost, is 412 and stands once',
    { refuse: (headers, current) => (headers.has('if-match') || !current ? undefined : 412) },
  ],
];

const revisions: readonly Fault[] = [
  ['has weak revisions', 'an ETag is strong: a text in quotes, without W/', { tag: (n) => `W/"r${n}"` }],
  ['has revisions without quotes', 'an ETag is strong: a text in quotes, without W/', { tag: (n) => `r${n}` }],
  [
    'answers the revision that was, not the one it made',
    'the ETag that a write answers is the one that reading shows',
    {
      wrap: async (request, next) =>
        request.method === 'PUT' ? changed(await next(request), { etag: '"r0"' }) : next(request),
    },
  ],
  [
    'makes revisions of the content',
    'each write makes a revision that never was, also where the state is one that was',
    { tag: (_, text) => `"${Buffer.from(text).toString('base64url').slice(-40)}"` },
  ],
  [
    'stands behind a proxy that renames what it compresses',
    'the ETag of a compressed answer opens a write, too',
    {
      async wrap(request, next) {
        const answer = await next(request);
        const etag = answer.headers.get('etag')?.replace(/"$/, '-gzip"') ?? '';
        return isRead(request) && /gzip/.test(request.headers.get('accept-encoding') ?? '')
          ? changed(answer, { etag })
          : answer;
      },
    },
  ],
];

const races: readonly Fault[] = [
  ['looks first and writes then', 'of many who create at once, one does', { between: () => sleep(0) }],
  ['looks first and writes then', 'of many who replace one revision at once, one does', { between: () => sleep(0) }],
];

const contents: readonly Fault[] = [
  [
    'keeps states in a database that knows no NUL',
    'a state comes back as it was sent, whatever is in it',
    { keep: (text) => text.replaceAll('\\u0000', '') },
  ],
  ['has room for a short form only', 'a state of an ordinary size is kept', { limit: 1000 }],
  ['has no limit', 'a state that is too large is 413, and changes nothing', { limit: Number.POSITIVE_INFINITY }],
];

const names: readonly Fault[] = [
  [
    'cuts long names',
    'a name has up to 128 of A–Z a–z 0–9 . _ ~ -',
    {
      wrap: (request, next) =>
        request.url.length > base.length + 100 ? new Response(null, { status: 404 }) : next(request),
    },
  ],
  [
    'knows ASCII only',
    'a name has other signs, too, percent-encoded',
    { wrap: (request, next) => (request.url.includes('%') ? new Response(null, { status: 400 }) : next(request)) },
  ],
  [
    'compares names as some databases do',
    'a name in capitals is another name',
    { key: (user, name) => `${user}/${name.toLowerCase()}` },
  ],
  [
    'has its stream at a name',
    'the stream takes no name away',
    { wrap: (request, next) => next(request.url === `${base}/live` ? new Request(base, request) : request) },
  ],
];

const everyAnswer: readonly Fault[] = [
  [
    'lets its refusals be stored',
    'says cache-control: no-store',
    {
      async wrap(request, next) {
        const answer = await next(request);
        return answer.status < 400 ? answer : changed(answer, { 'cache-control': 'max-age=60' });
      },
    },
  ],
  [
    'has no clock',
    'says the time, as Date',
    { wrap: async (request, next) => changed(await next(request), { date: '' }) },
  ],
];

export const faults: readonly Fault[] = [
  ...[...reading, ...writing, ...revisions, ...races, ...contents, ...names, ...everyAnswer],
];
