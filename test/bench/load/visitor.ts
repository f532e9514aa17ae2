import { type Answer, ask, demand, sessionCookie } from './client.ts';
import { documentOf } from './contents.ts';

/** A browser in which somebody is signed in. */
export interface Visitor {
  readonly url: string;
  /** Asks who is signed in. */
  probe(): Promise<Answer>;
  /** Says that somebody is there. */
  touch(): Promise<Answer>;
  /** Creates a document, or writes it anew on what this visitor wrote last. */
  put(name: string, bytes: number): Promise<Answer>;
  /** Asks for a document: whole, or only if it isn't what this visitor wrote last. */
  get(name: string, known: boolean): Promise<Answer>;
}

const cookieValue = (cookies: readonly string[], name: string): string =>
  cookies
    .map((line) => line.split(';')[0] ?? '')
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1) ?? '';

/** How many come at the same time. */
const atOnce = 32;

/** One for each session, on both processes in turn. */
export async function createVisitors(
  urls: readonly [string, string],
  ids: readonly string[],
): Promise<readonly Visitor[]> {
  const visitors: Visitor[] = [];
  for (let from = 0; from < ids.length; from += atOnce) {
    const come = ids.slice(from, from + atOnce).map((id, at) => createVisitor(urls[(from + at) % 2] ?? '', id));
    visitors.push(...(await Promise.all(come)));
  }
  return visitors;
}

/** Comes with the cookie of a session, and takes the token that its first answer brings, as a page does. */
export async function createVisitor(url: string, id: string): Promise<Visitor> {
  const first = await ask(url, { path: 'session', headers: { cookie: sessionCookie(id) } });
  demand(first, 200, 'Who is signed in');
  const token = cookieValue(first.cookies, 'XSRF-TOKEN');
  const headers = {
    cookie: `${sessionCookie(id)}; XSRF-TOKEN=${token}`,
    'x-xsrf-token': decodeURIComponent(token),
    'content-type': 'application/json',
  };
  const tags = new Map<string, string>();
  let edits = 0;
  return {
    url,
    async probe() {
      const answer = await ask(url, { path: 'session', headers: { cookie: headers.cookie } });
      demand(answer, 200, 'Who is signed in');
      return answer;
    },
    async touch() {
      const answer = await ask(url, { method: 'POST', path: 'session/touch', headers });
      demand(answer, 200, 'A touch');
      return answer;
    },
    async put(name, bytes) {
      const tag = tags.get(name);
      const ground = tag === undefined ? { 'if-none-match': '*' } : { 'if-match': tag };
      const body = documentOf(bytes, edits++);
      const answer = await ask(url, {
        method: 'PUT',
        path: `documents/${name}`,
        headers: { ...headers, ...ground },
        body,
      });
      demand(answer, tag === undefined ? 201 : 204, `A document of ${bytes} bytes`);
      tags.set(name, answer.etag);
      return answer;
    },
    async get(name, known) {
      const condition = known ? { 'if-none-match': tags.get(name) ?? '' } : {};
      const answer = await ask(url, { path: `documents/${name}`, headers: { cookie: headers.cookie, ...condition } });
      demand(answer, known ? 304 : 200, 'A document');
      return answer;
    },
  };
}
