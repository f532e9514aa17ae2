// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { demoUsers } from '../../../demo/backend/identity/users.ts';
import { ada, type Browser, createBackend, grace, minute } from './client.ts';

const refused = { status: 403, body: { error: 'csrf' } };

describe('a forged request', () => {
  async function signedIn(): Promise<Browser> {
    const browser = createBackend().newBrowser();
    await browser.signIn();
    return browser;
  }

  it('is refused without the token that only our page can read', async () => {
    const browser = await signedIn();
    for (const path of ['/api/session/touch', '/api/sign-out', '/api/orders', '/api/sign-in']) {
      expect(await browser.post(path, ada, { 'x-xsrf-token': '' })).toMatchObject(refused);
    }
    expect((await browser.get('/api/session')).body['user']).not.toBeNull();
  });

  it('is refused with a token that was made for somebody else', async () => {
    const { newBrowser } = createBackend();
    const [victim, attacker] = [newBrowser(), newBrowser()];
    await victim.signIn();
    await attacker.signIn(grace);
    const token = attacker.cookies.get('XSRF-TOKEN') ?? '';
    victim.cookies.set('XSRF-TOKEN', token);
    expect(await victim.post('/api/session/touch')).toMatchObject(refused);
  });

  it('is refused with the token from before the sign-in', async () => {
    const browser = createBackend().newBrowser();
    await browser.get('/api/session');
    const early = browser.cookies.get('XSRF-TOKEN') ?? '';
    await browser.post('/api/sign-in', ada);
    expect(await browser.post('/api/session/touch', {}, { 'x-xsrf-token': early })).toMatchObject(refused);
  });

  it('is refused when the browser says that another page sent it, whatever token it has', async () => {
    const browser = await signedIn();
    const outcomes = [];
    for (const headers of [
      { origin: 'https://evil.test' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://shop.test', 'sec-fetch-site': 'same-origin' },
    ]) {
      outcomes.push((await browser.post('/api/session/touch', {}, headers)).status);
    }
    expect(outcomes).toEqual([403, 403, 403, 403, 200]);
  });

  it('can’t sign somebody in to a stranger’s account: guests have tokens too', async () => {
    const { request, newBrowser } = createBackend();
    const headers = { 'content-type': 'application/json' };
    expect(await request('/api/sign-in', { method: 'POST', headers, body: JSON.stringify(ada) })).toMatchObject(
      refused,
    );
    const guest = newBrowser();
    expect((await guest.signIn()).status).toBe(200);
  });

  it('can’t come from a form, since the body must be JSON', async () => {
    const browser = createBackend().newBrowser();
    await browser.get('/api/session');
    const answer = await browser.post('/api/sign-in', ada, { 'content-type': 'text/plain' });
    expect([answer.status, answer.body['error']]).toEqual([400, 'bad_request']);
  });
});

describe('a token for the page', () => {
  it('comes back with the next question when it was lost, and stays while it fits', async () => {
    const browser = createBackend().newBrowser();
    await browser.signIn();
    const first = browser.cookies.get('XSRF-TOKEN');
    await browser.get('/api/session');
    expect(browser.cookies.get('XSRF-TOKEN')).toBe(first);
    browser.cookies.delete('XSRF-TOKEN');
    await browser.get('/api/session');
    expect((await browser.post('/api/session/touch')).status).toBe(200);
  });

  it('comes with the refusal when it was missing, so that trying again is enough', async () => {
    const browser = createBackend().newBrowser();
    expect((await browser.post('/api/sign-in', ada)).status).toBe(403);
    expect((await browser.post('/api/sign-in', ada)).status).toBe(200);
  });

  it('is there for the next sign-in when the session is found over, even if its cookies have gone meanwhile', async () => {
    for (const path of ['/api/session/touch', '/api/sign-out']) {
      const browser = createBackend().newBrowser();
      await browser.signIn();
      browser.cookies.clear();
      await browser.post(path);
      expect((await browser.post('/api/sign-in', ada)).status).toBe(200);
    }
  });

  it('is still good for signing in again after the session was over', async () => {
    const { newBrowser, sleep } = createBackend();
    const browser = newBrowser();
    await browser.signIn();
    sleep(16 * minute);
    expect((await browser.post('/api/sign-in', ada)).status).toBe(200);
  });
});

describe('guessing', () => {
  const wrong = { ...ada, password: 'incorrect horse' };
  const nobody = { email: 'nobody@example.com', password: 'incorrect horse' };

  it('learns nothing of who has an account: the same answer, byte by byte', async () => {
    const browser = createBackend().newBrowser();
    await browser.get('/api/session');
    const answers = [await browser.post('/api/sign-in', wrong), await browser.post('/api/sign-in', nobody)];
    expect(answers[0]?.status).toBe(401);
    expect(answers[0]?.body['error']).toBe('bad_credentials');
    expect(answers[1]).toEqual(answers[0]);
  });

  it('costs the same work for an unknown account', async () => {
    const iterations: number[] = [];
    const { deriveBits } = crypto.subtle;
    crypto.subtle.deriveBits = function spy(algorithm: Pbkdf2Params, ...rest) {
      iterations.push(algorithm.iterations);
      return deriveBits.call(this, algorithm, ...rest);
    };
    try {
      const browser = createBackend({ users: demoUsers }).newBrowser();
      expect([(await browser.signIn(ada)).status, (await browser.signIn(wrong)).status]).toEqual([200, 401]);
      expect((await browser.signIn(nobody)).status).toBe(401);
    } finally {
      crypto.subtle.deriveBits = deriveBits;
    }
    expect(iterations).toEqual([600_000, 600_000, 600_000]);
  });

  it('is stopped after ten wrong passwords, also for accounts that don’t exist, and may go on later', async () => {
    for (const [guess, real] of [
      [wrong, 200],
      [nobody, 401],
    ] as const) {
      const { newBrowser, sleep } = createBackend();
      const browser = newBrowser();
      const statuses = [];
      for (let i = 0; i < 11; i++) statuses.push((await browser.signIn(guess)).status);
      expect(statuses).toEqual([...Array(10).fill(401), 429]);

      const answer = await browser.signIn({ ...guess, password: ada.password });
      expect([answer.status, answer.body['error']]).toEqual([429, 'too_many_attempts']);
      sleep(Number(answer.headers.get('retry-after')) * 1000);
      expect((await browser.signIn({ ...guess, password: ada.password })).status).toBe(real);
    }
  });

  it('is stopped when all guesses come at once', async () => {
    const browser = createBackend().newBrowser();
    await browser.get('/api/session');
    const answers = await Promise.all(Array.from({ length: 30 }, () => browser.post('/api/sign-in', wrong)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
  });

  it('is stopped at the token endpoint by the same count', async () => {
    const browser = createBackend().newBrowser();
    for (let i = 0; i < 10; i++) await browser.signIn(wrong);
    expect((await browser.post('/api/token', { grant_type: 'password', ...ada })).status).toBe(429);
  });

  it('is stopped when it tries one password on many accounts from one place', async () => {
    let address = '198.51.100.1';
    const backend = createBackend({ limits: { attemptsPerAddress: 20 }, clientAddress: () => address });
    const browser = backend.newBrowser();
    const statuses = [];
    for (let i = 0; i < 21; i++)
      statuses.push((await browser.signIn({ ...wrong, email: `user${i}@example.com` })).status);
    expect(statuses).toEqual([...Array(20).fill(401), 429]);
    address = '198.51.100.2';
    expect((await browser.signIn()).status).toBe(200);
  });

  it('does not lock out a person who mistypes now and then', async () => {
    const browser = createBackend().newBrowser();
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < 9; j++) expect((await browser.signIn(wrong)).status).toBe(401);
      expect((await browser.signIn()).status).toBe(200);
    }
  });
});

describe('a body', () => {
  it('that is too large is refused before it is read', async () => {
    const browser = createBackend({ limits: { body: 1000 } }).newBrowser();
    await browser.get('/api/session');
    const answer = await browser.post('/api/sign-in', { ...ada, padding: 'x'.repeat(1000) });
    expect([answer.status, answer.body['error']]).toEqual([413, 'too_large']);
  });

  it('that can’t be parsed, or an address that isn’t there, gets an answer in JSON too', async () => {
    const { request, newBrowser } = createBackend();
    const browser = newBrowser();
    await browser.get('/api/session');
    expect((await request('/api/nothing')).body['error']).toBe('not_found');
    const headers = { 'content-type': 'application/json' };
    expect(await request('/api/token', { method: 'POST', headers, body: '{"' })).toMatchObject({ status: 400 });
  });
});
