import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../../demo/backend/server.ts';
import { ada, minute } from './client.ts';
import { createTurnedClock } from './turned-clock.ts';

/** Real passwords take real work, more so on a busy machine. */
const real = { timeout: 30_000 };

const root = mkdtempSync(join(tmpdir(), 'holdfast-server-'));
const requests: string[] = [];
const clock = createTurnedClock();
let server: RunningServer;

beforeAll(async () => {
  mkdirSync(join(root, 'assets'));
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>shop</title>');
  writeFileSync(join(root, 'assets/main-a1b2.js'), 'export {};');
  server = await startServer({
    root,
    clock,
    onRequest: ({ method, path }) => requests.push(`${method} ${path}`),
  });
});
afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true });
});

describe('the server of a built demo', () => {
  it('gives the page at every address the page makes up, with headers that keep strangers out', async () => {
    for (const path of ['/', '/checkout/delivery']) {
      const answer = await fetch(server.url + path);
      expect([answer.status, await answer.text()]).toEqual([200, '<!doctype html><title>shop</title>']);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        'content-security-policy': expect.stringMatching(/default-src 'none'; script-src 'self'/),
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
      // No script or style but the page's own files: what is injected as text does nothing.
      expect(answer.headers.get('content-security-policy')).not.toMatch(/unsafe|\*|https?:/);
    }
  });

  it('gives files with their type and for ever, and no page in the place of a missing one', async () => {
    const file = await fetch(`${server.url}/assets/main-a1b2.js`);
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    const missing = await fetch(`${server.url}/assets/gone.js`);
    expect([missing.status, missing.headers.get('cache-control')]).toEqual([404, 'no-cache']);
    expect((await fetch(`${server.url}/..%2f..%2fetc/passwd`)).status).not.toBe(500);
  });

  it('answers the API on the same origin, by the clock it was given, and tells of each request', real, async () => {
    requests.length = 0;
    const first = await fetch(`${server.url}/api/session`);
    const pairs = first.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
    const answer = await fetch(`${server.url}/api/sign-in`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        cookie: pairs.join('; '),
        origin: server.url,
        'x-xsrf-token': decodeURIComponent(pairs.find((pair) => pair.startsWith('XSRF'))?.split('=')[1] ?? ''),
      },
      body: JSON.stringify(ada),
    });
    expect(answer.status).toBe(200);
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const who = async (): Promise<unknown> =>
      (await fetch(`${server.url}/api/session`, { headers: { cookie } })).json();
    expect(await who()).toMatchObject({ user: { name: 'Ada Lovelace' } });
    clock.sleep(15 * minute);
    expect(await who()).toEqual({ user: null });
    expect(requests).toEqual(['GET /api/session', 'POST /api/sign-in', 'GET /api/session', 'GET /api/session']);
  });

  it('keeps its sessions over a restart when it has a file', real, async () => {
    const file = join(root, 'state/demo.sqlite');
    const one = await startServer({ file });
    const pair = await fetch(`${one.url}/api/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ grant_type: 'password', ...ada }),
    });
    const { access_token: token } = (await pair.json()) as { access_token: string };
    await one.close();
    const two = await startServer({ file });
    const me = await fetch(`${two.url}/api/me`, { headers: { authorization: `Bearer ${token}` } });
    expect(me.status).toBe(200);
    await two.close();
  });

  it('answers a document that is far too large, and the next request too', real, async () => {
    const small = await startServer({ limits: { document: 1000 } });
    const pair = await fetch(`${small.url}/api/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ grant_type: 'password', ...ada }),
    });
    const { access_token: token } = (await pair.json()) as { access_token: string };
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'if-none-match': '*' };
    const put = async (bytes: number): Promise<unknown[]> => {
      const body = JSON.stringify({ x: 'x'.repeat(bytes) });
      const answer = await fetch(`${small.url}/api/documents/cart`, { method: 'PUT', headers, body });
      return [answer.status, answer.headers.get('connection')];
    };
    expect(await put(5000)).toEqual([413, 'keep-alive']);
    // The rest of it would be taken for the next request.
    expect(await put(500_000)).toEqual([413, 'close']);
    expect(await put(10)).toEqual([201, 'keep-alive']);
    await small.close();
  });

  it('believes its proxy about https, and of addresses the last one only', async () => {
    const proxied = await startServer({ behindProxy: true, limits: { attemptsPerAddress: 2 } });
    const ask = (path: string, init: RequestInit = {}): Promise<Response> => fetch(`${proxied.url}/api/${path}`, init);
    for (const line of (await ask('session')).headers.getSetCookie()) expect(line).toMatch(/; Secure/);
    expect((await ask('session')).headers.getSetCookie()[0]).toMatch(/^__Host-guest=/);
    const guess = async (forwarded: string): Promise<number> => {
      const headers = { 'content-type': 'application/json', 'x-forwarded-for': forwarded };
      const body = JSON.stringify({ grant_type: 'password', email: `${forwarded}@example.com`, password: 'x' });
      return (await ask('token', { method: 'POST', headers, body })).status;
    };
    // Whoever is at 198.51.100.1 writes what they like before it.
    const statuses = [];
    for (const forged of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) statuses.push(await guess(`${forged}, 198.51.100.1`));
    expect(statuses).toEqual([400, 400, 429]);
    expect(await guess('198.51.100.2')).toBe(400);
    await proxied.close();
  });

  it('can be closed while a connection is open, and says why it can’t start', async () => {
    const busy = await startServer();
    await fetch(`${busy.url}/api/products`);
    await expect(startServer({ port: Number(new URL(busy.url).port) })).rejects.toThrow(/EADDRINUSE/);
    await busy.close();
    await expect(fetch(`${busy.url}/api/products`)).rejects.toThrow();
  });
});
