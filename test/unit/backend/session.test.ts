import { describe, expect, it } from 'vitest';
import { ada, createBackend, grace, hour, minute, second } from './client.ts';

const sessionCookie = '__Host-session';

describe('signing in', () => {
  it('says who is there and how long, and nobody before', async () => {
    const browser = createBackend().newBrowser();
    expect((await browser.get('/api/session')).body).toEqual({ user: null });
    const { status, body, headers } = await browser.signIn();
    expect([status, body, headers.get('cache-control')]).toEqual([
      200,
      {
        user: { id: 'u-ada', name: 'Ada Lovelace', email: 'ada@example.com' },
        expiresIn: 12 * hour,
        idleExpiresIn: 15 * minute,
      },
      'no-store',
    ]);
    expect((await browser.get('/api/session')).body).toEqual(body);
  });

  it('gives the id in a cookie that no script can read and no plain connection carries', async () => {
    const { newBrowser } = createBackend();
    const { headers } = await newBrowser().signIn();
    const lines = headers.getSetCookie();
    expect(lines.find((line) => line.startsWith('__Host-session='))).toMatch(
      /^__Host-session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(lines.find((line) => line.startsWith('XSRF-TOKEN='))).not.toMatch(/HttpOnly/);
  });

  it('calls the cookie plainly "session" where there is no https, as on localhost', async () => {
    const { request } = createBackend();
    const lines = (await request('http://localhost:5173/api/session')).headers.getSetCookie();
    expect(lines).toEqual([
      expect.stringMatching(/^guest=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/),
      expect.stringMatching(/^XSRF-TOKEN=[^;]+; Path=\/; SameSite=Lax$/),
    ]);
  });

  it('stores the hash of the id and never the id', async () => {
    const written: string[] = [];
    const backend = createBackend({
      wrap: (store) => ({
        ...store,
        set: (key, value, keep) => {
          written.push(key, value);
          return store.set(key, value, keep);
        },
      }),
    });
    const browser = backend.newBrowser();
    await browser.signIn();
    const id = browser.cookies.get(sessionCookie);
    expect(id).toMatch(/^[\w-]{43}$/);
    expect(written.filter((text) => text.startsWith('session:'))).toHaveLength(1);
    expect(written.join()).not.toContain(id);
  });

  it('gives a new id each time, and the old one is worth nothing afterwards', async () => {
    const { newBrowser } = createBackend();
    const browser = newBrowser();
    await browser.signIn();
    const first = browser.cookies.get(sessionCookie) ?? '';
    expect([...browser.cookies.keys()].sort()).toEqual(['XSRF-TOKEN', sessionCookie]);
    await browser.signIn();
    expect(browser.cookies.get(sessionCookie)).not.toBe(first);
    expect((await newBrowser().get('/api/session', { cookie: `${sessionCookie}=${first}` })).body).toEqual({
      user: null,
    });
  });

  it('does not adopt an id that somebody planted', async () => {
    const { newBrowser } = createBackend();
    const [victim, attacker] = [newBrowser(), newBrowser()];
    victim.cookies.set(sessionCookie, 'planted-by-the-attacker');
    attacker.cookies.set(sessionCookie, 'planted-by-the-attacker');
    expect((await victim.signIn()).status).toBe(200);
    expect(victim.cookies.get(sessionCookie)).not.toBe('planted-by-the-attacker');
    expect((await attacker.get('/api/session')).body).toEqual({ user: null });
  });

  it('keeps the limits that were asked for, within what is allowed', async () => {
    const browser = createBackend().newBrowser();
    const asked = async (idle: number, lifetime: number): Promise<unknown[]> => {
      const { body } = await browser.signIn(ada, { idle, lifetime });
      return [body['idleExpiresIn'], body['expiresIn']];
    };
    expect(await asked(30 * second, 60 * second)).toEqual([30 * second, 60 * second]);
    expect(await asked(1, 48 * hour)).toEqual([20 * second, 12 * hour]);
    expect((await browser.post('/api/sign-in', { ...ada, limits: { idle: 'soon' } })).status).toBe(400);
  });

  it('refuses what is no sign-in at all', async () => {
    const browser = createBackend().newBrowser();
    await browser.get('/api/session');
    const codes = [];
    for (const body of [{}, { email: ada.email }, { ...ada, password: 'x'.repeat(2000) }, ['ada'], 'ada']) {
      const answer = await browser.post('/api/sign-in', body);
      codes.push(`${answer.status} ${answer.body['error']}`);
    }
    expect(new Set(codes)).toEqual(new Set(['400 bad_request']));
  });
});

describe('the limits of a session', () => {
  it('end it on the server when nobody touched it', async () => {
    const { newBrowser, sleep } = createBackend();
    const browser = newBrowser();
    await browser.signIn();
    sleep(15 * minute - 1);
    expect((await browser.get('/api/session')).body['user']).not.toBeNull();
    sleep(1);
    expect((await browser.get('/api/session')).body).toEqual({ user: null });
    expect((await browser.post('/api/session/touch')).body['error']).toBe('no_session');
  });

  it('slide with a touch, and not with asking', async () => {
    const { newBrowser, sleep } = createBackend();
    const [touching, asking] = [newBrowser(), newBrowser()];
    await touching.signIn();
    await asking.signIn(grace);
    sleep(10 * minute);
    expect((await touching.post('/api/session/touch')).body['idleExpiresIn']).toBe(15 * minute);
    expect((await asking.get('/api/session')).body['idleExpiresIn']).toBe(5 * minute);
    sleep(10 * minute);
    expect((await touching.get('/api/session')).body['user']).not.toBeNull();
    expect((await asking.get('/api/session')).body['user']).toBeNull();
  });

  it('end it in the end, in spite of all touches', async () => {
    const { newBrowser, sleep } = createBackend();
    const browser = newBrowser();
    await browser.signIn(ada, { idle: minute, lifetime: 3 * minute });
    const left: unknown[] = [];
    for (let i = 0; i < 6; i++) {
      sleep(30 * second);
      const { status, body } = await browser.post('/api/session/touch');
      left.push(status === 200 ? body['idleExpiresIn'] : body['error']);
    }
    expect(left).toEqual([minute, minute, minute, minute, 30 * second, 'no_session']);
  });

  it('are not stretched by a touch that meets a sign-out: the session stays ended', async () => {
    let afterReading = async (): Promise<void> => {};
    const backend = createBackend({
      wrap: (store) => ({
        ...store,
        compareAndSet: async (...given) => {
          await afterReading();
          return store.compareAndSet(...given);
        },
      }),
    });
    const [browser, other] = [backend.newBrowser(), backend.newBrowser()];
    await browser.signIn();
    for (const [name, value] of browser.cookies) other.cookies.set(name, value);
    afterReading = async () => {
      afterReading = async () => {};
      expect((await other.post('/api/sign-out')).status).toBe(204);
    };
    expect((await browser.post('/api/session/touch')).status).toBe(401);
    expect((await browser.get('/api/session')).body['user']).toBeNull();
  });
});

describe('signing out', () => {
  it('ends the session on the server and takes the cookie', async () => {
    const { newBrowser } = createBackend();
    const browser = newBrowser();
    await browser.signIn();
    const id = browser.cookies.get(sessionCookie) ?? '';
    expect((await browser.post('/api/sign-out')).status).toBe(204);
    expect(browser.cookies.has(sessionCookie)).toBe(false);
    expect((await newBrowser().get('/api/session', { cookie: `${sessionCookie}=${id}` })).body).toEqual({ user: null });
    expect((await browser.post('/api/sign-in', ada)).status).toBe(200);
  });

  it('can be repeated, so that an owed sign-out can be tried until it is answered', async () => {
    const { newBrowser, request } = createBackend();
    const browser = newBrowser();
    await browser.signIn();
    expect((await browser.post('/api/sign-out')).status).toBe(204);
    expect((await browser.post('/api/sign-out')).status).toBe(204);
    expect((await request('/api/sign-out', { method: 'POST' })).status).toBe(204);
  });

  it('leaves the other devices alone, or ends them too when asked to', async () => {
    const { newBrowser } = createBackend();
    const [phone, laptop, tablet, stranger] = [newBrowser(), newBrowser(), newBrowser(), newBrowser()];
    for (const device of [phone, laptop, tablet]) await device.signIn();
    await stranger.signIn(grace);
    const signedIn = async (): Promise<boolean[]> =>
      Promise.all([laptop, tablet, stranger].map(async (one) => (await one.get('/api/session')).body['user'] !== null));

    await phone.post('/api/sign-out');
    expect(await signedIn()).toEqual([true, true, true]);
    await laptop.post('/api/sign-out', { everywhere: true });
    expect(await signedIn()).toEqual([false, false, true]);
    expect((await tablet.signIn()).status).toBe(200);
    expect(await signedIn()).toEqual([false, true, true]);
  });
});

it('is over when nobody did anything, whatever their devices asked and listened to meanwhile', async () => {
  const { newBrowser, sleep } = createBackend();
  const browser = newBrowser();
  await browser.signIn();
  const stream = await browser.listen('/api/documents', { 'x-holdfast': 'background' });
  for (let asked = 0; asked < 14; asked++) {
    sleep(minute);
    expect((await browser.get('/api/documents/cart', { 'x-holdfast': 'background' })).status).toBe(204);
    expect((await browser.get('/api/session')).body).toMatchObject({ idleExpiresIn: (14 - asked) * minute });
  }
  sleep(minute);
  expect((await browser.get('/api/documents/cart')).status).toBe(401);
  await stream.body?.cancel();
});
