import { describe, expect, it } from 'vitest';
import { type Answer, ada, type Backend, createBackend, hour, meet, minute, second } from './client.ts';

interface Pair {
  readonly access: string;
  readonly refresh: string;
}

const pairOf = ({ body }: Answer): Pair => ({
  access: String(body['access_token']),
  refresh: String(body['refresh_token']),
});

function post({ request }: Backend, path: string, body: unknown): Promise<Answer> {
  return request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
const signIn = (backend: Backend, limits?: { access?: number; refresh?: number }): Promise<Answer> =>
  post(backend, '/api/token', { grant_type: 'password', ...ada, ...(limits && { limits }) });
const refresh = (backend: Backend, refresh_token: string): Promise<Answer> =>
  post(backend, '/api/token', { grant_type: 'refresh_token', refresh_token });
const me = ({ request }: Backend, access: string): Promise<Answer> =>
  request('/api/me', { headers: { authorization: `Bearer ${access}` } });

describe('tokens', () => {
  it('are given for a password, say how long they are good, and say who it is', async () => {
    const backend = createBackend();
    const answer = await signIn(backend);
    const user = { id: 'u-ada', name: 'Ada Lovelace', email: 'ada@example.com' };
    expect(answer).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 300, user } });
    expect((await me(backend, pairOf(answer).access)).body).toEqual({ user });
  });

  it('are not given for a wrong password, and no other grant is known', async () => {
    const backend = createBackend();
    const wrong = await post(backend, '/api/token', { grant_type: 'password', ...ada, password: 'wrong' });
    expect([wrong.status, wrong.body['error']]).toEqual([400, 'invalid_grant']);
    const other = await post(backend, '/api/token', { grant_type: 'implicit' });
    expect([other.status, other.body['error']]).toEqual([400, 'unsupported_grant_type']);
  });

  it('end: an access token after its time, a family after its own, however often it was rotated', async () => {
    const backend = createBackend();
    let pair = pairOf(await signIn(backend, { access: 3 * second, refresh: hour }));
    backend.sleep(3 * second - 1);
    expect((await me(backend, pair.access)).status).toBe(200);
    backend.sleep(1);
    const late = await me(backend, pair.access);
    expect([late.status, late.headers.get('www-authenticate')]).toEqual([401, 'Bearer error="invalid_token"']);

    for (let i = 0; i < 5; i++) {
      backend.sleep(10 * minute);
      pair = pairOf(await refresh(backend, pair.refresh));
      expect((await me(backend, pair.access)).status).toBe(200);
    }
    backend.sleep(10 * minute);
    expect(await refresh(backend, pair.refresh)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('never outlive their family', async () => {
    const backend = createBackend();
    const answer = await signIn(backend, { access: minute, refresh: 10 * second });
    expect(answer.body['expires_in']).toBe(10);
  });

  it('are missed politely: who sends none is told how, not that it was wrong', async () => {
    const { request } = createBackend();
    const answer = await request('/api/me');
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  });

  it('stand nowhere in the store in clear', async () => {
    const written: unknown[] = [];
    const backend = createBackend({
      wrap: (store) => ({
        ...store,
        set: (...given) => {
          written.push(given);
          return store.set(...given);
        },
        compareAndSet: (...given) => {
          written.push(given);
          return store.compareAndSet(...given);
        },
      }),
    });
    const first = pairOf(await signIn(backend));
    const second = pairOf(await refresh(backend, first.refresh));
    const stored = JSON.stringify(written);
    expect(written.length).toBeGreaterThan(3);
    for (const token of [first.access, second.access, ...first.refresh.split('.'), ...second.refresh.split('.')]) {
      expect(token).toHaveLength(43);
      expect(stored).not.toContain(token);
    }
  });
});

describe('a refresh token', () => {
  it('is good once: the next one takes its place', async () => {
    const backend = createBackend();
    const first = pairOf(await signIn(backend));
    const second = pairOf(await refresh(backend, first.refresh));
    expect(second.refresh).not.toBe(first.refresh);
    expect((await me(backend, second.access)).status).toBe(200);
    expect((await refresh(backend, second.refresh)).status).toBe(200);
  });

  it('used a second time ends the whole family, the thief’s tokens and the owner’s', async () => {
    const backend = createBackend();
    const stolen = pairOf(await signIn(backend));
    const owner = pairOf(await refresh(backend, stolen.refresh));
    expect(await refresh(backend, stolen.refresh)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect((await me(backend, owner.access)).status).toBe(401);
    expect((await refresh(backend, owner.refresh)).status).toBe(400);
  });

  it('ends no other family: another device of the same user stays signed in', async () => {
    const backend = createBackend();
    const [phone, laptop] = [pairOf(await signIn(backend)), pairOf(await signIn(backend))];
    await refresh(backend, phone.refresh);
    await refresh(backend, phone.refresh);
    expect((await me(backend, laptop.access)).status).toBe(200);
    expect((await refresh(backend, laptop.refresh)).status).toBe(200);
  });

  it('sent twice at once wins once', async () => {
    // Both have read the family before either writes.
    const together = meet(2);
    const backend = createBackend({
      wrap: (store) => ({
        ...store,
        compareAndSet: async (...given) => {
          await together();
          return store.compareAndSet(...given);
        },
      }),
    });
    const pair = pairOf(await signIn(backend));
    const answers = await Promise.all([refresh(backend, pair.refresh), refresh(backend, pair.refresh)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  it('that nobody ever issued is refused like one that is over', async () => {
    const backend = createBackend();
    for (const token of ['x', 'x.y', '.', 'a.b.c']) expect((await refresh(backend, token)).status).toBe(400);
  });
});

describe('revoking', () => {
  it('takes either token and ends both, and says the same to tokens that nobody knows', async () => {
    const backend = createBackend();
    for (const kind of ['access', 'refresh'] as const) {
      const pair = pairOf(await signIn(backend));
      expect((await post(backend, '/api/token/revoke', { token: pair[kind] })).status).toBe(200);
      expect((await me(backend, pair.access)).status).toBe(401);
      expect((await refresh(backend, pair.refresh)).status).toBe(400);
    }
    expect((await post(backend, '/api/token/revoke', { token: 'unknown' })).status).toBe(200);
  });

  it('happens to all of them when the user signs out everywhere', async () => {
    const backend = createBackend();
    const pair = pairOf(await signIn(backend));
    const browser = backend.newBrowser();
    await browser.signIn();
    await browser.post('/api/sign-out', { everywhere: true });
    expect((await me(backend, pair.access)).status).toBe(401);
    expect((await refresh(backend, pair.refresh)).status).toBe(400);
  });
});
