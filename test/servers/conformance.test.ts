import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { createApp } from '../../demo/backend/app.ts';
import { createIndexedDbStore } from '../../demo/backend/homes/indexeddb.ts';
import { startServer } from '../../demo/backend/server.ts';
import type { Credentials, Send } from '../conformance/caller.ts';
import { judgeAll, type Verdict } from '../conformance/judge.ts';
import { createPlace } from '../conformance/place.ts';
import { readRedis } from '../support/redis.ts';

const program = await readRedis();
if (program.missing)
  process.stdout.write(`skipped: the conformance of the backend on Redis, there is ${program.missing}\n`);

// A stream that says something every 20 s would take the rules a minute.
const limits = { heartbeat: 100 };
const silence = 2000;

const ada = { email: 'ada@example.com', password: 'correct horse' };
const grace = { email: 'grace@example.com', password: 'battery staple' };
const sendJson = (url: string, body: object, headers: Credentials = {}): Request =>
  new Request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

/** Signs in as a page does. */
async function byCookie(origin: string, who: typeof ada, send: Send): Promise<Credentials> {
  const cookies = new Map<string, string>();
  const take = ({ headers }: Response): void => {
    for (const line of headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
  };
  const credentials = (): Credentials => ({
    cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
    'x-xsrf-token': decodeURIComponent(cookies.get('XSRF-TOKEN') ?? ''),
  });
  take(await send(new Request(`${origin}/api/session`)));
  take(await send(sendJson(`${origin}/api/sign-in`, who, credentials())));
  return credentials();
}

/** Signs in as a program does. */
async function byToken(origin: string, who: typeof ada, send: Send): Promise<Credentials> {
  const answer = await send(sendJson(`${origin}/api/token`, { grant_type: 'password', ...who }));
  const { access_token: token } = (await answer.json()) as { access_token: string };
  return { authorization: `Bearer ${token}` };
}

/** Asks at one origin, and listens at another one where there is one. */
async function judgeBackend(
  origin: string,
  signIn = byCookie,
  send: Send = fetch,
  live = origin,
): Promise<readonly Verdict[]> {
  const [me, other] = [await signIn(origin, ada, send), await signIn(origin, grace, send)];
  const base = `${origin}/api/documents`;
  return judgeAll(createPlace({ base, live: `${live}/api/documents`, me, other, send, silence }));
}

const unmet = (verdicts: readonly Verdict[]): readonly Verdict[] =>
  verdicts.filter(({ outcome }) => outcome !== 'passed');

const open: { close(): Promise<void> }[] = [];
const opened = <T extends { close(): Promise<void> }>(server: T): T => {
  open.push(server);
  return server;
};
afterEach(async () => {
  for (const server of open.splice(0).reverse()) await server.close();
});

describe('the backend of the demo keeps to the protocol', () => {
  it('on SQLite, for a page with cookies', async () => {
    const { url } = opened(await startServer({ limits }));
    expect(unmet(await judgeBackend(url))).toEqual([]);
  });

  it('on SQLite, for a program with a token, to which no foreign page adds anything', async () => {
    const { url } = opened(await startServer({ limits }));
    expect(unmet(await judgeBackend(url, byToken)).map(({ about, outcome }) => [about, outcome])).toEqual([
      ['foreign pages', 'skipped'],
      ['foreign pages', 'skipped'],
    ]);
  });

  it('in a page, on IndexedDB', async () => {
    const app = createApp({ store: createIndexedDbStore({ name: randomUUID() }), limits });
    expect(unmet(await judgeBackend('https://shop.test', byCookie, (request) => app.fetch(request)))).toEqual([]);
  });

  it.skipIf(program.missing)('on Redis, written to at one process and listened to at another', async () => {
    const { socket } = opened(await program.open());
    const redis = `unix://${socket}`;
    const one = opened(await startServer({ redis, limits }));
    const two = opened(await startServer({ redis, limits }));
    expect(unmet(await judgeBackend(one.url, byCookie, fetch, two.url))).toEqual([]);
  });
});
