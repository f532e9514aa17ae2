import type { RequestHandler } from 'holdfast/testing';
import type { Jar } from './jar.ts';

/** Sends one request to a server and hands back its answer, be it a redirect. */
export type Send = (request: Request) => Promise<Response>;

/**
 * What a browser does between a page and a server: it sends and keeps cookies, names the page's origin, and follows
 * redirects, or hides them where the request asked for `redirect: 'manual'`.
 */
export function createFront(jar: Jar, send: Send): RequestHandler {
  const once = async (request: Request): Promise<Response> => {
    const headers = new Headers(request.headers);
    const cookies = jar.header();
    if (request.credentials !== 'omit' && cookies) headers.set('cookie', cookies);
    if (!/^(GET|HEAD)$/.test(request.method)) headers.set('origin', new URL(request.url).origin);
    const { method, signal } = request;
    const body = request.body ? await request.arrayBuffer() : null;
    const answer = await send(new Request(request.url, { method, headers, body, signal, redirect: 'manual' }));
    // Whole: the rest of an answer that comes over a real network would arrive when nobody waits for it.
    const whole = await answer.arrayBuffer();
    const response = new Response(whole.byteLength > 0 ? whole : null, answer);
    if (request.credentials !== 'omit') jar.keep(response);
    return response;
  };

  const follow = async (request: Request, hops: number): Promise<Response> => {
    const response = await once(request);
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || location === null || hops > 5) return response;
    if (request.redirect === 'manual') return look(Response.error(), { type: 'opaqueredirect' });
    const url = new URL(location, request.url).href;
    const { credentials, headers } = request;
    const accept = headers.get('accept') ?? '*/*';
    const next = await follow(new Request(url, { credentials, headers: { accept } }), hops + 1);
    return look(next, { url, redirected: true });
  };
  return (request) => follow(request, 0);
}

/** Gives a response what only a real network can. */
function look(response: Response, as: Partial<Pick<Response, 'type' | 'url' | 'redirected'>>): Response {
  for (const [name, value] of Object.entries(as)) {
    if (name !== 'url' || response.url === '') Object.defineProperty(response, name, { value });
  }
  return response;
}
