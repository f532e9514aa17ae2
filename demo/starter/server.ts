import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';

/*
 * A server that is just enough to sign in: sessions by an HttpOnly cookie, kept in memory until it ends. Put yours in its place, and keep its
 * answers: who is signed in or null, nothing of it cached, and no change of anything by a request from another site.
 */

const users: Readonly<Record<string, { readonly id: string; readonly name: string }>> = {
  ada: { id: 'u1', name: 'Ada' },
  grace: { id: 'u2', name: 'Grace' },
};
const password = 'tea';
const lifetime = 12 * 60 * 60;

const sessions = new Map<string, { readonly login: string; readonly endsAt: number }>();
const orders = new Map<string, unknown>();

/** A cookie of a script's own could be read by any script, so this one is for the server alone. */
const cookieOf = (id: string, seconds: number): string =>
  `session=${id}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}`;

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const say = (status: number, body: unknown, cookie?: string): void => {
    response.writeHead(status, {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      ...(cookie !== undefined && { 'set-cookie': cookie }),
    });
    response.end(JSON.stringify(body));
  };
  const { method, url = '', headers } = request;
  const id = /(?:^|; )session=([\w-]+)/.exec(headers.cookie ?? '')?.[1] ?? '';
  const session = sessions.get(id);
  // A cookie that was copied knows nothing of its end.
  const user = session && Date.now() < session.endsAt ? users[session.login] : undefined;
  const at = `${method} ${url.split('?')[0]}`;

  if (method !== 'GET' && headers.origin && new URL(headers.origin).host !== headers.host)
    return say(403, { error: 'another-site' });
  if (at === 'GET /api/session') return say(200, { user: user ?? null });
  const body = method === 'POST' ? await read(request) : {};
  if (at === 'POST /api/sign-in') {
    const login = String(body['name']).toLowerCase();
    const found = Object.hasOwn(users, login) && body['password'] === password ? users[login] : undefined;
    if (!found) return say(401, { error: 'wrong-password' });
    sessions.delete(id);
    const next = randomUUID();
    sessions.set(next, { login, endsAt: Date.now() + lifetime * 1000 });
    return say(200, { user: found }, cookieOf(next, lifetime));
  }
  if (at === 'POST /api/sign-out') {
    sessions.delete(id);
    return say(200, {}, cookieOf('', 0));
  }
  if (!user) return say(401, { error: 'nobody' });
  if (at === 'POST /api/orders') {
    // Twice with one key is one order: the first answer may have been lost.
    const key = `${user.id}/${headers['idempotency-key']}`;
    if (!orders.has(key)) orders.set(key, { number: orders.size + 1 });
    return say(201, orders.get(key));
  }
  return say(404, { error: 'no-such-path' });
}

async function read(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const part of request) {
    text += part;
    if (text.length > 100_000) return {};
  }
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** Answers `/api/…` beside the page, in `vite` and in `vite preview`. */
export function server(): Plugin {
  const handle = (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    if (request.url?.startsWith('/api/')) void answer(request, response);
    else next();
  };
  return {
    name: 'starter-server',
    configureServer: ({ middlewares }) => void middlewares.use(handle),
    configurePreviewServer: ({ middlewares }) => void middlewares.use(handle),
  };
}
