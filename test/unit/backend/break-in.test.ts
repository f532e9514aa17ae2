import { describe, expect, it, vi } from 'vitest';
import { portableArgon2 } from '../../../demo/backend/identity/passwords.ts';
import type { Store } from '../../../demo/backend/store.ts';
import { ada, type BackendOptions, createBackend } from './client.ts';

const sessionCookie = '__Host-session';
const json = { 'content-type': 'application/json' };

/** A backend whose store somebody else has read, all of it. */
function leaking(options: BackendOptions = {}) {
  const leaked = new Map<string, string>();
  const note =
    <Name extends 'set' | 'compareAndSet'>(store: Store, name: Name): Store[Name] =>
    // Keys and values of both are what is leaked.
    (...given: readonly unknown[]) => {
      leaked.set(String(given[0]), given.slice(1).map(String).join(' '));
      return Reflect.apply(store[name], store, given);
    };
  const backend = createBackend({
    ...options,
    wrap: (store) => ({ ...store, set: note(store, 'set'), compareAndSet: note(store, 'compareAndSet') }),
  });
  const wordsOf = (): string[] => [...leaked].flat().flatMap((text) => text.match(/[\w-]{20,}/g) ?? []);
  return { backend, wordsOf };
}

describe('who has read the store', () => {
  it('finds nothing in it that opens a session', async () => {
    const { backend, wordsOf } = leaking();
    const browser = backend.newBrowser();
    await browser.signIn();
    const words = wordsOf();
    expect(words.length).toBeGreaterThan(0);
    expect(words).not.toContain(browser.cookies.get(sessionCookie));
    for (const word of words)
      expect((await backend.newBrowser().get('/api/session', { cookie: `${sessionCookie}=${word}` })).body).toEqual({
        user: null,
      });
  });

  it('finds no token in it either, and nothing that becomes one', async () => {
    const { backend, wordsOf } = leaking();
    const post = (path: string, body: object): ReturnType<typeof backend.request> =>
      backend.request(path, { method: 'POST', headers: json, body: JSON.stringify(body) });
    await post('/api/token', { grant_type: 'password', ...ada });
    const words = wordsOf();
    expect(words.length).toBeGreaterThan(1);
    for (const word of words) {
      expect((await backend.request('/api/me', { headers: { authorization: `Bearer ${word}` } })).status).toBe(401);
      for (const other of words)
        expect(
          (await post('/api/token', { grant_type: 'refresh_token', refresh_token: `${word}.${other}` })).status,
        ).toBe(400);
    }
  });
});

describe('who has one key', () => {
  it('opens no other door with it: an id is no token, a token no id, and each token is for one thing', async () => {
    const backend = createBackend();
    const browser = backend.newBrowser();
    await browser.signIn();
    const id = browser.cookies.get(sessionCookie) ?? '';
    const { body } = await browser.post('/api/token', { grant_type: 'password', ...ada });
    const [access, refresh] = [String(body['access_token']), String(body['refresh_token'])];
    for (const bearer of [id, refresh, refresh.split('.')[0], '', 'null'])
      expect((await backend.request('/api/orders', { headers: { authorization: `Bearer ${bearer}` } })).status).toBe(
        401,
      );
    for (const cookie of [access, refresh, refresh.split('.')[1]])
      expect((await backend.newBrowser().get('/api/session', { cookie: `${sessionCookie}=${cookie}` })).body).toEqual({
        user: null,
      });
    const again = await browser.post('/api/token', { grant_type: 'refresh_token', refresh_token: access });
    expect(again.body['error']).toBe('invalid_grant');
  });
});

describe('who runs a sister domain', () => {
  it('can plant only cookies that nobody reads: those that count have the prefix', async () => {
    const backend = createBackend();
    const [attacker, victim] = [backend.newBrowser(), backend.newBrowser()];
    await attacker.signIn();
    const [, id = ''] = [...attacker.cookies].find(([name]) => name.endsWith('session')) ?? [];
    const token = attacker.cookies.get('XSRF-TOKEN') ?? '';
    victim.cookies.set('session', id);
    victim.cookies.set('guest', id);
    victim.cookies.set('XSRF-TOKEN', token);
    expect((await victim.get('/api/session')).body).toEqual({ user: null });
    victim.cookies.set('XSRF-TOKEN', token);
    expect((await victim.post('/api/sign-in', ada, { 'x-xsrf-token': token })).status).toBe(403);
  });
});

describe('who sends what nobody would', () => {
  it('hears that it is wrong, and never that the server failed', async () => {
    const backend = createBackend();
    const browser = backend.newBrowser();
    await browser.signIn();
    const names = ['%E0%A4%A', '%00', '..', '%2e%2e%2f', ';', '%0d%0aset-cookie:x=1', '%F0%9F%9B%9F', 'a b'];
    const tags = ['"', '""', '"a', 'W/', '*, "a"', '"a", "b"', '\t', '"\u00ff"'];
    const statuses = new Set<number>();
    for (const name of names) {
      const answer = await browser.put(`/api/documents/${name}`, {}, { 'if-match': '"x"' });
      expect([...answer.headers.keys()]).not.toContain('x');
      statuses.add(answer.status);
    }
    for (const tag of tags) {
      statuses.add((await browser.put('/api/documents/cart', {}, { 'if-match': tag })).status);
      statuses.add((await browser.get('/api/documents/cart', { 'if-none-match': tag })).status);
    }
    expect([...statuses].filter((status) => ![404, 412, 428].includes(status))).toEqual([]);
  });

  it('makes the server fail, and hears nothing of why', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    const backend = createBackend({
      wrap: (store) => ({ ...store, get: () => Promise.reject(new Error('secret-inside at 10.0.0.7')) }),
    });
    const { status, body } = await backend.request('/api/session', { headers: { cookie: `${sessionCookie}=x` } });
    expect([status, body['error'], logged.mock.calls.length]).toEqual([500, 'internal', 1]);
    expect(JSON.stringify(body)).not.toMatch(/secret|10\.0|Error/);
    logged.mockRestore();
  });

  it('makes nobody hash a novel', async () => {
    let hashed = 0;
    const backend = createBackend({
      argon2: (...given) => {
        hashed += 1;
        return portableArgon2(...given);
      },
    });
    const browser = backend.newBrowser();
    expect((await browser.signIn({ ...ada, password: 'x'.repeat(1025) })).status).toBe(400);
    expect((await browser.signIn({ ...ada, email: 'x'.repeat(1025) })).status).toBe(400);
    expect(hashed).toBe(0);
    expect((await browser.signIn()).status).toBe(200);
    expect(hashed).toBe(1);
  });
});

it('every answer is kept by nobody, and is what it says it is', async () => {
  const backend = createBackend();
  const browser = backend.newBrowser();
  await browser.signIn();
  const answers = [
    ...(await Promise.all(
      ['session', 'products', 'orders', 'me', 'nothing', 'documents/cart'].map((path) => browser.get(`/api/${path}`)),
    )),
    ...(await Promise.all(
      ['session/touch', 'token', 'token/revoke', 'orders', 'supper', 'cart/lines', 'cart/revalidate', 'sign-out'].map(
        (path) => browser.post(`/api/${path}`),
      ),
    )),
    await browser.put('/api/documents/cart', {}),
    await browser.post('/api/sign-in', ada, { origin: 'https://evil.test' }),
    await backend.request('/api/documents/cart', { method: 'DELETE' }),
  ];
  for (const { headers } of answers)
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
});
